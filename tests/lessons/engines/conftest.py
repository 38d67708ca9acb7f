"""Every engine there is, one after the other."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lessons.engines.protocol import Engine, Index, IndexedPassage
from lessons.engines.registry import ENGINES, engine
from lessons.errors import MissingLibrary

Opener = Callable[..., Index]


def present(name: str) -> Engine:
    """The engine, unless its library is optional and not installed."""
    try:
        return engine(name)
    except MissingLibrary as error:
        if os.environ.get("LESSONS_NO_SKIP"):
            raise
        pytest.skip(str(error))


@pytest.fixture(params=sorted(ENGINES))
def any_engine(request: pytest.FixtureRequest) -> Engine:
    return present(request.param)


@pytest.fixture(params=sorted(name for name, kind in ENGINES.items() if kind.updates))
def updating_engine(request: pytest.FixtureRequest) -> Engine:
    return present(request.param)


@pytest.fixture(params=sorted(name for name, kind in ENGINES.items() if not kind.updates))
def whole_engine(request: pytest.FixtureRequest) -> Engine:
    return present(request.param)


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
