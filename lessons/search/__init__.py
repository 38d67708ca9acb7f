"""From a search state and a reader's view to ranked results with facets, highlights and suggestions."""
