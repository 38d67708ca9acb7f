"""The reading wing: read, clean, segment, annotate and identify, then store."""
