"""Who speaks, by the brackets at the end of a passage."""

import pytest

from indexer.annotate.speakers import closing_speakers
from lessons.records import Annotation


def countries(text: str, *names: str, rule: str = "country.name") -> list[Annotation]:
    return [
        Annotation(text.index(name), text.index(name) + len(name), name, "country", name[:3].upper(), name, rule)
        for name in names
    ]


@pytest.mark.parametrize(
    ("text", "names", "speakers"),
    [
        ("Reform the police (France)", ("France",), ["France"]),
        ("Reform the police (Brazil, Chile);", ("Brazil", "Chile"), ["Brazil", "Chile"]),
        ("Reform the police (Brazil) (Chile);", ("Brazil", "Chile"), ["Brazil", "Chile"]),
        ("Reform it (Bolivia (Plurinational State of));", ("Bolivia (Plurinational State of)",),
         ["Bolivia (Plurinational State of)"]),
        ("The force left (see the study on Mali).", ("Mali",), []),
        ("The force (France) left Mali.", ("France", "Mali"), []),
        ("The force left Mali.", ("Mali",), []),
    ],
)  # fmt: skip
def test_closing_brackets(text: str, names: tuple[str, ...], speakers: list[str]) -> None:
    assert [one.text for one in closing_speakers(text, countries(text, *names))] == speakers


def test_a_town_in_brackets_is_a_place() -> None:
    text = "Patrols were attacked (Gao)."
    assert closing_speakers(text, countries(text, "Gao", rule="country.place")) == []


def test_many_brackets_do_not_hang() -> None:
    assert closing_speakers("(a (b) " * 50_000, []) == []
