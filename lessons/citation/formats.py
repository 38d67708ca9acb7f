"""The forms in which results are cited, by the name that the command line and the page use."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lessons.citation.bibtex import bibtex
from lessons.citation.csl import csl
from lessons.citation.footnote import footnotes
from lessons.citation.ris import ris
from lessons.citation.source import Source, source


@dataclass(frozen=True, slots=True)
class CitationFormat:
    """A form of citation: its name, label, ending and media type, and how it is written."""

    name: str
    label: str
    ending: str
    media: str
    write: Callable[[list[Source]], str]


FORMATS = {
    one.name: one
    for one in (
        CitationFormat("footnote", "Footnote", "txt", "text/plain", footnotes),
        CitationFormat("ris", "RIS", "ris", "application/x-research-info-systems", ris),
        CitationFormat("bibtex", "BibTeX", "bib", "application/x-bibtex", bibtex),
        CitationFormat("csl-json", "CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", csl),
    )
}
BY_ENDING = {one.ending: one for one in FORMATS.values()}


def cite(records: Iterable[Mapping[str, Any]], name: str) -> str:
    """Records of passages or documents in the form of this name, each as often as it is given."""
    return FORMATS[name].write([source(record) for record in records])
