"""The facets, declared once: schema, URL, command line and page read this table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow a search: `name` is its URL parameter and JSON key, `vocabulary` what labels its codes."""

    name: str
    label: str
    option: str
    vocabulary: str
    multiple: bool = False
    hierarchical: bool = False


FACETS = (
    Facet("country", "Country", "--country", "country", multiple=True),
    Facet("mission", "Mission", "--mission", "mission", multiple=True),
    Facet("theme", "Theme", "--theme", "theme", multiple=True, hierarchical=True),
    Facet("kind", "Kind of passage", "--kind", "kind"),
    Facet("doc_type", "Document type", "--doc-type", "doc_type"),
    Facet("originator", "Originator", "--originator", "originator"),
    Facet("year", "Year", "--year", "year"),
    Facet("language", "Language", "--language", "language"),
    Facet("status", "Status", "--status", "status"),
    Facet("region", "Region", "--region", "region", multiple=True),
    Facet("phase", "Phase of the mission", "--phase", "phase"),
)

BY_NAME = {facet.name: facet for facet in FACETS}
