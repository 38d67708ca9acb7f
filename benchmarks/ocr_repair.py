"""What the repair of misread words does to clean documents: hits lost, false repairs in the first ten, time.

    .venv/bin/python benchmarks/ocr_repair.py HOME [--words 200]

Each of the commonest content words of the collection is searched with and without expansion. Every repair that brings a
passage into the first ten is listed, to be judged by reading: a damaged word ("govemment") is right, a good one is not.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from lessons.access import OWNER
from lessons.analysis import tokens
from lessons.engines.protocol import Request
from lessons.generation import View, open_generation
from lessons.query.parser import parse
from lessons.query.state import SearchState
from lessons.search.compiler import compile_query
from lessons.search.searcher import search, try_code
from lessons.stop_words import is_stop_word


def common_words(view: View, most: int) -> list[str]:
    """The commonest words of a collection that are no stop words."""
    lexicon = view.lexicon
    words = [word for word in lexicon.counted().words if word.isalpha() and len(word) > 3 and not is_stop_word(word)]
    return sorted(words, key=lambda word: (-lexicon.word_frequency(word), word))[:most]


def total(view: View, word: str, *, expand: bool) -> int:
    """How many passages a word finds."""
    clause = compile_query(parse(word, try_code).node, view, expand=expand).clause
    return sum(index.search(Request(clause, limit=0)).total for index in view.indexes)


def repairs_shown(view: View, word: str) -> Iterator[str]:
    """The misread words that alone brought one of the first ten results."""
    found = search(view, SearchState(word), facets=())
    misread = {to for one in found.expansions if one["reason"] == "misread characters" for to in one["to"]}
    terms = {token.term for token in tokens(word)} | set(view.lexicon.terms(word))
    for result in found.results:
        text = " ".join([result.record["text"], *result.record["heading"], result.record["title"] or ""])
        here = list(tokens(text, result.record["language"] or "en"))
        if not terms & {token.term for token in here}:
            yield from misread & {token.word for token in here}


def main() -> None:
    """Print the figures of a collection."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("home", type=Path)
    arguments.add_argument("--words", type=int, default=200)
    given = arguments.parse_args()
    generation = open_generation(given.home / "index")
    view = generation.view(OWNER)
    words = common_words(view, given.words)
    lost = [word for word in words if total(view, word, expand=True) < total(view, word, expand=False)]
    shown = {word: found for word in words if (found := sorted(set(repairs_shown(view, word))))}
    started = time.process_time()
    for word in words:
        view.lexicon.damaged(word)
    took = (time.process_time() - started) / len(words)
    print(f"{view.lexicon.passages} passages, {len(words)} words; {len(view.lexicon.repairs)} words may be damaged")
    print(f"hits lost: {len(lost)} {lost}")
    print(f"words whose first ten hold a passage by a repair alone: {len(shown)} {shown}")
    print(f"a look-up: {1e6 * took:.0f} µs of processor time")
    generation.close()


if __name__ == "__main__":
    main()
