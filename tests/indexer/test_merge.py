from making import Text, recognised

from indexer.merge import merged_access, merged_metadata, merged_parts, merged_recognition
from lessons.access import AccessLabel
from lessons.records import About, Annotation, Metadata, Part, RecognisedPassage, Recognition
from lessons.storage.decisions import Correction

FOUND = Metadata("Text title", ("S/2004/1", "A/59/1"), "2004", "report", "mission", "en", 3)
SHEET = {"title": "Sheet title", "type": "evaluation", "mission": "UNMIL", "sensitivity": "confidential"}


def corrections(**values: str) -> list[Correction]:
    return [
        Correction(number, "a", field, value, "officer", "2025") for number, (field, value) in enumerate(values.items())
    ]


def test_the_sheet_overrides_the_text_and_a_person_both() -> None:
    sheet = merged_metadata(FOUND, SHEET, ())
    assert (sheet.title, sheet.doc_type, sheet.originator) == ("Sheet title", "evaluation", "mission")
    person = merged_metadata(FOUND, SHEET, corrections(title="Right title", date="2004-03-01", language="fr"))
    assert (person.title, person.date, person.language, person.doc_type) == (
        "Right title",
        "2004-03-01",
        "fr",
        "evaluation",
    )
    assert merged_metadata(FOUND, {}, ()) == FOUND


def test_a_corrected_symbol_comes_first() -> None:
    assert merged_metadata(FOUND, {}, corrections(symbol="A/59/1")).symbols == ("A/59/1", "S/2004/1")
    assert merged_metadata(FOUND, {}, corrections(symbol="S/2005/9")).symbols == ("S/2005/9", "S/2004/1", "A/59/1")


def test_the_last_correction_counts() -> None:
    twice = [*corrections(title="First"), *corrections(title="Second")]
    assert merged_metadata(FOUND, SHEET, twice).title == "Second"


def test_access() -> None:
    assert merged_access(SHEET, ()) == AccessLabel("confidential")
    assert merged_access(SHEET, corrections(sensitivity="unclassified", groups="dpo legal")) == AccessLabel(
        "unclassified", ("dpo", "legal")
    )


def found(*passages: RecognisedPassage) -> Recognition:
    return Recognition(About(mission=("UNAMSIL",)), passages, {"UNAMSIL": "named 3 times"})


def test_a_given_mission_comes_first_and_passages_without_one_take_it() -> None:
    lent = Annotation(0, 0, "", "mission", "UNAMSIL", "UNAMSIL", "document")
    own = Annotation(0, 7, "UNAMSIL", "mission", "UNAMSIL", "UNAMSIL", "acronym")
    plain = recognised(Text("One."))
    inherited = RecognisedPassage(plain.passage, (lent,), About(("SLE",), ("UNAMSIL",)), plain.judgement)
    naming = RecognisedPassage(plain.passage, (own,), About(("SLE",), ("UNAMSIL",)), plain.judgement)
    merged = merged_recognition(found(plain, inherited, naming), SHEET)
    assert merged.about.mission == ("UNMIL", "UNAMSIL")
    assert [passage.about.mission for passage in merged.passages] == [("UNMIL",), ("UNMIL",), ("UNAMSIL",)]
    assert merged.passages[0].about.country == ("LBR",)
    assert [(a.code, a.rule) for a in merged.passages[1].annotations] == [("UNMIL", "metadata")]
    assert merged.passages[2] == naming
    assert set(merged.evidence) == {"UNAMSIL", "UNMIL"}


def test_the_documents_own_parts_follow_and_an_annex_keeps_its_own() -> None:
    parts = [Part("report", "report", "report", "mission"), Part("annex", "annex", "audit", "oversight")]
    merged = merged_parts(parts, FOUND, merged_metadata(FOUND, {"type": "evaluation"}, ()))
    assert [(part.doc_type, part.originator) for part in merged] == [("evaluation", "mission"), ("audit", "oversight")]


def test_without_a_given_mission_nothing_changes() -> None:
    given = found(recognised("One."))
    assert merged_recognition(given, {"title": "T"}) is given
