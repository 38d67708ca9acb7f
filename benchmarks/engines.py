"""How fast the engines build and answer, against their libraries' own way in the same run.

Usage: python benchmarks/engines.py [--sizes 10000 100000] [--engines whoosh tantivy] [--queries 100] [--no-bare]

Passages of 100 words are recombined from the sentences of real ones (``ir_un`` in the shared collections), with their
headings, titles and eight facets. A query is nine content words of one or two sentences, of which four must match.
*Cold* is an index that was just opened, for each query anew; *bare* is the library as its manual says: Whoosh's writer,
an OR query, its collectors with ``FieldFacet(allow_overlap=True)``; Tantivy's boolean query and terms aggregations.
Whoosh cannot ask for four of nine, so its bare queries match more; totals of our two engines are compared with each
other. Prints one JSON object a line.
"""

import argparse
import json
import os
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any

from lessons.analysis import tokens
from lessons.engines.clause import TEXT_FIELDS, AtLeast, Term, Variant
from lessons.engines.protocol import IndexedPassage, Posting, Request
from lessons.engines.registry import ENGINES, engine
from lessons.stop_words import is_stop_word

SHARED = Path(os.environ.get("LESSONS_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
FACETS = ("country", "mission", "theme", "kind", "doc_type", "originator", "year", "language")
CODES = {"country": 190, "mission": 70, "theme": 60, "kind": 6, "doc_type": 30, "originator": 11, "language": 3}
MANY = {"country", "mission", "theme"}
WORDS, TERMS, MINIMUM = 100, 9, 4
Sentence = tuple[str, ...]
Times = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The analysed sentences and titles of real passages, to be recombined."""

    sentences: list[Sentence]
    titles: list[Sentence]
    content: list[Sentence]

    @classmethod
    def read(cls, path: Path) -> "Corpus":
        """Analyse the passages of a BEIR file."""
        sentences, content, titles = [], [], {}
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            titles[row["title"]] = tuple(token.term for token in tokens(row["title"]))
            for sentence in re.split(r"(?<=[.;:])\s+", row["text"]):
                found = list(tokens(sentence))
                words = tuple({token.term for token in found if not is_stop_word(token.word)})
                if len(words) >= TERMS:
                    sentences.append(tuple(token.term for token in found))
                    content.append(tuple(sorted(words)))
        return cls(sentences, list(titles.values()), content)

    def passages(self, count: int) -> Iterator[IndexedPassage]:
        """So many passages, the same ones each time."""
        chance = random.Random(count)
        for number in range(count):
            words: list[str] = []
            while len(words) < WORDS:
                words += chance.choice(self.sentences)
            document = number // 40
            fields = {
                "text": words[:WORDS],
                "heading": chance.choice(self.sentences)[:6],
                "title": self.titles[document % len(self.titles)],
            }
            year = 1995 + document % 30
            codes = {
                facet: tuple(
                    f"{facet[:2]}{int(size * chance.random() ** 2)}"
                    for _ in range(chance.randrange(4) if facet in MANY else 1)
                )
                for facet, size in CODES.items()
            }
            yield IndexedPassage(
                f"p{number}",
                {name: tuple(map(Posting, found, range(WORDS))) for name, found in fields.items()},
                codes | {"year": (str(year),)},
                year * 10000 + 101,
                (f"d{document}", number),
                " ".join(words).encode(),
            )

    def queries(self, count: int) -> list[tuple[str, ...]]:
        """So many queries of nine content words."""
        chance = random.Random(7)
        return [
            tuple(chance.sample(sorted({*chance.choice(self.content), *chance.choice(self.content)}), TERMS))
            for _ in range(count)
        ]


class Stopwatch:
    """Hands passages on and measures the time between them: no engine is charged for their making."""

    def __init__(self, passages: Iterator[IndexedPassage]):
        self._passages = passages
        self._start = time.perf_counter()
        self._making = 0.0

    def __iter__(self) -> Iterator[IndexedPassage]:
        return self

    def __next__(self) -> IndexedPassage:
        start = time.perf_counter()
        try:
            return next(self._passages)
        finally:
            self._making += time.perf_counter() - start

    def seconds(self) -> float:
        """The time since the beginning, without the making."""
        return time.perf_counter() - self._start - self._making


def request(words: Sequence[str], facets: Sequence[str]) -> Request:
    """Four of the nine words."""
    return Request(AtLeast(tuple(Term((Variant(word),)) for word in words), MINIMUM), facets=tuple(facets))


def percentiles(asked: Sequence[Times]) -> dict[str, float]:
    """The median and the 95th percentile of some calls, in milliseconds."""
    times = []
    for ask in asked:
        start = time.perf_counter()
        ask()
        times.append((time.perf_counter() - start) * 1000)
    cuts = quantiles(times, n=20)
    return {"p50": round(cuts[9], 2), "p95": round(cuts[18], 2)}


def ours(name: str, corpus: Corpus, count: int, queries: list[tuple[str, ...]], folder: Path) -> dict[str, Any]:
    """Build and ask one of our engines."""
    chosen, directory = engine(name), folder / name
    stopwatch = Stopwatch(corpus.passages(count))
    chosen.build(directory, stopwatch)
    seconds = stopwatch.seconds()
    start = time.perf_counter()
    index = chosen.open(directory)
    opened = time.perf_counter() - start
    result = {
        "build_per_s": round(count / seconds),
        "open_ms": round(opened * 1000, 1),
        "megabytes": megabytes(directory),
        "facets": percentiles([partial(index.search, request(words, FACETS)) for words in queries]),
        "plain": percentiles([partial(index.search, request(words, ())) for words in queries]),
        "totals": [index.search(request(words, ())).total for words in queries],
    }
    index.close()
    cold = [chosen.open(directory) for _ in queries[:50]]
    result["cold"] = percentiles(
        [partial(one.search, request(words, FACETS)) for one, words in zip(cold, queries, strict=False)]
    )
    for one in cold:
        one.close()
    if chosen.updates:
        result["replace_one_s"] = replace_one(name, corpus, directory, folder / "next")
    return result


def replace_one(name: str, corpus: Corpus, base: Path, directory: Path) -> float:
    """The seconds that a generation takes in which one passage was replaced."""
    one = next(corpus.passages(1))
    start = time.perf_counter()
    engine(name).build(directory, [one], base=base, removed={one.id})
    return round(time.perf_counter() - start, 3)


def bare_whoosh(corpus: Corpus, count: int, queries: list[tuple[str, ...]], folder: Path) -> dict[str, Any]:
    """Whoosh as its manual says."""
    from whoosh import fields, index, query, sorting  # noqa: PLC0415 - each bare way needs its library only

    folder.mkdir()
    schema = fields.Schema(
        **{name: fields.TEXT() for name in TEXT_FIELDS},
        record=fields.STORED(),
        **{name: fields.KEYWORD(commas=True, sortable=False) for name in FACETS},
    )
    opened = index.create_in(str(folder), schema)
    writer = opened.writer(limitmb=256)
    stopwatch = Stopwatch(corpus.passages(count))
    for one in stopwatch:
        text = {name: [posting.term for posting in found] for name, found in one.fields.items()}
        writer.add_document(**text, **{name: list(codes) for name, codes in one.codes.items()}, record=one.record)
    writer.commit()
    seconds = stopwatch.seconds()
    with opened.searcher() as searcher:

        def ask(words: Sequence[str], names: Sequence[str]) -> Any:
            wanted = query.Or([query.Term(field, word) for word in words for field in TEXT_FIELDS])
            grouped = sorting.Facets()
            for name in names:
                grouped.add_facet(name, sorting.FieldFacet(name, allow_overlap=True))
            found = searcher.search(wanted, limit=10, groupedby=grouped if names else None, maptype=sorting.Count)
            return [hit["record"] for hit in found], [found.groups(name) for name in names]

        return {
            "build_per_s": round(count / seconds),
            "megabytes": megabytes(folder),
            "facets": percentiles([partial(ask, words, FACETS) for words in queries]),
            "plain": percentiles([partial(ask, words, ()) for words in queries]),
        }


def bare_tantivy(corpus: Corpus, count: int, queries: list[tuple[str, ...]], folder: Path) -> dict[str, Any]:
    """Tantivy as its manual says."""
    import tantivy  # noqa: PLC0415 - each bare way needs its library only

    folder.mkdir()
    builder = tantivy.SchemaBuilder()
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", fast=True)
    builder.add_bytes_field("record", stored=True)
    schema = builder.build()
    opened = tantivy.Index(schema, path=str(folder))
    stopwatch = Stopwatch(corpus.passages(count))
    writer = opened.writer()
    for one in stopwatch:
        text = {name: " ".join(posting.term for posting in found) for name, found in one.fields.items()}
        codes = {name: list(given) for name, given in one.codes.items() if given}
        writer.add_document(tantivy.Document(**text, **codes, record=one.record))
    writer.commit()
    writer.wait_merging_threads()
    seconds = stopwatch.seconds()
    opened.reload()
    searcher = opened.searcher()
    aggregation = {name: {"terms": {"field": name, "size": 200}} for name in FACETS}

    def ask(words: Sequence[str], names: Sequence[str]) -> Any:
        each = [
            tantivy.Query.boolean_query(
                [(tantivy.Occur.Should, tantivy.Query.term_query(schema, field, word)) for field in TEXT_FIELDS]
            )
            for word in words
        ]
        wanted = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, query) for query in each], minimum_number_should_match=MINIMUM
        )
        found = [searcher.doc(address)["record"] for _, address in searcher.search(wanted, limit=10).hits]
        return found, searcher.aggregate(wanted, aggregation) if names else None

    return {
        "build_per_s": round(count / seconds),
        "megabytes": megabytes(folder),
        "facets": percentiles([partial(ask, words, FACETS) for words in queries]),
        "plain": percentiles([partial(ask, words, ()) for words in queries]),
    }


BARE = {"whoosh": bare_whoosh, "tantivy": bare_tantivy}


def megabytes(folder: Path) -> float:
    """The size of a folder."""
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6, 1)


def compare(mine: dict[str, Any], bare: dict[str, Any]) -> dict[str, float]:
    """How many times as fast as the bare library: above 1 is faster."""
    ratios = {
        f"{kind}_{point}": bare[kind][point] / mine[kind][point]
        for kind in ("facets", "plain")
        for point in ("p50", "p95")
    }
    return {
        name: round(ratio, 2) for name, ratio in {"build": mine["build_per_s"] / bare["build_per_s"], **ratios}.items()
    }


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--engines", nargs="+", default=sorted(ENGINES), choices=sorted(ENGINES))
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--no-bare", action="store_true", help="leave out the libraries' own way, the longest part")
    options = parser.parse_args()
    corpus = Corpus.read(SHARED / "data" / "ir_un" / "corpus.jsonl")
    queries = corpus.queries(options.queries)
    for count in options.sizes:
        totals = []
        for name in options.engines:
            with tempfile.TemporaryDirectory() as folder:
                mine = ours(name, corpus, count, queries, Path(folder))
                totals.append(mine.pop("totals"))
                bare = {} if options.no_bare else BARE[name](corpus, count, queries, Path(folder) / "bare")
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                json.dumps(
                    {
                        "passages": count,
                        "engine": name,
                        "ours": mine,
                        "bare": bare,
                        "peak_mb": peak,
                        "times_as_fast": compare(mine, bare) if bare else {},
                    }
                ),
                flush=True,
            )
        print(json.dumps({"passages": count, "same_totals": all(one == totals[0] for one in totals)}), flush=True)


if __name__ == "__main__":
    main()
