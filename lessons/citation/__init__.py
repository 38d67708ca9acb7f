"""Citing a passage or document: as a United Nations footnote, and for programs that keep references."""
