"""The commands of the reading wing; they are loaded when called."""
