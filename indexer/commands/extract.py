"""``lessons extract``: a document as read and recognised, without storing it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from indexer.child import Reader
from indexer.formats.source import Limits
from indexer.recognise import Recogniser
from indexer.scan import fingerprint
from lessons.commands.options import as_json, with_settings
from lessons.errors import UserError
from lessons.indexing import passage_phase
from lessons.records import Reading, Recognition
from lessons.settings import Settings
from lessons.storage.rows import stored_passages


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@as_json
@with_settings
def extract(_settings: Settings, files: tuple[Path, ...], json_output: bool) -> None:
    """Read each FILE and print what was read and recognised; nothing is stored."""
    missing = [file for file in files if not file.is_file()]
    if missing:
        raise UserError(f"{missing[0]} is not a file: give files, for folders use `lessons index`")
    for found in extracted(files):
        if json_output:
            click.echo(json.dumps(found, ensure_ascii=False))
        else:
            click.echo("\n".join(lines(found)))


def extracted(files: tuple[Path, ...]) -> Iterator[dict[str, Any]]:
    """Each file in the JSON shape of the command line."""
    reader, recogniser = Reader(Limits()), Recogniser()
    try:
        for file in files:
            reading = reader.read(file.absolute())
            recognition = recogniser.recognise(reading.metadata, reading.parts, reading.passages)
            yield as_dict(file, fingerprint(file), reading, recognition)
    finally:
        reader.close()


def as_dict(file: Path, sha256: str, reading: Reading, recognition: Recognition) -> dict[str, Any]:
    """One document and its passages."""
    metadata = reading.metadata
    document = {
        "title": metadata.title,
        "symbol": metadata.symbol,
        "symbols": list(metadata.symbols),
        "date": metadata.date,
        "doc_type": metadata.doc_type,
        "originator": metadata.originator,
        "language": metadata.language,
        "pages": metadata.pages,
        "sha256": sha256,
        "outcome": reading.outcome,
        "outcome_reason": reading.reason,
        "about": recognition.about.as_dict(),
        "evidence": dict(recognition.evidence),
    }
    passages = [
        {
            "id": stored.id,
            "text": stored.passage.text,
            "page": stored.passage.page,
            "page_end": stored.passage.page_end,
            "page_label": stored.passage.page_label,
            "paragraph": stored.passage.paragraph,
            "part": reading.parts[stored.passage.part].label if reading.parts else None,
            "heading": list(stored.passage.heading),
            "layout": stored.passage.layout,
            "ocr": stored.passage.ocr,
            "kind": stored.judgement.kind,
            "polarity": stored.judgement.polarity,
            "confidence": stored.judgement.confidence,
            "rule": stored.judgement.rule,
            **stored.judgement.statement.as_dict(),
            "countries": list(stored.about.country),
            "missions": list(stored.about.mission),
            "missions_inferred": list(stored.inferred),
            "regions": list(stored.regions),
            "phase": passage_phase(stored, metadata.date),
            "themes": list(stored.about.theme),
        }
        for stored in stored_passages(sha256[:12], recognition.passages)
    ]
    return {"file": str(file), "document": document, "passages": passages}


def lines(found: dict[str, Any]) -> list[str]:
    """The same for people."""
    document = found["document"]
    shown = [found["file"], *(f"  {name:<15}{value}" for name, value in document.items() if value)]
    for passage in found["passages"]:
        place = " ".join(f"{name} {passage[name]}" for name in ("page", "paragraph") if passage[name])
        shown.append(f"  [{place or passage['layout']}] {passage['kind']}: {passage['text']}")
    return shown
