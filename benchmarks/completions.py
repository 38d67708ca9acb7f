"""How long a completion takes, letter by letter, on a home as it stands.

    python benchmarks/completions.py --home DIR [--words 200]

Types the beginnings of the texts' own words (common and rare, one to eight letters), of pairs of words, of titles and
of names of the vocabularies. Prints the first completion of a fresh completer (cold: word lists, titles and
names are made ready) and the median, 95th percentile and slowest of the others in milliseconds, by the clock and by the
processor.
"""

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

from lessons.access import OWNER
from lessons.generation import open_generation
from lessons.lexicon import Lexicon
from lessons.storage.catalog import Catalog
from lessons.suggest.completions import VOCABULARIES, Completer, readable_titles
from lessons.vocabulary import vocabulary

LETTERS = 8


def typed(lexicon: Lexicon, titles: list[str], count: int) -> Iterator[str]:
    """What people type, letter by letter."""
    chance = random.Random(11)
    words = sorted(word for word in lexicon.counted().words if word.isalpha() and len(word) > 3)
    often = sorted(words, key=lexicon.word_frequency)[-2 * count :]
    codes = ((vocabulary(kind), code) for kind in VOCABULARIES for code in vocabulary(kind).codes())
    names = [words.label(code) for words, code in codes]
    chosen = [*chance.sample(often, count), *chance.sample(words, count), *chance.sample(names, count // 4)]
    chosen += [f"{chance.choice(often)} {chance.choice(often)}" for _ in range(count // 4)]
    chosen += [title.lower() for title in chance.sample(titles, min(len(titles), count // 4))]
    for text in chosen:
        yield from (text[:end] for end in range(1, min(len(text), len(text.split()[0]) + LETTERS) + 1))


def main() -> None:
    """Open, type, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--words", type=int, default=200)
    options = parser.parse_args()
    view = open_generation(options.home / "index").view(OWNER)
    with Catalog(options.home / "catalog.db") as catalog:
        titles = readable_titles(catalog, OWNER)
    began = time.perf_counter()
    completer = Completer(view.lexicon, titles)
    completer.complete("po")
    print(f"cold: {(time.perf_counter() - began) * 1000:.1f} ms")
    times: list[tuple[float, float]] = []
    for text in typed(view.lexicon, titles, options.words):
        clock, processor = time.perf_counter(), time.process_time()
        completer.complete(text)
        times.append(((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000))
    for name, found in zip(("clock", "processor"), zip(*times, strict=True), strict=True):
        cuts = quantiles(found, n=100)
        print(
            f"warm, {name}: {len(found)} asked; median {cuts[49]:.1f}, p95 {cuts[94]:.1f}, slowest {max(found):.1f} ms"
        )


if __name__ == "__main__":
    main()
