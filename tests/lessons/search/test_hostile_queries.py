"""Hostile and malformed queries by the thousand: no exception, none slow, memory flat; the same ones every time."""

import gc
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import Text, ask, document, served

from lessons.engines.registry import ENGINES
from lessons.generation import Generation

QUERIES = 100_000 if os.environ.get("LESSONS_SOAK") else 10_000
"""On all engines together; `make soak` takes ten times as many."""
SLOWEST = 2.0
"""Processor seconds that any query may take."""
MOST_GROWTH = 30_000_000
"""Bytes of memory that all queries after the first tenth may leave behind."""
WORDS = (
    "police army budget demobilization supp01ting S/2025/154 A/RES/77/300 resolution 1325 (2000) l'Etat U.N. 1,325 "
    "sécurité мир 和平协议 السلام peace-building co-operation quick-impact end of2017 the of AND OR NOT NEAR/3 "
    '|| - ! ( ) " " “ ” « ~ ~1 ~99 ^2 ^ * ? [ ] { } [2010 TO 2015] year:2010..2015 year:>=2010 date:<2015 country:LBR '
    'country:( theme: colour:red title:"assembly areas"~3 "police army"~5 polic* demob~ a* ?* *a* [a TO z] \\ // :: '
    "; < > ' ` \x00 \ud800 \u202e \U0001f600 e\u0301 ﷺ ﬁ İ ß"
).split(" ")


def query(chance: random.Random) -> str:
    """A query of pieces, of characters, of one piece many times, or a broken good one."""
    kind = chance.random()
    if kind < 0.6:
        return " ".join(chance.choices(WORDS, k=chance.randrange(1, 12)))
    if kind < 0.8:
        return "".join(chance.choices(WORDS, k=chance.randrange(1, 12)))
    if kind < 0.9:
        return "".join(
            chr(chance.choice([chance.randrange(32, 127), chance.randrange(0x11000)]))
            for _ in range(chance.randrange(1, 60))
        )
    if kind < 0.99:
        text = " ".join(chance.choices(WORDS, k=8))
        return text[chance.randrange(len(text)) :] + text[: chance.randrange(len(text))]
    return chance.choice(WORDS) * chance.choice([10, 1000, 20_000])


def resident() -> int:
    """The memory of this process in bytes."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@pytest.fixture(scope="module", params=sorted(ENGINES))
def generation(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    chance = random.Random(7)
    plain = [word for word in WORDS if any(map(str.isalnum, word)) and word.isprintable()]
    texts = [
        Text(" ".join(chance.choices(plain, k=30)), ("LBR",), ("UNMIL",), ("security.ddr",), "lesson")
        for _ in range(60)
    ]
    opened = served(
        tmp_path_factory.mktemp("hostile"), [(document("d1", title="Assembly areas"), texts)], request.param
    )
    yield opened
    opened.close()


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from Linux's /proc")
def test_hostile_queries_are_answered(generation: Generation) -> None:
    chance = random.Random(20)
    count = QUERIES // len(ENGINES)
    before = 0
    for number in range(count):
        text = query(chance)
        started = time.process_time()
        found = ask(generation, text)
        took = time.process_time() - started
        assert took < SLOWEST, (took, text[:200])
        assert found.total >= len(found.results)
        if number == count // 10:
            gc.collect()
            before = resident()
    gc.collect()
    assert resident() - before < MOST_GROWTH
