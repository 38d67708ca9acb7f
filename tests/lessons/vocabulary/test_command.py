"""``lessons vocab``: JSON shapes and exit codes."""

import json

import pytest
from click.testing import CliRunner, Result

from lessons.commands.vocab import vocab


def run(*arguments: str) -> Result:
    return CliRunner().invoke(vocab, list(arguments))


def test_one_match() -> None:
    found = run("mission", "unmil", "--json")
    assert found.exit_code == 0
    entry = json.loads(found.stdout)
    assert entry["code"] == "UNMIL"
    assert entry["countries"] == ["LBR"]
    assert {"label", "aliases", "start", "end", "predecessors", "successors"} <= entry.keys()


def test_a_text_of_several_words() -> None:
    assert run("country", "South", "Sudan").stdout.startswith("SSD\t")


def test_no_match_is_exit_1_with_a_mend() -> None:
    found = run("country", "Libera")
    assert found.exit_code == 1
    assert found.stdout == ""
    assert "LBR" in found.stderr
    assert found.stderr.count("\n") == 1


def test_ambiguous_is_exit_2_with_the_candidates() -> None:
    found = run("country", "Congo", "--json")
    assert found.exit_code == 2
    assert [json.loads(line)["code"] for line in found.stdout.splitlines()] == ["COD", "COG"]


@pytest.mark.parametrize("name", ["country", "mission", "theme"])
def test_without_text_one_object_a_line(name: str) -> None:
    lines = run(name, "--json").stdout.splitlines()
    assert len(lines) > 60
    assert all({"code", "label", "aliases"} <= json.loads(line).keys() for line in lines)
