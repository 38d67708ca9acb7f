"""Every engine there is, one after the other."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lessons.engines.protocol import Engine, Index, IndexedPassage
from lessons.engines.registry import ENGINES, engine

Opener = Callable[..., Index]


@pytest.fixture(params=sorted(ENGINES))
def any_engine(request: pytest.FixtureRequest) -> Engine:
    return engine(request.param)


@pytest.fixture(params=sorted(name for name in ENGINES if engine(name).updates))
def updating_engine(request: pytest.FixtureRequest) -> Engine:
    return engine(request.param)


@pytest.fixture
def built(any_engine: Engine, tmp_path: Path) -> Iterator[Opener]:
    """Build and open an index of some passages."""
    opened: list[Index] = []

    def build(*passages: IndexedPassage) -> Index:
        directory = tmp_path / f"index-{len(opened)}"
        any_engine.build(directory, passages)
        opened.append(any_engine.open(directory))
        return opened[-1]

    yield build
    for index in opened:
        index.close()


