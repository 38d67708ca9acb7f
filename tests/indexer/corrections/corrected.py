"""A recognised document, corrections of it, and short ways to ask what became of it."""

from dataclasses import replace

from making import document
from running import recogniser

from indexer.corrections.apply import apply
from lessons.anchors import anchored
from lessons.records import Annotation, Metadata, Part, Passage
from lessons.storage.decisions import Correction
from lessons.storage.originals import Content
from lessons.storage.rows import StoredPassage, stored_passages

TITLE = "Cantonment in Liberia"
LINES = (
    "UNMIL disarmed former combatants in Liberia, and Georgia sent observers who stayed for a year.",
    "The Mission should plan cantonment sites early, before the combatants come to the camps.",
    "Observers of Georgia met the police of Liberia, who had trained with the United Nations.",
    "Mr. Ban Ki-moon met Jordan Smith in Monrovia and spoke of quick-impact projects in Liberia.",
    "Roads were bad. The Mission bought lorries, which proved to be of good use in the rainy season.",
)


def content(*lines: str, title: str = TITLE, name: str = "a") -> Content:
    """A document of these lines as the machine finds it."""
    passages = [
        Passage(line, paragraph=str(number), heading=("Findings",)) for number, line in enumerate(lines or LINES)
    ]
    metadata = Metadata(title=title, symbols=("S/2004/9",), date="2004", doc_type="report", language="en")
    found = recogniser().recognise(metadata, [Part("report", "report")], passages)
    one = replace(document(name), metadata=metadata, about=found.about, evidence=found.evidence)
    return Content(one, (Part("report", "report", "report"),), tuple(stored_passages(name, found.passages)))


def correction(number: int, action: str, tag: str, surface: str | None = None, **more: object) -> Correction:
    """A correction of the whole collection; more says what else it is."""
    field, _, value = tag.partition("=")
    given: dict[str, object] = {"document_id": "", "scope": "collection", **more}
    return Correction(
        number,
        field=field,
        value=value,
        author="officer",
        made_at="2025",
        action=action,
        surface=surface,
        **given,  # type: ignore[arg-type]
    )


def of_document(number: int, action: str, tag: str, surface: str | None = None, name: str = "a") -> Correction:
    return correction(number, action, tag, surface, document_id=name, scope="document")


def of_passage(
    number: int, action: str, tag: str, found: Content, ordinal: int, surface: str | None = None
) -> Correction:
    anchor = anchored(found.document, found.passages[ordinal], found.passages)
    given = {name: getattr(anchor, name) for name in anchor.__dataclass_fields__}
    return correction(number, action, tag, surface, scope="passage", **given)


def after(found: Content, *corrections: Correction) -> Content:
    return apply(found, corrections).corrected.content


def codes(found: Content, vocabulary: str) -> list[tuple[str, ...]]:
    return [getattr(passage.about, vocabulary) for passage in found.passages]


def tags(passage: StoredPassage, vocabulary: str) -> list[Annotation]:
    return [one for one in passage.annotations if one.vocabulary == vocabulary]
