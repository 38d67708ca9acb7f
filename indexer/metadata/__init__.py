"""What a document says of itself: title, symbols, date, type, originator, language."""
