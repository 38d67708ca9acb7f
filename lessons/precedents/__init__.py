"""Finding the precedent: from a situation in prose to what other missions learned in one like it, with reasons."""
