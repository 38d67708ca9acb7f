"""Titles under mastheads, of letters, on covers, and where only the format or the file tells."""

from indexer.formats.source import Block
from indexer.metadata.front import find_front
from indexer.metadata.title import find_title, plausible, tidy

UN = ("United Nations S/2011/7", "Security Council Distr.: General 3 May 2011", "Original: English")


def title(*texts: str, **hints: str) -> str | None:
    return find_title(find_front([Block(text, page=1) for text in texts]), hints).text


def test_subject_and_author_are_joined() -> None:
    assert title(*UN, "Situation in Arcadia*", "Report of the Secretary-General", "1. It began.") == (
        "Situation in Arcadia: report of the Secretary-General"
    )


def test_agenda_headings_are_left_out() -> None:
    found = title(*UN, "Agenda item 5", "Peacekeeping", "Annual review of camps", "1. It began.")
    assert found == "Annual review of camps"


def test_an_agenda_heading_alone_is_the_title() -> None:
    found = title(*UN, "Agenda item 5", "Camps and convoys", "Report of the Secretary-General", "1. It began.")
    assert found == "Camps and convoys: report of the Secretary-General"


def test_a_letter_is_its_own_title() -> None:
    letter = (
        "Letter dated 2 May 2011 from the Permanent Representative of Arcadia to the United Nations addressed to me"
    )
    assert title(*UN, "Agenda item 5", "Peace", letter, "I have the honour to write.") == letter


def test_wrapped_lines_are_one() -> None:
    found = title(*UN, "THE SITUATION IN ARCADIA AND ITS CONSEQUENCES", "FOR THE REGION", "1. It began.")
    assert found == "THE SITUATION IN ARCADIA AND ITS CONSEQUENCES FOR THE REGION"


def test_a_resolution_names_its_day() -> None:
    found = title(
        "United Nations S/RES/9999 (2031)", "Security Council Distr.: General", "Resolution 9999 (2031)",
        "Adopted by the Security Council at its 12345th meeting, on 3 May 2031", "The Security Council,",
    )  # fmt: skip
    assert found == "Resolution 9999 (2031) adopted by the Security Council on 3 May 2031"


def test_the_name_of_the_entity_is_not_the_title() -> None:
    heading = [Block(text, page=1) for text in (*UN, "Agenda item 5")]
    heading += [Block("UNITED NATIONS POPULATION FUND", "title", page=1), Block("Report on camps", "heading", page=1)]
    heading += [Block("1. It began.", page=1)]
    assert find_title(find_front(heading), {}).text == "Report on camps"


def test_a_summary_by_the_chair_takes_its_subject() -> None:
    found = title(*UN, "Agenda item 5", "Dialogue on camps and convoys", "Chair’s summary", "1. It began.")
    assert found == "Dialogue on camps and convoys: Chair’s summary"


def test_the_formula_before_a_draft_is_left_out() -> None:
    formula = "The Commission for Camps recommends to the Council the adoption of the following draft resolution:"
    found = title(*UN, "Agenda item 5", "Draft resolution submitted by the Chair", formula, "Camps", "The Council,")
    assert found == "Draft resolution submitted by the Chair: Camps"


def test_a_generic_title_takes_its_committee() -> None:
    found = title(*UN, "Special Committee on Camps", "New York, 1–3 May 2011", "Provisional agenda", "1. Opening.")
    assert found == "Special Committee on Camps: Provisional agenda"


def test_a_meeting_record_is_named_from_its_masthead() -> None:
    found = title(
        "United Nations A/79/PV.64", "General Assembly", "Seventy-ninth session", "64th plenary meeting",
        "Wednesday, 16 April 2025, 10 a.m.", "New York", "The meeting was called to order at 10.05 a.m. by its Chair.",
    )  # fmt: skip
    assert (
        found
        == "General Assembly, seventy-ninth session, 64th plenary meeting, New York, 16 April 2025: official records"
    )


def test_a_format_may_mark_the_title() -> None:
    marked = [Block("Site name", "paragraph"), Block("Closing a camp in six weeks", "title"), Block("It closed.")]
    assert find_title(find_front(marked), {"title": "Site"}).text == "Closing a camp in six weeks"


def test_a_declared_title_counts_if_it_looks_like_one() -> None:
    assert plausible("Handover in Bria") == "Handover in Bria"
    for nonsense in ("N2500123", "Microsoft Word - cst8.doc", "untitled", "Document1", None):
        assert plausible(nonsense) is None


def test_footnote_marks_are_no_part_of_a_title() -> None:
    assert tidy("Report of the Board**") == "Report of the Board"
    assert tidy("A review[2]: camps*") == "A review: camps"
    assert tidy("Czech Republic \u2217") == "Czech Republic"


def test_a_line_that_looks_like_masthead_goes_on_with_an_open_heading() -> None:
    lines = ("CEB/2011/4", "Report of the High-level Committee on Camps at its", "forty-ninth session", "1. It began.")
    assert title("United Nations", "Distr.: General 3 May 2011", *lines) == (
        "Report of the High-level Committee on Camps at its forty-ninth session"
    )
    letter = ("Note verbale dated 2 May 2011 from the Permanent Mission of Arcadia addressed to the President of the",)
    assert title(*UN, *letter, "Security Council", "The Mission has the honour.") == f"{letter[0]} Security Council"


def test_the_body_named_in_the_next_line_belongs_to_its_report() -> None:
    found = title(
        *UN, "Camps", "Report of the Special Camps and Convoys", "Committee (Fourth Committee)", "1. It began."
    )
    assert found == "Camps: report of the Special Camps and Convoys Committee (Fourth Committee)"


def test_a_draft_names_its_sponsors_and_its_subject() -> None:
    found = title(*UN, "Agenda item 5", "Arcadia and Ruritania:* draft resolution", "Camps", "The Security Council,")
    assert found == "Arcadia and Ruritania: draft resolution: Camps"


def test_a_table_below_the_title_is_no_title() -> None:
    blocks = [
        *(Block(text, page=1) for text in UN),
        Block("Draft programme of work", "title", page=1),
        Block("10 a.m. 1. Opening of the session", "table", page=1),
    ]
    assert find_title(find_front(blocks), {}).text == "Draft programme of work"


def test_the_short_edition_of_a_review_says_so() -> None:
    blocks = [
        Block("Review highlights", page=1),
        Block("Racism in camps and convoys", "heading", level=1, page=1),
        Block("Text begins here and goes on for long enough to be a sentence.", page=1),
    ]
    assert find_title(find_front(blocks), {}).text == "Racism in camps and convoys: review highlights"
