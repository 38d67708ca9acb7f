"""The records that travel through the house: document, part, passage, annotation, judgement.

All offsets are Unicode code points of the unchanged text, ``[start, end)``. Codes are those of
``docs/record-model.md``. Records are frozen: a stage returns new ones.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Outcome = Literal["ok", "partial", "rejected", "crashed", "timed_out"]
Kind = Literal["lesson", "good_practice", "recommendation", "challenge", "narrative"]
Polarity = Literal["repeat", "avoid", "none"]
Answer = Literal["accepted", "partially_accepted", "not_accepted"]
Implementation = Literal["implemented", "in_progress", "not_implemented", "overtaken"]
Layout = Literal["paragraph", "list_item", "table", "footnote", "title"]
Relation = Literal["corrects", "adds_to", "revises", "supersedes", "superseded_by", "responds_to"]
PartType = Literal["cover", "covering_letter", "report", "annex", "enclosure", "appendix", "attachment"]


@dataclass(frozen=True, slots=True)
class Annotation:
    """A span of a text, the vocabulary code it stands for, and the rule that found it.

    `code` is ISO 8601 for dates and None for persons and unlisted organizations.
    """

    start: int
    end: int
    text: str
    vocabulary: str
    code: str | None
    label: str
    rule: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a passage states: the sentence that carries it and what the passage says of it; unknown is None.

    `sentence` is a span of the passage. `actor` and `conditions` are words of the passage: who is addressed, and where
    or when the statement applies. `due` is ISO 8601. `answer` and `implementation` are what the passage itself says
    became of a recommendation, its own or another one.
    """

    sentence: tuple[int, int] | None = None
    actor: str | None = None
    conditions: str | None = None
    due: str | None = None
    answer: Answer | None = None
    implementation: Implementation | None = None

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape of the command line and the catalog."""
        return asdict(self) | {"sentence": list(self.sentence) if self.sentence else None}

    @classmethod
    def from_dict(cls, found: Mapping[str, Any] | None) -> "Statement":
        """The statement of that shape; a catalog written before there were statements holds none."""
        if not found:
            return UNSTATED
        sentence = found["sentence"]
        return cls(**{**found, "sentence": (sentence[0], sentence[1]) if sentence else None})


UNSTATED = Statement()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What kind of statement a passage is, by which rule, with which confidence (0 to 1), and what it states."""

    kind: Kind
    polarity: Polarity
    confidence: float
    rule: str
    statement: Statement = UNSTATED


NARRATIVE = Judgement("narrative", "none", 0.5, "none")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document with its own type, originator and paragraph numbering.

    `label` is what a citation says ("annex II"); `first_page` is the physical page from 1, None without pages.
    """

    type: PartType
    label: str
    doc_type: str | None = None
    originator: str | None = None
    title: str | None = None
    symbol: str | None = None
    first_page: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered paragraph, a bullet or a heading's paragraph, with its place in the document.

    `page` and `page_end` are physical pages from 1, `page_label` the printed number; `part` is the position in the
    document's parts; `start` and `end` are offsets in the document's text, its passages joined by blank lines.
    """

    text: str
    page: int | None = None
    page_end: int | None = None
    page_label: str | None = None
    paragraph: str | None = None
    part: int = 0
    heading: tuple[str, ...] = ()
    layout: Layout = "paragraph"
    ocr: bool = False
    start: int = 0
    end: int = 0
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Guidance:
    """What a policy or another guidance document says of its own validity; dates are ISO 8601, unknown is None."""

    reference: str | None = None
    effective: str | None = None
    review: str | None = None
    approved_by: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a document says of its relation to another: which one it means, and the words that say so.

    `target` is a symbol, the reference of a guidance document, or a title.
    """

    relation: Relation
    target: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document as a whole; unknown is None or empty.

    `date` is ISO 8601, possibly partial; `symbols` lists all United Nations symbols, the document's own first.
    """

    title: str | None = None
    symbols: tuple[str, ...] = ()
    date: str | None = None
    doc_type: str | None = None
    originator: str | None = None
    language: str | None = None
    pages: int | None = None
    guidance: Guidance = field(default_factory=Guidance)
    stated: tuple[Stated, ...] = ()

    @property
    def symbol(self) -> str | None:
        """The document's own symbol."""
        return self.symbols[0] if self.symbols else None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reading of one file yielded, whatever its outcome; `reason` says why it is not ok."""

    outcome: Outcome
    reason: str = ""
    format: str | None = None
    metadata: Metadata = field(default_factory=Metadata)
    parts: tuple[Part, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a document is about: codes per vocabulary, best first."""

    country: tuple[str, ...] = ()
    mission: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, list[str]]:
        """The JSON shape of the command line."""
        return {"country": list(self.country), "mission": list(self.mission), "theme": list(self.theme)}


@dataclass(frozen=True, slots=True)
class RecognisedPassage:
    """A passage with what was recognised in it: spans, the codes it is about, and its kind."""

    passage: Passage
    annotations: tuple[Annotation, ...]
    about: About
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was recognised in one document: what it is about, and each of its passages, in order.

    `evidence` tells for each code of `about` why, in words.
    """

    about: About
    passages: tuple[RecognisedPassage, ...]
    evidence: Mapping[str, str] = field(default_factory=dict)
