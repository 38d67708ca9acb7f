"""Links between documents: by symbols, by what they say, whatever the order in which they come."""

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from making import document, filled

from lessons.access import OWNER, Reader
from lessons.records import Guidance, Stated
from lessons.relations.links import document_links, superseded
from lessons.relations.shown import links_of
from lessons.relations.stage import relate
from lessons.relations.symbols import by_symbol


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("S/2025/154", []),
        ("S/2025/154/Add.1", [("adds_to", "S/2025/154")]),
        ("A/79/5/Add.2/Corr.1", [("corrects", "A/79/5/Add.2")]),
        ("A/C.1/79/L.5/Rev.2", [("revises", "A/C.1/79/L.5"), ("revises", "A/C.1/79/L.5/Rev.1")]),
        ("E/2025/15/Add.1/Rev.1", [("revises", "E/2025/15/Add.1")]),
        ("A/79/Address.1", []),
    ],
)
def test_what_a_symbol_says(symbol: str, expected: list[tuple[str, str]]) -> None:
    assert list(by_symbol(symbol)) == expected


def test_links_lead_to_the_document_whenever_it_comes() -> None:
    base = document("base", symbols=("S/2004/17",))
    corrigendum = document("corr", symbols=("s/2004/17/Corr.1",))
    assert [link.to_id for link in document_links([corrigendum])] == [""]
    for order in permutations([base, corrigendum]):
        (link,) = document_links(order)
        assert (link.from_id, link.relation, link.target, link.to_id) == ("corr", "corrects", "s/2004/17", "base")
        assert link.evidence == "its symbol s/2004/17/Corr.1"


def said(name: str, relation: str, target: str, **metadata: object) -> object:
    return document(name, stated=(Stated(relation, target, "as it says"),), **metadata)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "target",
    [
        "Ref. 2009.4",
        "2009.4",
        "Policy on learning in missions",
        "DPKO policy on Learning in Missions of 1 May 2009",
        "policy on learning in",
    ],
)
def test_stated_targets(target: str) -> None:
    old = document("old", title="Policy on learning in missions", guidance=Guidance("Ref. 2009.4", "2009-05-01"))
    other = document("other", title="Policy on rations")
    (link,) = document_links([said("new", "supersedes", target), old, other])  # type: ignore[list-item]
    assert link.to_id == "old"
    assert superseded([link]) == {"old": "new"}


def test_of_two_with_one_title_the_dated_one_is_meant_and_never_the_document_itself() -> None:
    title = "Policy on learning in missions"
    first, second = (document(f"y{year}", title=title, date=f"{year}-05-01") for year in (2003, 2009))
    newest = said("new", "supersedes", f"{title}, 2009-05-01", title=title, date="2016-02-01")
    (link,) = document_links([newest, first, second])  # type: ignore[list-item]
    assert link.to_id == "y2009"


def test_superseded_from_either_end() -> None:
    old = said("old", "superseded_by", "S/2005/9", symbols=("S/2004/17",))
    new = document("new", symbols=("S/2005/9",))
    assert superseded(document_links([old, new])) == {"old": "new"}  # type: ignore[list-item]
    revision = document("rev", symbols=("S/2004/17/Rev.1",))
    assert superseded(document_links([document("old", symbols=("S/2004/17",)), revision])) == {"old": "rev"}


def test_a_restricted_document_does_not_take_the_place_of_an_open_one_as_the_target() -> None:
    policy = said("newer", "supersedes", "Policy on camps for fighters of 2010", title="Something else again")
    public = document("open", title="Policy on camps")
    hidden = document("hidden", title="Policy on camps for fighters", groups=("planners",))
    links = document_links([policy, public, hidden])  # type: ignore[list-item]
    assert {link.to_id for link in links} == {"open", "hidden"}


def corrected(links: list[dict[str, Any]]) -> list[str | None]:
    return [link["document_id"] for link in links if link["relation"] == "corrects"]


def test_a_link_does_not_tell_of_a_second_document_that_is_hidden(tmp_path: Path) -> None:
    corrigendum = document("corr", symbols=("S/2004/17/Corr.1",))
    twins = [document("open", symbols=("S/2004/17",)), document("hidden", symbols=("S/2004/17",), groups=("planners",))]
    with filled(tmp_path / "catalog.db", [(one, ["Some words."]) for one in (corrigendum, *twins)]) as catalog:
        relate(catalog)
        found = {reader: links_of(catalog, corrigendum, reader) for reader in (OWNER, Reader())}
    assert corrected(found[OWNER]) == ["hidden", "open"]
    assert corrected(found[Reader()]) == ["open"]
