"""``lessons tag`` and ``lessons identify`` on plain text."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.commands.identify import identify
from indexer.commands.tag import tag
from indexer.plain import is_heading, passages_of
from lessons.errors import UserError


def test_tag_gives_offsets_in_the_unchanged_text(tmp_path: Path) -> None:
    text = "\ufeff𝔘nmoved.\r\n\r\n  Le Libéria, Ms. Ann Lee and UNMIL\r\nin Liberia on 3 May 2004."
    file = tmp_path / "note.txt"
    file.write_bytes(text.encode())
    found = json.loads(CliRunner().invoke(tag, [str(file), "--json"]).stdout)
    plain = text.removeprefix("\ufeff")
    assert [plain[one["start"] : one["end"]] for one in found["annotations"]] == [
        one["text"] for one in found["annotations"]
    ]
    assert {one["code"] for one in found["annotations"]} >= {"LBR", "UNMIL", "2004-05-03", None}
    assert found["about"]["mission"] == ["UNMIL"]


def test_tag_for_people_gives_reasons() -> None:
    shown = CliRunner().invoke(tag, ["-"], input="UNMIL deployed in Liberia.").stdout
    assert "mission.acronym" in shown
    assert "About country: LBR (in 1 of 1 passages" in shown


def test_identify_lines_keeps_every_line_in_order() -> None:
    text = "The Mission should act at once now.\n\n  \nWe met.\nLast"
    lines = CliRunner().invoke(identify, ["-", "--lines", "--json"], input=text).stdout.splitlines()
    found = [json.loads(line) for line in lines]
    assert [one["text"] for one in found] == text.split("\n")
    assert [one["kind"] for one in found] == ["recommendation", *["narrative"] * 4]
    assert found[0].keys() >= {"text", "kind", "polarity", "confidence", "rule", "sentence", "actor", "due"}


def test_identify_uses_headings() -> None:
    text = "Challenges\n\nRoads, fuel and spare parts for the fleet.\n"
    lines = CliRunner().invoke(identify, ["-", "--json"], input=text).stdout.splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["narrative", "challenge"]


def test_no_text_is_no_error() -> None:
    assert CliRunner().invoke(identify, ["-", "--lines", "--json"], input="").stdout == ""
    assert json.loads(CliRunner().invoke(tag, ["-", "--json"], input="").stdout)["annotations"] == []


@pytest.mark.parametrize("data", [b"\x00\x01\x02\xff\xfe\x00\x00" * 500, None])
def test_what_is_no_text_is_a_user_error(tmp_path: Path, data: bytes | None) -> None:
    file = tmp_path / "x.bin"
    if data is not None:
        file.write_bytes(data)
    result = CliRunner().invoke(tag, [str(file)])
    assert isinstance(result.exception, UserError)


def test_passages_of_plain_text() -> None:
    text = "Lessons\n\nFirst paragraph\ngoes on.\n- one thing\n- another thing\n"
    passages = passages_of(text)
    assert [passage.text for passage in passages] == [
        "Lessons",
        "First paragraph\ngoes on.",
        "- one thing",
        "- another thing",
    ]
    assert all(text[passage.start : passage.end] == passage.text for passage in passages)
    assert passages[1].heading == ("Lessons",)
    assert is_heading("Lessons")
    assert not is_heading("It ended.")
    assert max(len(passage.text) for passage in passages_of("x" * 100_000)) <= 20_000
