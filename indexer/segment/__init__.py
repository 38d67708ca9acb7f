"""From blocks to passages: labels, numbering, headings, joins and splits."""
