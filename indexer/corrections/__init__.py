"""What people said of tags and documents, applied to what the machine found."""
