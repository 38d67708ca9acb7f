"""Identification: what kind of statement a passage is, by rules that a reader can check."""
