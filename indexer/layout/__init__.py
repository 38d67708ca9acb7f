"""Page layout: from words with places to paragraphs, headings, lists, tables and footnotes."""
