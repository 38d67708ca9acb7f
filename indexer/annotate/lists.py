"""The word lists of the annotator, which are a data file of the package."""

import csv
from functools import cache
from importlib import resources


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list."""
    table = resources.files("indexer.annotate").joinpath("data", "words.csv")
    lists = {row["list"]: row["words"] for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())}
    return frozenset(lists[name].split())
