"""How long a search takes with all of ranking: expansion, BM25F, feedback, meaning, diversity, facets, snippets.

Usage: python benchmarks/latency.py [--passages 100000] [--engines whoosh tantivy] [--queries 100] [--no-facets]

The passages are those of `engines.py`; a query is nine content words of one or two sentences. Vectors are random ones
of unit length: scanning costs the same. Prints the median and the 95th percentile in milliseconds, by the clock and by
the processor, for each engine and ranking.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import quantiles

import numpy as np
from engines import SHARED, Corpus

from lessons.analysis import Token, tokens
from lessons.engines.protocol import IndexedPassage
from lessons.engines.registry import ENGINES, engine
from lessons.engines.vectors import write_vectors
from lessons.expansion.acronyms import Acronyms
from lessons.expansion.expander import Expander
from lessons.facets import BY_NAME
from lessons.generation import View
from lessons.lexicon import Lexicon, LexiconBuilder
from lessons.query.state import SearchState
from lessons.search.ranking import METHODS
from lessons.search.searcher import search
from lessons.semantic.encoder import DIMENSIONS, installed
from lessons.stop_words import is_stop_word

TERMS = 9


def questions(texts: Sequence[str], count: int) -> list[str]:
    """So many queries of nine content words of a passage."""
    chance = random.Random(7)
    found: list[str] = []
    while len(found) < count:
        text = chance.choice(texts)
        words = sorted({text[one.start : one.end] for one in tokens(text) if not is_stop_word(one.word)})
        if len(words) >= TERMS:
            found.append(" ".join(chance.sample(words, TERMS)))
    return found


def forms_of(texts: Sequence[str]) -> dict[str, list[Token]]:
    """For each term the words that have it, so that the lexicon knows what is asked."""
    found: dict[str, dict[str, Token]] = {}
    for token in (token for text in texts for token in tokens(text)):
        found.setdefault(token.term, {}).setdefault(token.word, token)
    return {term: list(words.values()) for term, words in found.items()}


def counted(
    passages: Iterator[IndexedPassage], lexicon: LexiconBuilder, forms: dict[str, list[Token]]
) -> Iterator[IndexedPassage]:
    """The passages with a record as a search shows it; each term is counted under one of its words in turn."""
    for number, passage in enumerate(passages):
        terms = [posting.term for posting in passage.fields["text"]]
        lexicon.add([[forms[term][number % len(forms[term])] for term in set(terms)]])
        record = {"id": passage.id, "text": " ".join(terms), "language": "en"}
        yield IndexedPassage(
            passage.id, passage.fields, passage.codes, passage.date, passage.sequence, json.dumps(record).encode()
        )


def percentiles(times: Sequence[float]) -> str:
    """The median and the 95th percentile."""
    cuts = quantiles(times, n=20)
    return f"{cuts[9]:.1f} / {cuts[18]:.1f}"


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--engines", nargs="+", default=sorted(ENGINES), choices=sorted(ENGINES))
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--no-facets", action="store_true")
    options = parser.parse_args()
    path = SHARED / "data" / "ir_un" / "corpus.jsonl"
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    corpus, asked, forms = Corpus.read(path), questions(texts, options.queries), forms_of(texts)
    facets = () if options.no_facets else tuple(BY_NAME)
    numbers = np.random.default_rng(1)
    for name in options.engines:
        builder = LexiconBuilder()
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "index"
            engine(name).build(place, counted(corpus.passages(options.passages), builder, forms))
            lexicon: Lexicon = builder.build()
            write_vectors(place, lambda ids: dict(zip(ids, unit(numbers, len(ids)), strict=True)), DIMENSIONS)
            index = engine(name).open(place)
            view = View("benchmark", name, (index,), lexicon, ("en",), expander=Expander(Acronyms()))
            for method in METHODS.values():
                if method.meaning and not installed():
                    continue
                clock, processor, totals = [], [], []
                for text in [*asked[:5], *asked]:
                    started, used = time.perf_counter(), time.process_time()
                    totals.append(search(view, SearchState(query=text), facets, method).total)
                    clock.append((time.perf_counter() - started) * 1000)
                    processor.append((time.process_time() - used) * 1000)
                print(
                    f"{name:8} {method.name:9} clock {percentiles(clock[5:])}  processor {percentiles(processor[5:])}"
                    f"  matches {sum(totals) / len(totals):.0f}",
                    flush=True,
                )
            index.close()


def unit(numbers: np.random.Generator, count: int) -> np.ndarray:
    """So many random vectors of unit length."""
    found = numbers.standard_normal((count, DIMENSIONS), np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


if __name__ == "__main__":
    main()
