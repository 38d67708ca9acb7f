"""The core of the search engine: records, vocabularies, analysis, stores, query and search."""

__version__ = "0.1.0"
