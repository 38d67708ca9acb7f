"""The two stores that are the truth: the catalog of what was read, and the decisions of people."""
