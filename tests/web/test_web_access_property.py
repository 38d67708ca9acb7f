"""The law of access: to whom restricted documents are closed, all pages and answers are as if they did not exist."""

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import Text, document, passages

from lessons.access import Reader
from lessons.engines.registry import engine
from lessons.errors import LessonsError
from lessons.generation import build_generation
from lessons.home import Home
from lessons.precedents.asking import opened
from lessons.precedents.plan import PlanChecker, Section
from lessons.precedents.situation import Stated as Asked
from lessons.records import Guidance, Judgement, Stated, Statement
from lessons.relations.recurrence import groups
from lessons.relations.stage import relate
from lessons.storage.catalog import Catalog
from lessons.storage.rows import Document, StoredPassage
from web.app import create_app
from web.collection import Collection

JSON = {"Accept": "application/json"}
SENTENCES = (
    "Recommendation 1. The mission in Haiti should pay former fighters in two instalments through local banks.",
    "Recommendation 2. The mission in Liberia should pay former fighters in two instalments through local banks.",
    "Recommendation 3. The mission should pay former fighters in three instalments through mobile local banks.",
    "Recommendation 2. Accepted and implemented: former fighters were paid in two instalments.",
    "Recommendation 1 was not accepted, since former fighters in Haiti had no bank account.",
    "The disarmament, demobilization and reintegration (DDR) of fighters began late in all districts.",
    "The Disaster Damage Review (DDR) of the camps was the work of the districts.",
    "The dark demobilization record (DDR) was kept by the districts for fighters only.",
    "Camps for fighters opened before water and food had come to the districts of Liberia.",
    "Camps for fighters opend before watter and food had come to the districts of Liberia.",
    "Escorts of convoys need fuel, and fuel needs escorts of convoys in the districts.",
)
SYMBOLS = ("S/2010/1", "S/2010/1/Add.1", "S/2010/1/Rev.1", "S/2010/1/Rev.2", "A/65/2")
TITLES = ("Policy on camps", "Policy on camps for fighters", "Policy on camps for fighters in Liberia", "Final report")
RELATIONS = ("supersedes", "superseded_by", "responds_to", "revises", "adds_to", "corrects")
TARGETS = (*SYMBOLS, *TITLES, "2010.3", "Policy on camps for fighters of 2010")
QUERIES = (
    "", "DDR", "fighters", "demobilization camps districts", "zanzibarum", "opend watter", "two instalments paid",
    "camps", '"former fighters" AND NOT banks', "title:policy", "dark", "conv*", "disaster~1", "Haiti escorts",
    "kind:recommendation",
)  # fmt: skip
LABELS = (("confidential", ()), ("unclassified", ("planners",)), ("strictly_confidential", ("planners", "press")))
READERS = (Reader(), Reader("unclassified", frozenset({"visitors"})))

Written = tuple[Document, list[StoredPassage]]


@st.composite
def written(draw: st.DrawFn, name: str, label: tuple[str, tuple[str, ...]]) -> Written:
    """A document of some of the sentences, whose symbol, title, date and relations others have too."""
    sensitivity, groups_of = label
    stated = st.builds(Stated, st.sampled_from(RELATIONS), st.sampled_from(TARGETS), st.just("it says so"))
    own = document(
        name,
        sensitivity=sensitivity,
        groups=groups_of,
        title=draw(st.sampled_from(TITLES)),
        symbols=tuple(draw(st.lists(st.sampled_from(SYMBOLS), max_size=1))),
        date=draw(st.sampled_from([None, "2010", "2012-05", "2024-12-31"])),
        guidance=Guidance(draw(st.sampled_from([None, "DPO 2010.3"]))),
        stated=tuple(draw(st.lists(stated, max_size=2))),
    )
    if draw(st.booleans()):
        own = replace(own, sha256="5" * 64)  # the same bytes as another
    said = draw(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=6))
    secret = ["The Zanzibarium of fighters was hidden from the districts."] if sensitivity != "unclassified" else []
    return own, [_judged(one) for one in passages(name, *(_text(text) for text in [*said, *secret]))]


def _text(text: str) -> Text:
    mission = ("MINUSTAH",) if "Haiti" in text else ("UNMIL",) if "Liberia" in text else ()
    return Text(text, mission=mission, theme=("security.ddr",), kind="recommendation")


