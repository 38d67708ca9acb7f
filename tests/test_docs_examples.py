"""The documents are true: every example parses, every query finds, every repair is made, the JSON is as described."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import readme
from documents import CODE, DOCUMENTS, PROJECT, commands, examples, row, rows, section, text

from lessons import cli
from lessons.access import OWNER
from lessons.generation import Generation, open_generation
from lessons.query.state import SearchState
from lessons.search.results import Results
from lessons.search.searcher import search

LANGUAGE = "docs/query-language.md"
MODEL = "docs/record-model.md"


@pytest.fixture(scope="module")
def generation(sample_home: Path) -> Iterator[Generation]:
    opened = open_generation(sample_home / "index")
    yield opened
    opened.close()


def asked(generation: Generation, query: str) -> Results:
    return search(generation.view(OWNER), SearchState(query))


def queries(heading: str, column: int = 0) -> list[str]:
    return [cells[column].strip("`") for cells in rows(section(LANGUAGE, heading))]


# Examples -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_example_parses(path: Path) -> None:
    for name, *arguments in examples(path.read_text(encoding="utf-8")):
        command = commands()[name]
        with command.make_context(name, list(arguments)):
            pass


@pytest.mark.parametrize("query", [*queries("## What to write"), *queries("## Fields", column=3)])
def test_every_query_finds_something(generation: Generation, query: str) -> None:
    found = asked(generation, query)
    assert found.total > 0
    assert found.repairs == ()


@pytest.mark.parametrize(
    ("query", "told"), [[cell.strip("`") for cell in cells] for cells in rows(section(LANGUAGE, "## Repairs"))]
)
def test_every_repair_is_made_and_told(generation: Generation, query: str, told: str) -> None:
    assert told in asked(generation, query).repairs


@pytest.mark.parametrize("arguments", list(examples(text(LANGUAGE))), ids=" ".join)
def test_every_search_example_finds_something(
    sample_home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert output(capsys, *arguments, "--home", str(sample_home), "--json")["total"] > 0


def test_words_find_what_the_text_promises(generation: Generation) -> None:
    assert asked(generation, "prison").total == asked(generation, "prisons").total > 0
    assert asked(generation, "organization").total == asked(generation, "organisation").total > 0
    assert asked(generation, "securite").total >= asked(generation, "sécurité").total > 0
    assert [dict(e)["to"] for e in asked(generation, "forthcoming").expansions] == [["fo1thcoming"]]


# The session of the README ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", readme.steps(), ids=lambda step: step.arguments[0])
def test_the_session_in_the_readme_is_real(
    sample_home: Path, capsys: pytest.CaptureFixture[str], step: readme.Step
) -> None:
    if step.arguments[0] == "index":
        real = (sample_home.parent / "made").read_text(encoding="utf-8")
    else:
        assert cli.run([*step.arguments, "--home", str(sample_home)]) == 0
        real = capsys.readouterr().out
    shown, real = readme.loose(step.shown), readme.loose(real)
    assert real.startswith(shown) if step.shortened else real == shown, "run `python tests/readme.py`"


# JSON ---------------------------------------------------------------------------------------------------------------


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """The first object that a command prints."""
    capsys.readouterr()
    assert cli.run(list(arguments)) == 0
    return json.loads(capsys.readouterr().out.splitlines()[0])


def keys(told: str) -> set[str]:
    """The names in a sentence of the record model, without those in brackets."""
    return set(CODE.findall(re.sub(r"\([^)]*\)", "", told)))


def sentence(heading: str, opening: str) -> set[str]:
    """The names that a paragraph lists after its opening, up to its first full stop."""
    body = " ".join(section(MODEL, heading).split())
    return keys(re.split(r"\.(?: |$)", body.split(opening, 1)[1])[0])


@pytest.fixture(scope="module")
def passage_id(generation: Generation) -> str:
    return str(asked(generation, "cantonment").results[0].record["id"])


def test_search_prints_what_is_described(sample_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = output(capsys, "search", "forthcoming", "--json", "--home", str(sample_home))
    heading = "### `lessons search --json`"
    assert sentence(heading, "One object:") == found.keys()
    assert sentence(heading, "A result:") == found["results"][0].keys()
    assert sentence(heading, "An expansion:") == found["expansions"][0].keys()
    listed, _, entry = " ".join(section(MODEL, heading).split()).split("`facets` holds")[1].partition(": lists of")
    assert keys(listed) == found["facets"].keys()
    assert keys(entry.split(".")[0]) == found["facets"]["kind"][0].keys()


def test_show_prints_what_is_described(sample_home: Path, capsys: pytest.CaptureFixture[str], passage_id: str) -> None:
    heading = "### `lessons show --json`"
    passage = output(capsys, "show", passage_id, "--json", "--home", str(sample_home))
    result = sentence("### `lessons search --json`", "A result:")
    shown = keys(" ".join(section(MODEL, heading).split()).split("`highlights`, and", 1)[1].split(".")[0])
    assert (result - {"score", "snippet", "highlights"}) | shown == passage.keys()
    assert sentence(heading, "An annotation:") | {"author", "made_at"} == passage["annotations"][0].keys()
    document = output(capsys, "show", passage["document_id"], "--json", "--home", str(sample_home))
    assert sentence(heading, "A document:") == document.keys()
    body = " ".join(section(MODEL, heading).split())
    for name in ("parts", "passages"):
        told = re.search(rf"`{name}` \(each ([^)]*)\)", body)
        assert told and set(CODE.findall(told[1])) == document[name][0].keys()


def test_extract_prints_what_is_described(capsys: pytest.CaptureFixture[str]) -> None:
    heading = "### `lessons extract --json`"
    found = output(capsys, "extract", "--json", str(PROJECT / "corpus/practice-note-good-offices-gambia-2017.md"))
    assert sentence(heading, "One object a line:") == found.keys()
    assert sentence(heading, "`document`:") == found["document"].keys()
    assert sentence(heading, "A passage:") == found["passages"][0].keys()


def described(command: str) -> set[str]:
    return keys(row(section(MODEL, "### Others"), f"`lessons {command} --json`").split("|", 1)[1])


@pytest.mark.parametrize(
    "arguments", [("vocab", "country", "Liberia"), ("vocab", "mission", "UNMIL"), ("vocab", "theme", "ddr")]
)
def test_vocab_prints_what_is_described(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    assert described(" ".join(arguments[:2])) == output(capsys, *arguments, "--json").keys()


def test_plain_text_commands_print_what_is_described(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("UNMIL should plan its drawdown with Liberia.", encoding="utf-8")
    tagged = output(capsys, "tag", str(file), "--json")
    assert described("tag") == tagged.keys()
    assert sentence("### `lessons show --json`", "An annotation:") == tagged["annotations"][0].keys()
    assert described("identify") == output(capsys, "identify", str(file), "--json").keys()


def test_runs_print_what_is_described(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder, home = tmp_path / "reports", ("--home", str(tmp_path / "home"), "--json")
    folder.mkdir()
    (folder / "note.txt").write_text("The mission should plan its drawdown early.", encoding="utf-8")
    assert described("index --dry-run") == output(capsys, "index", str(folder), "--dry-run", *home).keys()
    assert described("index") | {"ok"} == output(capsys, "index", str(folder), *home).keys()
    assert described("reindex") == output(capsys, "reindex", *home).keys()
    assert described("status") == output(capsys, "status", *home).keys()
    [document] = output(capsys, "search", "drawdown", *home)["results"]
    [correction] = output(capsys, "correct", document["document_id"], "title=Drawdown", *home)
    assert described("correct") == correction.keys()


def test_evaluate_prints_what_is_described(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pytest.importorskip("bm25s")
    texts = ("disarmament of combatants", "election of a president", "police in the camps")
    corpus = [{"_id": f"d{n}", "title": "", "text": words} for n, words in enumerate(texts)]
    asked_for = [{"_id": f"q{n}", "text": words.split()[0]} for n, words in enumerate(texts)]
    judged = ["query-id\tcorpus-id\tscore", *(f"q{n}\td{n}\t1" for n in range(len(texts)))]
    for name, lines in (("corpus", corpus), ("queries", asked_for)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text("\n".join(judged) + "\n", encoding="utf-8")
    found = output(capsys, "evaluate", str(tmp_path), "--json")
    assert described("evaluate") == found.keys()
    line = row(section(MODEL, "### Others"), "`lessons evaluate")
    told = re.search(r"`baseline` \(([^)]*)\)", line)
    assert told and set(CODE.findall(told[1])) == found["baseline"].keys()
