"""Parts: annexes and enclosures, letters and what they transmit."""

import pytest

from indexer.formats.source import Block
from indexer.parts import divide, part_label
from lessons.records import Metadata

LETTER = Metadata(title="Letter", symbols=("S/2011/7",), doc_type="letter", originator="member_state")
REPORT = Metadata(title="Report", doc_type="report")


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("Annex", "annex", "annex"),
        ("Annex II", "annex", "annex II"),
        ("Annex 3: Methodology", "annex", "annex 3"),
        ("Annexe IV", "annex", "annex IV"),
        ("Anexo", "annex", "annex"),
        ("Enclosure 1", "enclosure", "enclosure 1"),
        ("Pièce jointe", "enclosure", "enclosure"),
        ("Appendix A", "appendix", "appendix A"),
        ("Apéndice II", "appendix", "appendix II"),
        ("Annex to the letter dated 2 May 2011 from the Permanent Representative of Arcadia", "annex", "annex"),
    ],
)
def test_labels(text: str, kind: str, label: str) -> None:
    found = part_label(text)
    assert found is not None
    assert found[:2] == (kind, label)


@pytest.mark.parametrize(
    "text", ["Annexation of the province", "Annex II ........ 14", "Annex II (continued)", "The annex"]
)
def test_no_labels(text: str) -> None:
    assert part_label(text) is None


def parts(metadata: Metadata, *blocks: Block) -> list[tuple[str, str]]:
    return [(section.part.type, section.part.label) for section in divide(blocks, metadata)]


def test_a_letter_with_an_annexed_report() -> None:
    blocks = (
        Block("I have the honour to send you a report."), Block("Annex", "heading", page=2),
        Block("[Original: English]"), Block("After-action review of the closing of a camp", "heading"),
        Block("It closed."),
    )  # fmt: skip
    cover, annex = divide(blocks, LETTER)
    assert (cover.part.type, cover.part.originator, cover.part.symbol) == (
        "covering_letter",
        "member_state",
        "S/2011/7",
    )
    assert (annex.part.doc_type, annex.part.first_page) == ("after_action_review", 2)
    assert annex.part.title == "After-action review of the closing of a camp"
    assert next(block.text for block in annex.blocks) != "[Original: English]"


def test_what_a_letter_annexes_is_its_senders() -> None:
    heading = "Annex to the letter dated 2 May 2011 from the Permanent Representative of Arcadia addressed to me"
    sections = divide((Block("I write."), Block(heading, "part", page=2), Block("We closed the camp.")), LETTER)
    assert sections[1].part.originator == "member_state"


def test_a_report_after_the_signature_needs_no_annex() -> None:
    blocks = (
        Block("I send a report.", page=1), Block("(Signed) Ada Lovelace", page=1),
        Block("Final report of the Panel of Experts on Arcadia", "heading", page=2), Block("1. It began.", page=2),
    )  # fmt: skip
    sections = divide(blocks, LETTER)
    assert [section.part.label for section in sections] == ["covering letter", "report"]
    assert (sections[1].part.doc_type, sections[1].part.originator) == ("expert_panel_report", "expert_panel")


def test_enclosures_belong_to_their_annex() -> None:
    text = Block("Some text.")
    found = parts(
        REPORT, text, Block("Annex I", "heading"), text, Block("Enclosure", "heading"), text,
        Block("Annex II", "heading"), text, Block("Annex I", "heading"), text,
    )  # fmt: skip
    assert [label for _, label in found] == ["report", "annex I", "annex I, enclosure", "annex II", "annex II, annex I"]


def test_a_mention_of_an_annex_opens_no_part() -> None:
    assert len(parts(REPORT, Block("Annex II tells how the camp was closed."), Block("Annexes were many."))) == 1


def test_mails_have_attachments() -> None:
    found = parts(REPORT, Block("Please find it attached."), Block("plan.docx", "part"), Block("The plan is short."))
    assert found == [("cover", "message"), ("attachment", "attachment plan.docx")]


def test_a_panels_unsigned_letter_is_followed_by_its_report() -> None:
    blocks = [
        Block("The Panel has the honour to transmit its report.", page=1),
        Block("Panel of Experts on Arcadia", page=1),
        Block("Final report of the Panel of Experts on Arcadia", "heading", level=1, page=2),
        Block("The Panel visited four towns and saw weapons in each.", page=2),
    ]
    parts = [section.part for section in divide(blocks, LETTER)]
    assert [(part.type, part.doc_type) for part in parts] == [
        ("covering_letter", "letter"),
        ("report", "expert_panel_report"),
    ]


def test_a_long_letter_with_an_annex_covers_nothing() -> None:
    blocks = [
        Block("The review found much to say of the force and its camps. " * 80, page=1),
        Block("Annex", "part", page=9),
        Block("Map of the area", page=9),
    ]
    assert [section.part.type for section in divide(blocks, LETTER)] == ["report", "annex"]
