"""Copies of documents: linked, shown once, in totals and counts as well, to each reader as he may see them."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from making import Entry, Text, ask, document, filled, store, texts_of

from lessons.access import OWNER, Reader
from lessons.engines.registry import engine as engine_named
from lessons.generation import Generation, build_generation, open_generation
from lessons.relations.shown import also_in, related
from lessons.relations.stage import relate
from lessons.storage.catalog import Catalog

OPEN, PLANNER = Reader(), Reader("confidential", frozenset({"planners"}))
BODY = [
    Text(f"Week {n}: convoy {n} reached camp {n} with {n} trucks of water and fuel.", kind="lesson", country=("LBR",))
    for n in range(1, 9)
]
TITLE = Text("Report on convoys of the mission, title page.")


def report(name: str, date: str, *, texts: Sequence[Text] = BODY, **more: object) -> Entry:
    return document(name, date=date, **more), [TITLE, *texts]  # type: ignore[arg-type]


def serve(catalog: Catalog, folder: Path, engine: str) -> Generation:
    relate(catalog)
    build_generation(folder / "index", catalog, engine_named(engine))
    return open_generation(folder / "index")


def dates(generation: Generation, reader: Reader = OWNER, query: str = "convoy AND camp") -> list[str]:
    return sorted(result.record["date"] for result in ask(generation, query, reader, size=50).results)


def test_a_draft_is_folded_under_the_final_version(tmp_path: Path, engine_name: str) -> None:
    changed = [*BODY[:7], Text("A paragraph that only the draft has, on a convoy and a camp.", kind="lesson")]
    entries = [report("draft", "2004-10-18", texts=changed), report("final", "2004-11-30")]
    with filled(tmp_path / "catalog.db", entries) as catalog:
        generation = serve(catalog, tmp_path, engine_name)
        (link,) = catalog.relations.links()
        assert (link.from_id, link.relation, link.to_id) == ("draft", "near_copy_of", "final")
        found = ask(generation, "convoy AND camp", size=50)
        assert dates(generation) == ["2004-10-18"] + 8 * ["2004-11-30"]
        assert found.total == 9
        assert [(count.code, count.count) for count in found.facets["country"]] == [("LBR", 8)]
        best = catalog.passages("final")[1].id
        assert [copy["document_id"] for copy in also_in(catalog, [best], OWNER)[best]] == ["draft"]
        generation.close()


def test_a_title_page_stays_so_that_a_title_finds_its_document(tmp_path: Path, engine_name: str) -> None:
    entries = [report("draft", "2004-10-18"), report("final", "2004-11-30")]
    with filled(tmp_path / "catalog.db", entries) as catalog:
        generation = serve(catalog, tmp_path, engine_name)
        assert dates(generation, query="title page") == ["2004-10-18", "2004-11-30"]
        generation.close()


def test_a_copy_that_is_restricted_hides_and_shows_nothing(tmp_path: Path, engine_name: str) -> None:
    entries = [
        report("opened", "2004-10-18"),
        report("secret", "2004-11-30", sensitivity="confidential", groups=["planners"]),
    ]
    with filled(tmp_path / "catalog.db", entries) as catalog:
        generation = serve(catalog, tmp_path, engine_name)
        assert dates(generation, OPEN) == 8 * ["2004-10-18"]
        assert dates(generation, PLANNER) == dates(generation, OWNER) == 8 * ["2004-11-30"]
        assert dates(generation, Reader("confidential", frozenset({"police"}))) == 8 * ["2004-10-18"]
        opened, secret = (catalog.passages(name)[1].id for name in ("opened", "secret"))
        shown = related(catalog, [{"id": opened, "document_id": "opened"}], OPEN)[opened]
        assert shown == {"recurrence": None, "also_in": [], "superseded_by": None, "answers": []}
        assert also_in(catalog, [secret], PLANNER)[secret][0]["id"] == opened
        records = str([result.record for result in ask(generation, "convoy", OPEN).results])
        assert "secret" not in records
        assert "planners" not in records
        generation.close()


def test_incremental_folding_equals_full(tmp_path: Path, engine_name: str) -> None:
    """A copy that comes later folds what was indexed before; one that goes unfolds it."""
    with filled(tmp_path / "catalog.db", [report("draft", "2004-10-18")]) as catalog:
        for n in range(6):
            store(
                catalog,
                document(f"other{n}", date="2001"),
                Text(f"Something else, number {n}, in words of its own {n}."),
            )
        serve(catalog, tmp_path, engine_name).close()
        store(catalog, *_unpacked(report("final", "2004-11-30")))
        generation = serve(catalog, tmp_path, engine_name)
        assert dates(generation) == 8 * ["2004-11-30"]
        generation.close()
        catalog.remove(["final"])
        generation = serve(catalog, tmp_path, engine_name)
        assert dates(generation) == 8 * ["2004-10-18"]
        generation.close()


def _unpacked(entry: Entry) -> tuple[object, ...]:
    return (entry[0], *entry[1])


@pytest.mark.parametrize(
    ("symbols", "near"),
    [
        (("S/2004/17", "S/2004/17/Rev.1"), True),
        (("S/2004/17", "S/2004/99"), False),
    ],
)
def test_monthly_reports_of_like_wording_are_no_copies(tmp_path: Path, symbols: tuple[str, str], near: bool) -> None:
    other = [
        *BODY[:6],
        Text("New this month: bridge repaired by engineers."),
        Text("New this month: school opened again."),
    ]
    entries = [
        report("one", "2004-10", symbols=symbols[:1]),
        report("two", "2004-11", texts=other, symbols=symbols[1:]),
    ]
    with filled(tmp_path / "catalog.db", entries) as catalog:
        relate(catalog)
        assert ("near_copy_of" in {link.relation for link in catalog.relations.links()}) is near


def test_a_filter_loses_nothing_through_folding(tmp_path: Path, engine_name: str) -> None:
    """A passage that carries a code which its copy lacks stays."""
    about_two = [Text(text.text, kind="lesson", country=("LBR", "SLE")) for text in BODY]
    entries = [report("draft", "2004-10-18", texts=about_two), report("final", "2004-11-30")]
    with filled(tmp_path / "catalog.db", entries) as catalog:
        generation = serve(catalog, tmp_path, engine_name)
        assert ask(generation, "convoy", chosen=(("country", "SLE"),)).total == 8
        generation.close()


def test_candidates_repeated_word_for_word_are_shown_once(tmp_path: Path, engine_name: str) -> None:
    said = Text(
        "Every convoy should carry water for two days more than the plan of the road tells.", kind="recommendation"
    )

    def entry(name: str, date: str) -> Entry:
        own = [Text(f"{name} paragraph {n} about {name} matters of day {n} in {name}.") for n in range(9)]
        return document(name, date=date), [*own, said]

    entries = [entry("alpha", "2004-01"), entry("beta", "2004-05"), entry("gamma", "2009-05")]
    with filled(tmp_path / "catalog.db", entries) as catalog:
        generation = serve(catalog, tmp_path, engine_name)
        found = ask(generation, "convoy AND water")
        assert texts_of(found) == 2 * [said.text]
        assert {result.record["date"] for result in found.results} == {"2004-05", "2009-05"}
        generation.close()
