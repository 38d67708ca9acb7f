"""The engines by name."""

from lessons.engines.protocol import Engine
from lessons.engines.tantivy import Tantivy
from lessons.engines.whoosh import Whoosh
from lessons.errors import UnknownCode

ENGINES: dict[str, type[Whoosh] | type[Tantivy]] = {"whoosh": Whoosh, "tantivy": Tantivy}


def engine(name: str) -> Engine:
    """The engine of that name; raises UnknownCode, and MissingLibrary where an optional one is not installed."""
    if name not in ENGINES:
        raise UnknownCode(f"there is no engine {name!r}; choose one of: {', '.join(ENGINES)}")
    return ENGINES[name]()
