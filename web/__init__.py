"""The reading room: the search page, the passage page and the document page, and their JSON."""
