"""A small collection made for the tests of the page: its files, its catalog and its index, without any reading."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from lessons.access import AccessLabel
from lessons.engines.registry import engine
from lessons.generation import build_generation
from lessons.home import Home
from lessons.records import About, Annotation, Judgement, Kind, Metadata, Part, Passage, RecognisedPassage
from lessons.storage.catalog import Catalog, now
from lessons.storage.rows import Document, stored_passages

REPORT = "a" * 12
NOTE = "b" * 12
PAGE = "c" * 12
SECRET = "d" * 12
BROKEN = "e" * 12
LONG = "f" * 12
COUNTRIES = ("LBR", "SLE", "HTI", "MLI", "SDN", "SSD", "CAF", "COD", "TCD", "CIV", "BDI", "KHM")


@dataclass(frozen=True)
class Line:
    """A passage of the sample, short enough to write in one line."""

    text: str
    kind: Kind = "narrative"
    countries: tuple[str, ...] = ("LBR",)
    missions: tuple[str, ...] = ("UNMIL",)
    themes: tuple[str, ...] = ("security.ddr",)
    page: int | None = None
    paragraph: str | None = None
    heading: tuple[str, ...] = ("Findings",)
    part: int = 0
    found: tuple[Annotation, ...] = field(default=())


def _annotation(text: str, words: str, vocabulary: str, code: str, label: str) -> Annotation:
    start = text.index(words)
    return Annotation(start, start + len(words), words, vocabulary, code, label, f"{vocabulary}.name")


CAMPS = "Cantonment sites in Liberia should open only when <b>water</b>, food & shelter are in place."
LINES = {
    REPORT: [
        Line(
            CAMPS,
            "recommendation",
            page=1,
            paragraph="1",
            found=(
                _annotation(
                    CAMPS, "Cantonment sites", "theme", "security.ddr", "Disarmament, demobilization and reintegration"
                ),
                _annotation(CAMPS, "Liberia", "country", "LBR", "Liberia"),
            ),
        ),
        Line(
            "The first camp had to close after nine days because too many fighters came.",
            "challenge",
            page=1,
            paragraph="2",
        ),
        Line("Payment in two instalments kept the camps calm.", "good_practice", page=2, paragraph="3"),
        Line("Buses left the camps every morning at six.", page=2, paragraph="4"),
        Line(
            "The Government asks for the same support to its reserve camps.", page=3, paragraph="1", part=1, heading=()
        ),
    ],
    NOTE: [
        Line(
            f"Camp number {number} was handed over to the community of the district.",
            "lesson" if number % 3 else "narrative",
            (COUNTRIES[number % len(COUNTRIES)],),
            ("UNMISS",),
            ("mission.transition",),
            paragraph=str(number),
        )
        for number in range(1, 25)
    ],
    PAGE: [
        Line(
            "Elections need a register of voters that people trust.",
            "lesson",
            ("KHM",),
            ("UNTAC",),
            ("politics.elections",),
        )
    ],
    SECRET: [
        Line(
            "The zanzibarium convoy left the camps by the northern road.",
            "lesson",
            ("MLI",),
            ("MINUSMA",),
            ("security.crime",),
        )
    ],
    LONG: [
        Line(
            f"Paragraph {number} tells how a patrol went. " + "The road was long and the river was high. " * 12,
            countries=("COD",),
            missions=("MONUSCO",),
            themes=("security.military",),
            paragraph=str(number),
        )
        for number in range(1, 121)
    ],
}


def pdf(path: Path, pages: int = 3) -> None:
    """Write a small PDF."""
    canvas = Canvas(str(path), invariant=True)
    for page in range(1, pages + 1):
        canvas.drawString(72, 720, f"Page {page} of the report on camps")
        canvas.showPage()
    canvas.save()


def write_files(folder: Path) -> None:
    """Write the original files."""
    folder.mkdir()
    pdf(folder / "report.pdf")
    (folder / "note.txt").write_text("Camp number 1 was handed over.\nÀ bientôt.", encoding="utf-8")
    (folder / "page.html").write_text("<html><script>alert(1)</script><p>Elections</p></html>", encoding="utf-8")
    (folder / "secret.txt").write_text("The zanzibarium convoy.", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "long.md").write_text("Patrols", encoding="utf-8")


def documents(folder: Path) -> list[Document]:
    """The documents of the catalog."""
    report = Metadata(
        "Camps: <i>an</i> after-action review", ("S/2004/123",), "2004-11-30", "after_action_review", "mission", "en", 3
    )
    note = Metadata("Handover of camps", (), "2012-03", "handover_note", "mission", "en")
    return [
        _document(REPORT, folder / "report.pdf", "pdf", report, evidence={"LBR": "in the title, in 4 of 5 passages"}),
        _document(NOTE, folder / "note.txt", "text", note),
        _document(
            PAGE,
            folder / "page.html",
            "html",
            Metadata("Elections in Cambodia", (), "1993", "seminar_note", None, "en"),
        ),
        _document(
            SECRET,
            folder / "secret.txt",
            "text",
            Metadata("Convoys", (), "2014", "note", "mission", "en"),
            access=AccessLabel.of("confidential", ["planners"]),
        ),
        _document(
            BROKEN,
            folder / "broken.pdf",
            None,
            Metadata(),
            outcome="rejected",
            reason="encrypted: save it without a password",
        ),
        _document(LONG, folder / "long.md", "markdown", Metadata(None, (), None, None, None, "en")),
    ]


def _document(identity: str, path: Path, kind: str | None, metadata: Metadata, **more: object) -> Document:
    data, status = path.read_bytes(), path.stat()
    about = About(("LBR",), ("UNMIL",), ("security.ddr",)) if identity == REPORT else About()
    return Document(
        identity,
        str(path),
        str(path.parent),
        hashlib.sha256(data).hexdigest(),
        status.st_size,
        status.st_mtime_ns,
        "test",
        now(),
        format=kind,
        metadata=metadata,
        about=about,
        **more,  # type: ignore[arg-type]
    )


def recognised(line: Line) -> RecognisedPassage:
    """A line as the recognition would give it."""
    passage = Passage(
        line.text, line.page, line.page, str(line.page) if line.page else None, line.paragraph, line.part, line.heading
    )
    judgement = Judgement(line.kind, "none", 0.8, "none" if line.kind == "narrative" else "modal.should")
    return RecognisedPassage(passage, line.found, About(line.countries, line.missions, line.themes), judgement)


PARTS = {REPORT: [Part("report", "report"), Part("annex", "annex I", "letter", "member_state")]}


def build(place: Path) -> Home:
    """Make the whole collection; returns its home."""
    folder = place / "reports"
    write_files(folder)
    home = Home(place / "home")
    home.create()
    with Catalog(home.catalog, create=True) as catalog:
        catalog.add_root(str(folder))
        for document in documents(folder):
            stored = stored_passages(document.id, [recognised(line) for line in LINES.get(document.id, [])])
            catalog.store(document, PARTS.get(document.id, [Part("report", "report")]), stored)
        build_generation(home.index, catalog, engine("whoosh"))
    return home
