"""The law of the house: who may import whom, one room for each library, no circles, files read in one sitting."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = ("lessons", "indexer", "web")
LONGEST_FILE = 350

ROOMS = {
    "sqlalchemy": "lessons.storage",
    "whoosh": "lessons.engines.segments",
    "tantivy": "lessons.engines.tantivy",
    "numpy": "lessons.engines",
    "Stemmer": "lessons.analysis",
    "platformdirs": "lessons.settings",
    "rich": "lessons.terminal",
    "rapidfuzz": "lessons.nearness",
    "spellchecker": "lessons.misreading.words",
    "rensa": "lessons.relations.alike",
    "rdflib": "lessons.vocabulary.skos",
    "bm25s": "lessons.evaluation.baseline",
    "ir_measures": "lessons.evaluation.metrics",
    "scipy": "lessons.evaluation.metrics",
    "onnxruntime": "lessons.semantic.encoder",
    "tokenizers": "lessons.semantic.encoder",
    "pypdfium2": "indexer.formats.pdfium",
    "pdfminer": "indexer.formats.miner",
    "trafilatura": "indexer.formats.html",
    "bs4": "indexer.formats.markup",
    "lxml": "indexer.formats.odt",
    "charset_normalizer": "indexer.formats.charset",
    "docx": "indexer.formats.docx",
    "pptx": "indexer.formats.pptx",
    "oxmsg": "indexer.formats.msg",
    "markdown_it": "indexer.formats.markdown",
    "py3langid": "indexer.metadata.language",
    "rapidocr": "indexer.ocr.rapidocr",
    "spacy": "indexer.annotate.matcher",
    "flask": "web",
    "werkzeug": "web",
    "waitress": "web.server",
}
"""Where each third-party library may be imported; click is the language of all commands."""
EVERYWHERE = {"click"}
GUESTS = {
    ("numpy", "indexer.ocr.rapidocr"),
    ("numpy", "lessons.semantic.encoder"),
    ("numpy", "lessons.semantic.packing"),
    ("numpy", "lessons.semantic.corpus"),
    ("numpy", "indexer.annotate.model.tagger"),
    ("numpy", "indexer.annotate.model.labels"),
    ("docx", "indexer.plan_document"),
}
"""rapidocr, the sentence encoder and the tagger of names compute with arrays; a checked plan is written as a Word
document."""
HANDS_ON_ENVIRONMENT = {
    "indexer.child.reader",
    "indexer.child.server",
    "indexer.formats.miner",
    "indexer.ocr.rapidocr",
    "indexer.ocr.tesseract",
}
"""Modules that start a program and give it the environment on; they read no setting from it."""


def module_name(path: Path) -> str:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for package in PACKAGES for path in sorted((PROJECT / package).rglob("*.py"))}


def imported(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Every module named by an import, wherever it stands, and whether it names a member of it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, False) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their whole path"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield (full if full in MODULES else str(node.module)), full not in MODULES


IMPORTS = {
    name: {target for target, _ in imported(ast.parse(path.read_text(encoding="utf-8")))}
    for name, path in MODULES.items()
}


def test_there_are_modules_to_check() -> None:
    assert {"lessons.records", "indexer.run", "web.commands"} <= MODULES.keys()


@pytest.mark.parametrize("name", sorted(MODULES))
def test_wings_know_the_core_and_nothing_else(name: str) -> None:
    package = name.split(".", maxsplit=1)[0]
    allowed = {package, "lessons"}
    wrong = {
        target for target in IMPORTS[name] if target.split(".")[0] in PACKAGES and target.split(".")[0] not in allowed
    }
    assert not wrong, f"{name} may not import {wrong}"


@pytest.mark.parametrize("name", sorted(MODULES))
def test_each_library_has_one_room(name: str) -> None:
    for target in IMPORTS[name]:
        library = target.split(".")[0]
        if library in PACKAGES or library in sys.stdlib_module_names or library in EVERYWHERE:
            continue
        if (library, name) in GUESTS:
            continue
        assert library in ROOMS, f"{name} imports {library}, which has no room: give it one here, with a reason"
        room = ROOMS[library]
        assert name == room or name.startswith(f"{room}."), f"{library} is imported in {name}; its room is {room}"


def test_no_room_is_empty() -> None:
    used = {target.split(".")[0] for targets in IMPORTS.values() for target in targets}
    assert not set(ROOMS) - used, f"rooms without a library: {sorted(set(ROOMS) - used)}"


def test_there_are_no_circles_not_even_lazy_ones() -> None:
    done: set[str] = set()
    for start in MODULES:
        trail: list[str] = []
        circle = find_circle(start, trail, done)
        assert not circle, f"import circle: {' -> '.join(circle)}"


def find_circle(name: str, trail: list[str], done: set[str]) -> list[str]:
    if name in trail:
        return [*trail[trail.index(name) :], name]
    if name in done or name not in MODULES:
        return []
    trail.append(name)
    for target in sorted(IMPORTS[name]):
        if circle := find_circle(target, trail, done):
            return circle
    trail.pop()
    done.add(name)
    return []


@pytest.mark.parametrize("name", sorted(MODULES))
def test_nothing_inside_a_package_imports_its_init(name: str) -> None:
    """A package's ``__init__`` only hands names on, to those outside."""
    steps = name.split(".")
    own = {".".join(steps[:length]) for length in range(1, len(steps))}
    inits = {target for target in IMPORTS[name] if target in own and MODULES[target].name == "__init__.py"}
    assert not inits - {"lessons"}, f"{name} imports its own package {inits}"


@pytest.mark.parametrize("name", sorted(MODULES))
def test_files_are_short_and_open_with_a_sentence(name: str) -> None:
    text = MODULES[name].read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE, f"{name} is longer than {LONGEST_FILE} lines"
    described = ast.get_docstring(ast.parse(text))
    assert described, f"{name} does not say what it is"
    assert described.split("\n\n")[0].rstrip().endswith((".", "::", ":")), (
        f"{name}: the docstring opens with a sentence"
    )


def test_only_settings_reads_the_environment() -> None:
    readers = {name for name, path in MODULES.items() if "os.environ" in path.read_text(encoding="utf-8")}
    assert readers - HANDS_ON_ENVIRONMENT <= {"lessons.settings"}, f"the environment is read in {readers}"
