from pathlib import Path

import pytest

from indexer.formats.source import Block, Limits, Rejected, Source
from indexer.formats.txt import Text

WRAPPED = """\
MISSION IN EXAMPLE: AFTER-ACTION REVIEW
After-action review
Harper, 12 March 2009

I. INTRODUCTION

1. The review was carried out between January and March 2009 by a
team of officers and civilian staff. The team inter-
viewed forty persons and drew upon the records of the mission and of
its partners.
2. It is self-contained. A well-
known problem is that a well-known problem returns every year with no
end in sight.

A. Logistics
------------

   (a) Fuel arrived late in the rainy season because the roads had not
       been repaired;
   (b) Spare parts were ordered too late.

The following lessons were drawn:
- Order early
- Repair roads before the rains, and train the engineers of the
  battalions in time

Recommendations
===============

3. The mission should plan
for the rains.
"""


def read(tmp_path: Path, text: str | bytes, limits: Limits | None = None) -> Source:
    path = tmp_path / "note.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Text().read(path, limits or Limits())


def told(source: Source) -> list[tuple[str, str | None, str]]:
    return [(block.style, block.label, block.text) for block in source.blocks]


def test_hard_wrapped_lines_are_joined_and_structure_is_seen(tmp_path: Path) -> None:
    assert told(read(tmp_path, WRAPPED)) == [
        ("title", None, "MISSION IN EXAMPLE: AFTER-ACTION REVIEW"),
        ("paragraph", None, "After-action review"),
        ("paragraph", None, "Harper, 12 March 2009"),
        ("heading", "I.", "INTRODUCTION"),
        ("paragraph", "1.", "The review was carried out between January and March 2009 by a team of officers and "
         "civilian staff. The team interviewed "
         "forty persons and drew upon the records of the mission and of its partners."),
        ("paragraph", "2.", "It is self-contained. A well-known problem is that a well-known problem returns every "
         "year with no end in sight."),
        ("heading", "A.", "Logistics"),
        ("list_item", "(a)", "Fuel arrived late in the rainy season because the roads had not been repaired;"),
        ("list_item", "(b)", "Spare parts were ordered too late."),
        ("paragraph", None, "The following lessons were drawn:"),
        ("list_item", "-", "Order early"),
        ("list_item", "-", "Repair roads before the rains, and train the engineers of the battalions in time"),
        ("heading", None, "Recommendations"),
        ("paragraph", "3.", "The mission should plan for the rains."),
    ]  # fmt: skip


def test_long_lines_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    lines = [
        "The first paragraph tells what happened in the mission area. " * 4,
        "The second tells why it did so. " * 6,
    ]
    assert [block.text for block in read(tmp_path, "\n".join(lines)).blocks] == [line.strip() for line in lines]


def test_a_sentence_broken_by_a_blank_line_is_joined(tmp_path: Path) -> None:
    source = read(tmp_path, "The Office will collect information on lessons learned and practices relevant to\n\n"
                            "peacebuilding. It will work with the system.")  # fmt: skip
    assert len(source.blocks) == 1


def test_form_feeds_make_pages_and_running_lines_are_furniture(tmp_path: Path) -> None:
    pages = [
        f"S/2009/{5}\n\nParagraph {word} ends on its own page.\n\n- {n} -\n" for n, word in enumerate("abcd", start=3)
    ]
    source = read(tmp_path, "\f".join(pages))
    assert source.pages == 4
    assert source.furniture == ["S/2009/5"]
    assert source.blocks[1] == Block("Paragraph b ends on its own page.", page=2, page_end=2, page_label="4")


def test_a_paragraph_runs_over_a_page(tmp_path: Path) -> None:
    text = "The mission was deployed along the border before the rains had be-\n\fgun and the roads were closed."
    block = read(tmp_path, text).blocks[0]
    assert (block.text[-40:], block.page, block.page_end) == ("ains had begun and the roads were closed."[-40:], 1, 2)


def test_a_list_of_short_numbered_lines_has_no_headings(tmp_path: Path) -> None:
    source = read(
        tmp_path, "The panel held that:\n\n1. Train staff early\n\n2. Keep records\n\n3. Order fuel in time\n"
    )
    assert [block.style for block in source.blocks] == ["paragraph"] * 4


def test_markdown_emphasis_goes(tmp_path: Path) -> None:
    assert read(tmp_path, "- (1) **Strategies.** The Office will advise.").blocks == [
        Block("Strategies. The Office will advise.", "list_item", 1, "(1)")
    ]


def test_what_is_over_the_limit_is_cut_and_named(tmp_path: Path) -> None:
    source = read(tmp_path, "word " * 1000, Limits(characters=100))
    assert source.cut == ["the file after its first 400 bytes"]


@pytest.mark.parametrize("data", [b"   \n\n \t", b"\x00\x01\x02\x03" * 50])
def test_blank_and_binary_files_are_rejected(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Rejected):
        read(tmp_path, data)


def test_the_seminar_notes_have_titles_and_sections(shared: Path) -> None:
    notes = sorted((shared / "corpus" / "seminar_notes").glob("*.txt"))
    blocks = [Text().read(note, Limits()).blocks for note in notes]
    titles = [next((block.text for block in each if block.style == "title"), None) for each in blocks]
    assert [title and title.split()[0] for title in titles] == [
        "Political",
        None,
        "Secretary-General's",
        "A",
        "Seminar",
    ]
    assert [block.label for block in blocks[2] if block.style == "list_item"] == ["(1)", "(2)", "(3)", "(4)"]
    assert "Background" in [block.text for block in blocks[2] if block.style == "heading"]
