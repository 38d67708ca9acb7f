"""What depends on other files: copies, links between documents, recurring lessons, answers; computed after each run."""
