"""The documents are complete: every command, option, setting, facet, code, outcome, limit and module is in them."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import get_args

import click
import documents
import pytest
from documents import CODE, DOCUMENTS, PROJECT, commands, row, rows, section, text

from indexer.formats.source import Limits
from indexer.merge import FIELDS
from indexer.sheet import COLUMNS
from indexer.warm import DEADLINE
from lessons import cli
from lessons.engines.registry import ENGINES
from lessons.errors import LessonsError
from lessons.facets import FACETS
from lessons.home import FREE_SPACE
from lessons.lexicon import MOST_PREFIX_TERMS
from lessons.query import parser
from lessons.query.state import SORTS
from lessons.records import Layout, Outcome, PartType
from lessons.search.ranking import METHODS
from lessons.settings import MAX_PAGE_SIZE
from lessons.vocabulary.lists import lists
from lessons.vocabulary.registry import vocabulary
from web.address import LONGEST

OPERATING = "docs/operating.md"
SOURCES = ("*.py", "*.toml", "*.md", "*.csv", "*.txt", "*.html", "*.css", "*.js", "*.svg", "Makefile", "run")
FOLDERS = ("lessons", "indexer", "web", "tests", "benchmarks", "docs", "requirements", "corpus", ".ci")


@cache
def project_files() -> dict[Path, str]:
    """The text of every file of the project that holds text."""
    own = [path for path in PROJECT.iterdir() if any(path.match(kind) for kind in SOURCES)]
    below = [path for name in FOLDERS for kind in SOURCES for path in (PROJECT / name).rglob(kind)]
    return {path: path.read_text("utf-8", "replace") for path in [*own, *below] if path.is_file()}


# Commands -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_is_documented_and_no_other(name: str) -> None:
    line = row(section(OPERATING, "## Commands"), f"`lessons {name}")
    own = {option for param in commands()[name].params if isinstance(param, click.Option) for option in param.opts}
    told = set(re.findall(r"--[a-z][a-z-]*", line))
    assert own - {"--home"} == told


def test_the_table_of_commands_names_only_commands() -> None:
    named = {cells[0].split()[1].strip("`") for cells in rows(section(OPERATING, "## Commands"))}
    assert named == commands().keys()


def test_every_command_has_a_home_but_none_keeps_it_to_itself() -> None:
    assert all("home" in {param.name for param in command.params} for command in commands().values())


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_only_commands_that_exist_are_named(path: Path) -> None:
    named = re.findall(r"`lessons ([a-z][a-z-]*)", path.read_text(encoding="utf-8"))
    assert set(named) <= commands().keys()


def test_what_can_be_corrected_is_documented() -> None:
    line = row(section(OPERATING, "## Commands"), "`lessons correct")
    assert all(field in line for field in FIELDS)


def test_named_choices_are_documented() -> None:
    told = text(OPERATING)
    assert [name for name in (*ENGINES, *SORTS, *METHODS) if not re.search(rf"[` ]{name}`", told)] == []


# Settings, files, codes ---------------------------------------------------------------------------------------------


def test_every_variable_is_documented() -> None:
    files = [found for path, found in project_files().items() if path.suffix != ".md"]
    used = {name for found in files for name in re.findall(r"\bLESSONS_[A-Z_]+\b", found)}
    settings = {cells[0].strip("`") for cells in rows(section(OPERATING, "## Settings"))}
    assert settings == {name for name in used if name in (PROJECT / "lessons/settings.py").read_text(encoding="utf-8")}
    assert used - settings <= set(re.findall(r"LESSONS_[A-Z_]+", text("CONTRIBUTING.md")))


def test_every_facet_is_documented() -> None:
    told = {cells[0].strip("`"): cells[1].strip("`") for cells in rows(section("docs/query-language.md", "## Fields"))}
    assert told == {facet.name: facet.option for facet in FACETS}


@pytest.mark.parametrize("name", sorted(lists()))
def test_every_code_is_documented_and_no_other(name: str) -> None:
    codes = section("docs/record-model.md", "## Codes")
    part = next(part for part in codes.split("### ") if part.startswith(f"`{name}`"))
    told = set(CODE.findall(part)) - {name}
    assert told == set(lists()[name].codes())
    assert all(lists()[name].label(code) in part for code in told)


@pytest.mark.parametrize("words", [get_args(Layout), get_args(PartType)])
def test_layouts_and_types_of_parts_are_documented(words: tuple[str, ...]) -> None:
    assert ", ".join(f"`{word}`" for word in words) in " ".join(text("docs/record-model.md").split())


def test_the_readme_counts_the_vocabularies_right() -> None:
    counted = (len(vocabulary(name).codes()) for name in ("country", "mission", "theme"))
    assert "{} countries and territories, {} operations and {} themes".format(*counted) in text("README.md")


def test_every_outcome_is_documented() -> None:
    assert {cells[0].strip("`") for cells in rows(section(OPERATING, "## Outcomes"))} == set(get_args(Outcome))


def test_every_exit_code_is_documented() -> None:
    def below(kind: type[LessonsError]) -> Iterator[int]:
        yield kind.exit_code
        for child in kind.__subclasses__():
            yield from below(child)

    done, quarantined = 0, 3
    told = {int(cells[0]) for cells in rows(section(OPERATING, "## Exit codes"))}
    assert told == {done, quarantined, cli.INTERRUPTED, *below(LessonsError)}


def test_every_column_of_the_sheet_is_documented() -> None:
    assert [cells[0].strip("`") for cells in rows(section(OPERATING, "## metadata.csv"))] == list(COLUMNS)


def test_limits_are_those_of_the_code() -> None:
    limits, told = Limits(), section(OPERATING, "## Limits of one document")
    figures = (
        f"{limits.memory / 1e9:.1f} GB",
        f"{limits.cpu_seconds} s",
        f"{limits.wall_seconds} s",
        f"{limits.characters:,}",
        f"{limits.pages:,}",
        f"{limits.archive_depth} deep",
        f"{limits.archive_members:,}",
        f"{limits.archive_bytes // 10**6} MB",
        f"{limits.archive_ratio} times",
        f"{DEADLINE:.0f} seconds",
    )
    assert [figure for figure in figures if figure not in told] == []
    assert f"{FREE_SPACE // 10**6} MB" in text(OPERATING)
    assert f"at most {MAX_PAGE_SIZE}" in text(OPERATING)


def test_limits_of_queries_are_those_of_the_code() -> None:
    told = section("docs/query-language.md", "## Limits")
    figures = (parser.MOST_WORDS, parser.MOST_DEPTH, parser.MOST_CHARACTERS, LONGEST, MOST_PREFIX_TERMS)
    assert [figure for figure in figures if f"{figure:,}" not in told] == []
    assert f"more than {parser.PROSE} words" in text("docs/query-language.md")


# The house ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("package", ["lessons", "indexer", "web"])
def test_every_module_has_its_line(package: str) -> None:
    told = section("docs/architecture.md", "## Rooms").split(f"### {package}:")[1].split("\n### ")[0]
    entries = [
        path
        for path in (PROJECT / package).iterdir()
        if not path.name.startswith("_") and path.name not in {"static", "templates"}
    ]
    modules = {
        f"{path.name}/" if path.is_dir() else path.name for path in entries if path.is_dir() or path.suffix == ".py"
    }
    assert modules - set(CODE.findall(told)) == set()
    assert {name for name in CODE.findall(told) if name.endswith((".py", "/"))} - modules <= {"data/"}


def test_every_target_of_make_is_documented() -> None:
    targets = re.findall(r"^([a-z]+):", text("Makefile"), re.M)
    told = text("README.md") + text("CONTRIBUTING.md")
    assert [target for target in targets if f"make {target}" not in told] == []
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", told, re.M)) == set(targets)


def test_every_extra_is_documented_and_exists() -> None:
    extras = set(tomllib.loads(text("pyproject.toml"))["project"]["optional-dependencies"])
    named = {name for found in project_files().values() for name in re.findall(r"lessons\[(\w+)\]", found)}
    assert named <= extras
    assert set(re.findall(r"lessons\[(\w+)\]", text("README.md"))) == extras


def test_every_benchmark_is_documented_and_exists() -> None:
    scripts = {path.name for path in (PROJECT / "benchmarks").glob("*.py")}
    named = {name for found in project_files().values() for name in re.findall(r"benchmarks/(\w+\.py)", found)}
    assert named <= scripts
    assert scripts <= set(re.findall(r"benchmarks/(\w+\.py)", text("docs/benchmarks.md")))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_anchors_lead_somewhere(path: Path) -> None:
    for link in documents.links(path):
        if link.startswith(("https://", "http://")):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), f"{link} leads nowhere"
        assert not anchor or anchor in documents.anchors(target), f"{link}: there is no such heading"


# What no file may say -----------------------------------------------------------------------------------------------

MACHINE = re.compile(r"(?<![\w.*~$}/-])/(?:work|root|home/[a-z]+|Users/\w+|mnt|builds?)/[\w.-]")
REGISTRY = re.compile(
    r"https?://[^/\s]*(?:pypi|registry|nexus|artifactory|proxy|mirror)\S*|--(?:extra-)?index-url|--find-links", re.I
)
# Names as fingerprints, or this file would be the only one to hold them.
FOREIGN = frozenset({"c857d09db23e", "c70eca6b0f88", "60965168ce76", "7d3194f79e64", "3ea125d0bff3"})


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY], ids=["machine", "registry"])
def test_no_file_names_a_machine_or_a_registry(pattern: re.Pattern[str]) -> None:
    files = {path: found for path, found in project_files().items() if path != Path(__file__)}
    assert [f"{path}: {match[0]}" for path, found in files.items() for match in pattern.finditer(found)] == []


def test_the_project_speaks_only_of_itself() -> None:
    words = {word: path for path, found in project_files().items() for word in re.findall(r"[a-z]{4,}", found.lower())}
    assert [f"{words[word]}: {word}" for word in words if sha256(word.encode()).hexdigest()[:12] in FOREIGN] == []