def _judged(stored: StoredPassage) -> StoredPassage:
    text = stored.passage.text
    answer = "not_accepted" if "not accepted" in text else "accepted" if "Accepted" in text else None
    done = "implemented" if "implemented" in text else None
    kind = "narrative" if answer else "recommendation"
    polarity = "avoid" if "late" in text or "before" in text else "repeat"
    return replace(
        stored, judgement=Judgement(kind, polarity, 0.7, "test", Statement(answer=answer, implementation=done))
    )


@st.composite
def collections(draw: st.DrawFn) -> tuple[list[Written], list[Written]]:
    """Open documents, and restricted ones; which ids come first is drawn too."""
    names = draw(st.permutations([letter * 12 for letter in "abcdefg"]))
    opened_to_all = [draw(written(name, ("unclassified", ()))) for name in names[:4]]
    return opened_to_all, [draw(written(name, draw(st.sampled_from(LABELS)))) for name in names[4:]]


def _built(folder: Path, documents: Sequence[Written]) -> Home:
    home = Home(folder)
    folder.mkdir(exist_ok=True)
    with Catalog(home.catalog, create=True) as catalog:
        for one, said in sorted(documents, key=lambda entry: entry[0].id):
            catalog.add_root(one.root)
            catalog.store(one, (), said)
        relate(catalog)
        build_generation(home.index, catalog, engine("whoosh"))
    return home


def _addresses(documents: Sequence[Written]) -> Iterator[str]:
    yield from (f"/?q={query.replace(' ', '+')}{more}" for query in QUERIES for more in ("&why=1",))
    yield from (f"/suggest?q={typed}" for typed in ("ddr", "zan", "pol", "fight", "dar", "policy on"))
    yield from ("/?symbol=S/2010/1", "/?mission=UNMIL", "/?q=camps&year=2024..", "/results.ris?q=camps")
    for one, said in documents:
        yield f"/documents/{one.id}"
        yield f"/documents/{one.id}.ris"
        yield from (f"/passages/{stored.id}{more}" for stored in said for more in ("", "/similar"))


def _seen(home: Home, reader: Reader, documents: Sequence[Written]) -> dict[str, Any]:
    """All that a reader is shown, by what he asked for."""
    found: dict[str, Any] = {}
    collection = Collection(home, reader)
    try:
        client = create_app(collection).test_client()
        for address in _addresses(documents):
            for headers in ({}, JSON) if "/passages/" not in address else ({},):
                answer = client.get(address, headers=headers, buffered=True)
                found[f"{address} {headers}"] = (answer.status_code, _timeless(answer.text))
        for term in SYMBOLS:
            found[term] = _timeless(json.dumps(_described(collection, term)))
    finally:
        collection.close()
    with opened(home, reader) as (view, catalog):
        found["recurring"] = [group.as_dict() for group in groups(catalog, reader)]
        plan = PlanChecker(view, catalog, reader)
        sections = [Section(("Camps",), "\n".join(SENTENCES[5:9])), Section(("Pay",), "\n".join(SENTENCES[:4]))]
        checked = plan.check("Plan of UNMISS", sections, Asked(missions=("UNMISS",)), member_states=True)
        found["plan-check"] = _timeless(json.dumps(checked.as_dict()))
    return found


def _described(collection: Collection, term: str) -> object:
    try:
        return collection.described(term)
    except LessonsError as error:
        return str(error)


def _timeless(text: str) -> str:
    """What was shown without how long it took and the tokens of forms."""
    text = re.sub(r'"took_ms": ?[\d.]+', "", text)
    text = re.sub(r"\b[\d.,]+ ?(?:ms|seconds?|s)\b", "", text)
    return re.sub(r'name="token" value="[^"]*"', "", text)


@pytest.mark.slow
@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(collections())
def test_restricted_documents_are_as_if_they_did_not_exist(made: tuple[list[Written], list[Written]]) -> None:
    public, restricted = made
    with tempfile.TemporaryDirectory() as folder:
        without = _built(Path(folder) / "without", public)
        beside = _built(Path(folder) / "beside", [*public, *restricted])
        for reader in READERS:
            expected, found = _seen(without, reader, public), _seen(beside, reader, public)
            assert [name for name in expected if expected[name] != found[name]] == []
