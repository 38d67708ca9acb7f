"""Words that a text recognition damaged: what may have stood there, and which words of a language it can be."""
