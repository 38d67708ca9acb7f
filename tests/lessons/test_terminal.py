import io
import sys
from dataclasses import replace

import pytest

from lessons.query.state import SearchState
from lessons.search.results import FacetCount, Result, Results
from lessons.search.snippet import Snippet
from lessons.terminal import counting, progress_bar, show_results

RECORD = {
    "id": "a-1",
    "title": "[bold]Report[/bold] \N{ROCKET}",
    "symbol": "S/2004/1",
    "date": "2004",
    "kind": "lesson",
    "page": 3,
    "paragraph": "12",
    "part": "annex",
    "heading": [],
}
RESULT = Result(RECORD, 1.5, Snippet("The police [red]came[/red] late.", 0, ((4, 10),)))
RESULTS = Results(
    "polcie",
    ("a repair",),
    ({"from": "supporting", "to": ["supp01ting"], "reason": "misread characters"},),
    ("police",),
    1,
    3.0,
    "whoosh",
    (RESULT,),
    {"country": tuple(FacetCount(f"C{number}", f"Country {number}", 9 - number) for number in range(9)), "mission": ()},
)


@pytest.fixture(params=["pipe", "terminal"])
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "terminal":
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("COLUMNS", "40")
    else:
        for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
            monkeypatch.delenv(name, raising=False)
    return str(request.param)


def test_results(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    show_results(RESULTS, SearchState("polcie"))
    out = capsys.readouterr().out
    for words in (
        "a repair",
        "supp01ting",
        "[bold]Report[/bold]",
        "S/2004/1",
        "[red]came[/red]",
        "Did you mean",
        "Country 5",
    ):
        assert words in out
    assert "Country 6" not in out
    assert ("\x1b[" in out) is (place == "terminal")


def test_nothing_found(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    show_results(replace(RESULTS, total=0, results=()), SearchState("polcie"))
    out = " ".join(capsys.readouterr().out.split())
    assert "No passage found" in out
    assert "Country" not in out


def test_progress(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar("files read", 3) as tell:
        for line in ("", "rejected: a.txt: empty", ""):
            tell(line)
    err = capsys.readouterr().err
    assert "files read" in err
    if place == "pipe":
        assert err.splitlines() == ["[2/3] rejected: a.txt: empty", "[3/3] files read"]


def test_counting(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    with counting("passages") as tell:
        for number in range(0, 20_000, 1000):
            tell(number)
    if place == "pipe":
        assert capsys.readouterr().err.splitlines() == [f"{number} passages" for number in (5000, 10000, 15000)]


def test_quiet_says_nothing(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar("files", 1, quiet=True) as tell, counting("passages", quiet=True) as count:
        tell("line")
        count(10_000)
    captured = capsys.readouterr()
    assert captured.out + captured.err == ""


def test_a_stream_that_knows_no_unicode(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="backslashreplace")
    monkeypatch.setattr(sys, "stdout", stream)
    show_results(RESULTS, SearchState("polcie"))
    stream.flush()
