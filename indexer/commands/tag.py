"""``lessons tag``: what the annotator finds in a plain text."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import click

from indexer.annotate.annotator import Annotator
from indexer.commands.argument import read_text
from indexer.metadata import language
from indexer.plain import passages_of
from indexer.recognise import Recogniser
from lessons.commands.options import as_json, with_settings
from lessons.records import Annotation, Metadata, Recognition
from lessons.settings import Settings


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option(
    "--names",
    type=click.Choice(["model", "rules"]),
    default="model",
    show_default=True,
    help="Find persons and unlisted organizations by the tagger and rules, or by rules alone.",
)
@as_json
@with_settings
def tag(_settings: Settings, file: str, names: str, json_output: bool) -> None:
    """Find countries, missions, themes, persons, organizations and dates in the plain text FILE."""
    text = read_text(file)
    passages = passages_of(text)
    spoken = language.identify([passage.text for passage in passages]) if passages else None
    recogniser = Recogniser(Annotator() if names == "rules" else None)
    recognition = recogniser.recognise(Metadata(language=spoken), (), passages)
    if json_output:
        click.echo(json.dumps(as_dict(recognition), ensure_ascii=False))
    else:
        click.echo("\n".join(lines(recognition)))


def found(recognition: Recognition) -> Iterator[Annotation]:
    """The spans of all passages, placed in the whole text; what a passage only inherits has no span."""
    for recognised in recognition.passages:
        offset = recognised.passage.start
        for annotation in recognised.annotations:
            if annotation.end > annotation.start:
                yield replace(annotation, start=annotation.start + offset, end=annotation.end + offset)


def as_dict(recognition: Recognition) -> dict[str, Any]:
    """The JSON shape of the command line."""
    annotations = [
        {"start": one.start, "end": one.end, "text": one.text, "vocabulary": one.vocabulary, "code": one.code,
         "label": one.label, "rule": one.rule}
        for one in found(recognition)
    ]  # fmt: skip
    return {"annotations": annotations, "about": recognition.about.as_dict()}


def lines(recognition: Recognition) -> Iterator[str]:
    """The same for people."""
    for one in found(recognition):
        code = one.code or "-"
        text = " ".join(one.text.split())
        yield f"{one.start:>6}-{one.end:<6} {one.vocabulary:<12} {code:<24} {text}  ({one.rule})"
    for vocabulary, codes in recognition.about.as_dict().items():
        reasons = "; ".join(f"{code} ({recognition.evidence[code]})" for code in codes)
        yield f"About {vocabulary}: {reasons or 'none'}"
