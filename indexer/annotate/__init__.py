"""Annotation: spans of a text, the codes they stand for, and what a document is about."""
