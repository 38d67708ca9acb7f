"""Tags corrected on the command line: at once, at every later run, taken back exactly."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from running import complaint, in_process, lessons

TEXTS = {
    "liberia.txt": (
        "Disarmament in Liberia\n\nUNMIL should plan cantonment sites early, as 7,000 combatants came to the camps.\n\n"
        "Mr. Ban Ki-moon said that Kenya had sent wells and lorries for the use of the camps.\n"
    ),
    "roads.txt": "Notes on roads\n\nThe Mission bought lorries, and the wells of Kenya were dug by hand in a week.\n",
}


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with in_process():
        yield


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "reports" / name).write_text(text)
    assert lessons("index", tmp_path / "reports", home=tmp_path / "home").code == 0
    return tmp_path / "home"


def hits(home: Path, *options: str) -> list[dict[str, Any]]:
    return list(lessons("search", *options, "--json", home=home).json["results"])


def passage(home: Path, words: str) -> dict[str, Any]:
    return dict(lessons("show", hits(home, words)[0]["id"], "--json", home=home).json)


def correct(home: Path, *words: str) -> list[dict[str, Any]]:
    ended = lessons("correct", *words, "--author", "officer", "--json", home=home)
    assert ended.code == 0, ended.err
    return list(ended.json)


def everything(home: Path) -> list[Any]:
    found = hits(home, "--size", "50")
    return [
        {name: value for name, value in lessons("show", one["id"], "--json", home=home).json.items() if name != "score"}
        for one in sorted(found, key=lambda one: str(one["id"]))
    ] + [
        lessons("show", one, "--json", home=home).json["about"] for one in sorted({one["document_id"] for one in found})
    ]


@pytest.mark.parametrize(
    ("words", "narrowed", "found"),
    [
        (["--never", "Kenya", "country=KEN"], ["--country", "KEN"], set()),
        (["--always", "the Mission", "mission=MINURCAT"], ["--mission", "MINURCAT"], {"The Mission bought"}),
        (["--merge", "country", "Kenya", "Uganda"], ["--country", "UGA"], {"Mr. Ban Ki-moon sa", "The Mission bought"}),
    ],
)
def test_a_rule_for_the_whole_collection_holds_at_once_and_later_and_can_be_undone(
    home: Path, tmp_path: Path, words: list[str], narrowed: list[str], found: set[str]
) -> None:
    before = everything(home)
    number = correct(home, *words)[0]["id"]
    assert {str(one["text"])[:18] for one in hits(home, "lorries", *narrowed)} == found
    after = everything(home)
    assert lessons("index", tmp_path / "reports", "--force", home=home).code == 0
    assert everything(home) == after != before
    (tmp_path / "reports" / "new.txt").write_text("More notes\n\nKenya paid for lorries that the Mission used.\n")
    assert lessons("index", tmp_path / "reports", home=home).code == 0
    assert bool(hits(home, "paid", *narrowed)) == bool(found)
    (tmp_path / "reports" / "new.txt").unlink()
    assert lessons("index", tmp_path / "reports", "--allow-removals", home=home).code == 0
    assert lessons("correct", "--undo", number, home=home).code == 0
    assert everything(home) == before


def test_a_passage_says_who_corrected_it(home: Path) -> None:
    identity = passage(home, "cantonment")["id"]
    correct(home, identity, "--reject", "mission=UNMIL", "--add", "theme=protection.children", "--kind", "lesson")
    found = passage(home, "cantonment")
    assert found["missions"] == []
    assert found["themes"][0] == "protection.children"
    assert (found["kind"], found["rule"]) == ("lesson", "person.kind")
    added = next(one for one in found["annotations"] if one["code"] == "protection.children")
    assert (added["rule"], added["author"]) == ("person.add", "officer")
    assert [(one["action"], one["author"]) for one in found["corrections"]] == [
        ("reject", "officer"),
        ("add", "officer"),
        ("kind", "officer"),
    ]
    told = lessons("show", identity, home=home).out
    assert "person.add, officer" in told and "reject mission=UNMIL (officer" in told


def test_a_document_is_corrected_by_its_id_and_rules_within_it(home: Path) -> None:
    document = hits(home, "lorries", "roads")[0]["document_id"]
    correct(home, document, "--add", "country=Chad")
    assert lessons("show", document, "--json", home=home).json["about"]["country"][0] == "TCD"
    correct(home, "--always", "the Mission", "mission=UNMIL", "--in", document)
    assert passage(home, "bought")["missions"] == ["UNMIL"]
    assert "Kenya" in passage(home, "Ki-moon")["text"]
    correct(home, document, "--reject", "country=KEN")
    assert "KEN" not in passage(home, "bought")["countries"]
    assert "KEN" in passage(home, "Ki-moon")["countries"]


def test_names_are_merged(home: Path) -> None:
    correct(home, "--merge", "person", "Ban Ki-moon", "Secretary-General Ban")
    persons = [one for one in passage(home, "Ki-moon")["annotations"] if one["vocabulary"] == "person"]
    assert [(one["label"], one["rule"], one["author"]) for one in persons] == [
        ("Secretary-General Ban", "person.merge", "officer")
    ]
    assert "--undo 1" in complaint(
        lessons("correct", "--merge", "person", "Secretary-General Ban", "Ban Ki-moon", home=home), 2
    )


def test_lists_can_be_narrowed_and_remember_what_was_taken_back(home: Path) -> None:
    identity = passage(home, "cantonment")["id"]
    correct(home, identity, "--add", "country=TCD")
    correct(home, "--never", "Kenya", "country=KEN")
    listed = lessons("correct", "--list", home=home).out
    assert "add country=TCD" in listed and "everywhere  “Kenya” never country=KEN" in listed
    assert [one["id"] for one in lessons("correct", "--list", identity, "--json", home=home).json] == [1]
    assert lessons("correct", "--list", "--author", "nobody", "--json", home=home).json == []
    lessons("correct", "--undo", "1", home=home)
    assert [one["id"] for one in lessons("correct", "--list", "--json", home=home).json] == [2]
    history = lessons("correct", "--history", "--json", home=home).json
    assert [bool(one["reversed_at"]) for one in history] == [True, False]
    assert lessons("correct", "--review", "--json", home=home).json == []


def test_corrections_outlive_a_lost_catalog_and_changed_files_or_wait(home: Path, tmp_path: Path) -> None:
    first, second = passage(home, "cantonment"), passage(home, "bought")
    correct(home, first["id"], "--add", "theme=protection.children")
    correct(home, second["id"], "--add", "theme=protection.children")
    correct(home, first["document_id"], "title=Camps")
    for name in ("catalog.db", "catalog.db-wal", "catalog.db-shm"):
        (home / name).unlink(missing_ok=True)
    reports = tmp_path / "reports"
    (reports / "liberia.txt").write_text(TEXTS["liberia.txt"].replace("early", "much earlier"))
    (reports / "roads.txt").write_text("Notes on roads\n\nNothing is left of what was said here about anything else.\n")
    told = lessons("index", reports, home=home)
    assert told.code == 0
    assert "1 corrections do not find their place" in told.out
    again = passage(home, "cantonment")
    assert again["document_id"] != first["document_id"]
    assert (again["title"], again["themes"][0]) == ("Camps", "protection.children")
    waiting = lessons("correct", "--review", "--json", home=home).json
    assert [(one["id"], one["quote"]) for one in waiting] == [(2, second["text"])]
    assert "WAITS" in lessons("correct", "--list", home=home).out
    (reports / "roads.txt").write_text(TEXTS["roads.txt"])
    assert "find their place" not in lessons("index", reports, home=home).out
    assert passage(home, "bought")["themes"][0] == "protection.children"


@pytest.mark.parametrize(
    ("arguments", "mend"),
    [
        (["PASSAGE", "--reject", "colour=red"], "country, mission, theme, person, organization"),
        (["PASSAGE", "--reject", "country"], "VOCABULARY=CODE"),
        (["PASSAGE", "--add", "country=Atlantis"], "unknown"),
        (["PASSAGE", "--kind", "novel"], "lesson"),
        (["PASSAGE", "--polarity", "avoid"], "--kind"),
        (["DOCUMENT", "--kind", "lesson"], "passage"),
        (["DOCUMENT", "--add", "person=Ban"], "passage"),
        (["--reject", "country=KEN"], "give its id"),
        (["--never", "...", "country=KEN"], "words"),
        (["--merge", "person", "Ban", "Ban"], "different"),
        (["--merge", "colour", "A", "B"], "country, mission"),
        (["nowhere", "--add", "country=KEN"], "take an id"),
        (["title=Roads"], "give its id"),
        (["DOCUMENT", "--never", "Kenya", "country=KEN", "--in", "PASSAGE"], "two places"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(home: Path, arguments: list[str], mend: str) -> None:
    one = hits(home, "cantonment")[0]
    names = {"PASSAGE": one["id"], "DOCUMENT": one["document_id"]}
    assert mend in complaint(lessons("correct", *(names.get(word, word) for word in arguments), home=home), 2)
    assert lessons("correct", "--history", "--json", home=home).json == []


def recurring(home: Path) -> list[tuple[int, bool]]:
    found = lessons("recurring", "--json", home=home).jsons
    return [(group["count"], group["implemented"]) for group in found if "generators" in group["text"]]


def test_lessons_that_recur_and_answers_follow_at_once(home: Path) -> None:
    """No run or reindex is needed for what depends on several documents."""
    advice = "Fuel for generators should be ordered before the rains close the roads to the camps of a mission."
    answer = "The Administration accepted recommendation 3, which has been implemented in all camps."
    reports = home.parent / "reports"
    own = "The lorries of the battalion came late in March, for the bridge at the river had been washed away again.\n"
    more = "Rain fell from May to October in that year, and nobody in the capital had read the tables of the weather.\n"
    (reports / "fuel.txt").write_text(f"Notes on fuel\n\n{advice}\n\n{own}")
    (reports / "rain.txt").write_text(f"Notes on rain\n\nRecommendation 3. {advice}\n\n{answer}\n\n{more}")
    assert lessons("index", reports, home=home).code == 0
    found = [one for one in hits(home, "generators") if one["text"].endswith(advice)]
    first, second = sorted(found, key=lambda one: str(one["title"]))
    correct(home, first["id"], "--kind", "lesson")
    correct(home, second["id"], "--kind", "recommendation")
    assert recurring(home) == [(2, True)]
    (told,) = lessons("show", second["id"], "--json", home=home).json["answers"]
    assert told["implementation"] == "implemented"
    correct(home, first["id"], "--kind", "narrative")
    assert recurring(home) == []
    number = max(one["id"] for one in lessons("correct", "--list", "--json", home=home).json)
    assert lessons("correct", "--undo", str(number), home=home).code == 0
    assert recurring(home) == [(2, True)]
    correct(home, second["id"], "--kind", "lesson")
    assert recurring(home) == [(2, False)]  # what answers a recommendation answers no lesson
    assert lessons("show", second["id"], "--json", home=home).json["answers"] == []
    before = recurring(home), everything(home)
    assert lessons("reindex", home=home).code == 0
    assert (recurring(home), everything(home)) == before
