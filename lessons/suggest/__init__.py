"""Help on the way: did-you-mean, completions, and the ladder out of a search that found too little."""
