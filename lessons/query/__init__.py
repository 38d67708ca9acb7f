"""What a reader asks: the query language, its neutral tree, and the search state that a URL spells."""
