"""The statistical tagger of names: its tokens, its features, its weights, and what of its findings is kept."""
