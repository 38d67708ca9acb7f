"""Meaning as vectors: a sentence encoder from the package index, and what is kept of its vectors."""
