import json

import pytest
from making import Text, document, passages

from lessons.engines.protocol import IndexedPassage
from lessons.indexing import DOCUMENT, HEADING_GAP, PassageIndexer, ancestors, date_number
from lessons.records import Part

ONE = document(
    "a",
    title="Report on police",
    symbols=("S/2004/1", "A/59/1"),
    date="2004-03-09",
    language="en",
    doc_type="evaluation",
)


def indexed(text: Text | str, part: Part | None = None) -> IndexedPassage:
    return PassageIndexer().passage(ONE, part, passages("a", text)[0])


def test_fields_are_analysed() -> None:
    found = indexed(Text("Training police.", heading=("Findings", "On training")))
    assert [posting.term for posting in found.fields["text"]] == ["train", "polic"]
    assert {"polic", "s/2004/1", "a/59/1"} <= {posting.term for posting in found.fields["title"]}
    heading = found.fields["heading"]
    assert [posting.term for posting in heading] == ["find", "on", "train"]
    assert heading[1].position - heading[0].position >= HEADING_GAP


def test_the_title_of_a_document_of_one_passage_counts_twice() -> None:
    shared = indexed("Training police.").fields["title"]
    alone = PassageIndexer().passage(ONE, None, passages("a", "Training police.")[0], alone=True).fields["title"]
    assert [posting.term for posting in alone] == 2 * [posting.term for posting in shared]
    assert alone[len(shared)].position - shared[-1].position >= HEADING_GAP


def test_codes_and_order() -> None:
    text = Text("One.", ("LBR", "SLE", "LBR"), ("UNMIL",), ("security.ddr", "security.police", "rights"), "lesson")
    found = indexed(text)
    assert found.codes["theme"] == ("security", "security.ddr", "security.police", "rights")
    assert found.codes["country"] == ("LBR", "SLE")
    assert found.codes["year"] == ("2004",)
    assert found.codes["status"] == ("candidate",)
    assert found.codes[DOCUMENT] == ("a",)
    assert (found.date, found.sequence) == (20040309, ("a", 0))


def test_narrative_has_no_status() -> None:
    assert "status" not in indexed("One.").codes


def test_the_record_is_the_json_shape() -> None:
    record = json.loads(
        indexed(Text("One.", page=3, paragraph="12"), Part("annex", "annex II", "audit", "oversight")).record
    )
    assert (record["symbol"], record["date"], record["page"], record["paragraph"]) == (
        "S/2004/1",
        "2004-03-09",
        3,
        "12",
    )
    assert (record["part"], record["doc_type"], record["originator"]) == ("annex II", "audit", "oversight")


def test_a_passage_in_another_language_is_analysed_in_it() -> None:
    indexer = PassageIndexer()
    found = indexer.passage(ONE, None, passages("a", Text("les sécurités", language="fr"))[0])
    assert [posting.term for posting in found.fields["text"]] == ["le", "secur"]
    assert set(indexer.languages) == {"en", "fr"}


def test_what_is_forgotten_was_never_counted() -> None:
    texts = [Text("Police in l'eau.", language="fr"), Text("S/2004/1 police", heading=("Police", "Army")), "Other."]
    several, alone = PassageIndexer(), PassageIndexer()
    records = [several.passage(ONE, None, stored).record for stored in passages("a", *texts)]
    alone.passage(ONE, None, passages("a", *texts)[2])
    assert [several.forget(record) for record in records[:2]] == [stored.id for stored in passages("a", *texts)[:2]]
    left, right = several.lexicon.build(), alone.lexicon.build()
    for word in ("police", "l'eau", "s/2004/1", "other", "army", "report"):
        assert (left.terms(word), left.word_frequency(word), left.prefix(word)) == (
            right.terms(word),
            right.word_frequency(word),
            right.prefix(word),
        )
    assert left.passages == right.passages == 1
    assert +several.languages == +alone.languages


@pytest.mark.parametrize(
    ("date", "number"),
    [("2004-03-09", 20040309), ("2004-03", 20040300), ("2004", 20040000), (None, 0), ("", 0), ("soon", 0)],
)
def test_dates_as_numbers(date: str | None, number: int) -> None:
    assert date_number(date) == number


def test_ancestors() -> None:
    assert ancestors("a.b.c") == ["a", "a.b", "a.b.c"]
