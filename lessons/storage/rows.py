"""A document and a passage as the catalog keeps them, and how they become rows."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from lessons.access import AccessLabel
from lessons.records import (
    About,
    Annotation,
    Guidance,
    Judgement,
    Metadata,
    Outcome,
    Part,
    Passage,
    RecognisedPassage,
    Stated,
    Statement,
)

_SPACE = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Document:
    """A file as received and what is known of it.

    `modified` is in nanoseconds; `revision` grows whenever something of the document changes; `sheet` is its row of
    ``metadata.csv``; `pipeline` the version of the programs that read it.
    """

    id: str
    path: str
    root: str
    sha256: str
    size: int
    modified: int
    pipeline: str
    read_at: str
    outcome: Outcome = "ok"
    reason: str = ""
    format: str | None = None
    version: int = 1
    revision: int = 0
    sheet: Mapping[str, str] = field(default_factory=dict)
    metadata: Metadata = field(default_factory=Metadata)
    access: AccessLabel = field(default_factory=AccessLabel)
    about: About = field(default_factory=About)
    evidence: Mapping[str, str] = field(default_factory=dict)
    removed_at: str | None = None

    def as_row(self) -> dict[str, Any]:
        """The document's row in the catalog."""
        row = {name: getattr(self, name) for name in _PLAIN}
        meta = asdict(self.metadata)
        return (
            row
            | meta
            | {
                "symbols": list(self.metadata.symbols),
                "sensitivity": self.access.sensitivity,
                "groups": list(self.access.groups),
                "about": self.about.as_dict(),
                "sheet": dict(self.sheet),
                "evidence": dict(self.evidence),
            }
        )

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Document":
        """The document of a row."""
        return cls(
            **{name: row[name] for name in _PLAIN},
            sheet=row["sheet"],
            metadata=_metadata(row),
            access=AccessLabel(row["sensitivity"], tuple(row["groups"])),
            about=About(**{name: tuple(codes) for name, codes in row["about"].items()}),
            evidence=row["evidence"],
        )


def _metadata(row: Mapping[str, Any]) -> Metadata:
    """The metadata of a row; a catalog written before there were guidance and stated relations holds none."""
    return Metadata(
        **{name: row[name] for name in _METADATA},
        symbols=tuple(row["symbols"]),
        guidance=Guidance(**(row["guidance"] or {})),
        stated=tuple(Stated(**found) for found in row["stated"] or ()),
    )


_PLAIN = (
    "id",
    "path",
    "root",
    "sha256",
    "size",
    "modified",
    "pipeline",
    "read_at",
    "outcome",
    "reason",
    "format",
    "version",
    "revision",
    "removed_at",
)
_METADATA = ("title", "date", "doc_type", "originator", "language", "pages")


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage of the catalog: its id, its document, its place, and what was recognised in it."""

    id: str
    document_id: str
    ordinal: int
    passage: Passage
    annotations: tuple[Annotation, ...]
    about: About
    judgement: Judgement

    @property
    def inferred(self) -> tuple[str, ...]:
        """The operations that only place and date tell."""
        return self._annotated("mission", "mission.inferred")

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions that the passage names."""
        return self._annotated("region")

    def _annotated(self, vocabulary: str, rule: str = "") -> tuple[str, ...]:
        found = (one for one in self.annotations if one.vocabulary == vocabulary and one.rule.startswith(rule))
        return tuple(dict.fromkeys(one.code for one in found if one.code))

    def as_row(self) -> dict[str, Any]:
        """The passage's row in the catalog."""
        row = {name: getattr(self.passage, name) for name in _PASSAGE}
        return row | {
            "id": self.id,
            "document_id": self.document_id,
            "ordinal": self.ordinal,
            "heading": list(self.passage.heading),
            "countries": list(self.about.country),
            "missions": list(self.about.mission),
            "themes": list(self.about.theme),
            "annotations": [[a.start, a.end, a.vocabulary, a.code, a.label, a.rule] for a in self.annotations],
            **asdict(self.judgement),
            "statement": self.judgement.statement.as_dict(),
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "StoredPassage":
        """The passage of a row."""
        text = row["text"]
        return cls(
            id=row["id"],
            document_id=row["document_id"],
            ordinal=row["ordinal"],
            passage=Passage(**{name: row[name] for name in _PASSAGE}, heading=tuple(row["heading"])),
            annotations=tuple(Annotation(a[0], a[1], text[a[0] : a[1]], *a[2:]) for a in row["annotations"]),
            about=About(tuple(row["countries"]), tuple(row["missions"]), tuple(row["themes"])),
            judgement=_judgement(row),
        )


def _judgement(row: Mapping[str, Any]) -> Judgement:
    stated = Statement.from_dict(row["statement"])
    return Judgement(row["kind"], row["polarity"], row["confidence"], row["rule"], stated)


_PASSAGE = ("text", "page", "page_end", "page_label", "paragraph", "part", "layout", "ocr", "start", "end", "language")


def stored_passages(document_id: str, passages: Sequence[RecognisedPassage]) -> list[StoredPassage]:
    """Give each passage its id: the document's, a hash of its normalised text, and the occurrence where it repeats.

    The id survives a new version of the document in which the passage's words are the same.
    """
    seen: Counter[str] = Counter()
    stored = []
    for ordinal, found in enumerate(passages):
        key = passage_key(found.passage.text)
        seen[key] += 1
        identity = f"{document_id}-{key}" + (f"-{seen[key]}" if seen[key] > 1 else "")
        stored.append(
            StoredPassage(
                identity, document_id, ordinal, found.passage, found.annotations, found.about, found.judgement
            )
        )
    return stored


def passage_key(text: str) -> str:
    """Hash the words of a text, letters and digits only: 40 bits, enough within one document."""
    return hashlib.sha256(_SPACE.sub(" ", text.casefold()).strip().encode()).hexdigest()[:10]


def part_row(document_id: str, ordinal: int, part: Part) -> dict[str, Any]:
    """The row of a part."""
    return {"document_id": document_id, "ordinal": ordinal, **asdict(part)}
