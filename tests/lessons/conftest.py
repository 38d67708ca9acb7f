"""Small served collections, and every engine there is, one after the other."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from making import Entry, served

from lessons.engines.registry import ENGINES
from lessons.generation import Generation

Server = Callable[..., Generation]


@pytest.fixture(params=sorted(ENGINES))
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def serve(tmp_path: Path, engine_name: str) -> Iterator[Server]:
    """Serve some documents on each engine; closed at the end."""
    opened: list[Generation] = []

    def make(entries: Iterable[Entry]) -> Generation:
        opened.append(served(tmp_path / f"served-{len(opened)}", entries, engine_name))
        return opened[-1]

    yield make
    for generation in opened:
        generation.close()
