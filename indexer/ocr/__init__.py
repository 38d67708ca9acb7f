"""Recognition of pages that are only an image."""
