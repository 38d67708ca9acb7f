import json

import pytest

from indexer.wire import WireError, decode, encode
from lessons.records import Metadata, Part, Passage, Reading

READING = Reading(
    "partial", "page 3 is damaged", "pdf", Metadata("Leçons", ("S/2012/1", "A/66/1"), "2012-05", pages=4),
    (Part("covering_letter", "letter"), Part("annex", "annex I", first_page=2)),
    (Passage("Plan early.", 1, 2, "i", "12", 1, ("I. One", "A. Two"), "list_item", True, 0, 11, "fr"), Passage("x")),
)  # fmt: skip


def test_a_reading_comes_back_as_it_went() -> None:
    assert decode(encode(READING)) == READING
    assert decode(encode(Reading("rejected", "lone \ud800"))).reason == "lone ?"


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "splendid"}, {"reason": None}, {"passages": [{"text": "x"}]}, {"passages": 3}, {"parts": [[]]},
        {"metadata": {"symbols": "S/1"}}, {"format": ["pdf"]}, {"metadata": None},
    ],
)  # fmt: skip
def test_anything_else_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(WireError):
        decode(json.dumps(json.loads(encode(READING)) | change).encode())


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"outcome": "ok"}', b"NaN"])
def test_no_bytes_do_more_than_raise(data: bytes) -> None:
    with pytest.raises(WireError):
        decode(data)


@pytest.mark.parametrize(
    ("name", "value"), [("page", -1), ("page", True), ("start", 1.5), ("heading", "I"), ("ocr", 1)]
)
def test_fields_of_passages_are_checked(name: str, value: object) -> None:
    wire = json.loads(encode(READING))
    wire["passages"][0][name] = value
    with pytest.raises(WireError):
        decode(json.dumps(wire).encode())
