from pathlib import Path

from pptx import Presentation
from pptx.util import Inches

from indexer.formats.pptx import Pptx
from indexer.formats.source import Block, Limits


def test_slides_are_pages_with_title_body_table_and_notes(tmp_path: Path) -> None:
    deck = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text = "Lessons of the drawdown"
    second = deck.slides.add_slide(deck.slide_layouts[1])
    second.shapes.title.text = "1. Planning"
    body = second.placeholders[1].text_frame
    body.text = "Plan early"
    below = body.add_paragraph()
    below.text, below.level = "with the country team", 1
    table = second.shapes.add_table(1, 2, Inches(1), Inches(6), Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "2010", "8,000"
    second.notes_slide.notes_text_frame.text = "Said aloud."
    deck.core_properties.title = "Drawdown"
    deck.save(str(tmp_path / "a.pptx"))
    source = Pptx().read(tmp_path / "a.pptx", Limits())
    assert source.pages == 2
    assert source.hints["title"] == "Drawdown"
    assert source.blocks == [
        Block("Lessons of the drawdown", "heading", 1, None, 1, 1),
        Block("Planning", "heading", 1, "1.", 2, 2),
        Block("Plan early", "list_item", 1, "•", 2, 2),
        Block("with the country team", "list_item", 2, "•", 2, 2),
        Block("2010\t8,000", "table", page=2, page_end=2),
        Block("Said aloud.", page=2, page_end=2),
    ]
    assert Pptx().read(tmp_path / "a.pptx", Limits(pages=1)).cut == ["slides after the first 1"]
