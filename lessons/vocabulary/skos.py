"""The vocabularies as SKOS: concept schemes with labels in three languages, hierarchy, succession, dates and matches.

Countries are linked to the regions that hold them, operations to their host states, to what they replaced and to what
replaced them, themes to the concepts of the UNBIS Thesaurus that mean the same or nearly so.
"""

from collections.abc import Callable, Iterable
from datetime import date
from urllib.parse import quote

from rdflib import DCTERMS, RDF, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef

from lessons.vocabulary.countries import countries, regions
from lessons.vocabulary.missions import Mission, missions
from lessons.vocabulary.model import Vocabulary
from lessons.vocabulary.phases import phases
from lessons.vocabulary.registry import vocabulary
from lessons.vocabulary.themes import concepts, scopes

BASE = "urn:lessons:vocabulary:"
"""Codes are stable names without a host that would have to answer for them."""
TITLES = {
    "country": "Countries and territories",
    "region": "Regions and sub-regions",
    "mission": "Peace operations",
    "theme": "Themes of peace operations",
}
UNBIS = "unbis"
LANGUAGES = ("en", "fr", "es", "ru", "pt")
SCHEMA = Namespace("https://schema.org/")
_DAY, _YEAR = len("2014-05-01"), len("2014")


def turtle(names: Iterable[str] = tuple(TITLES)) -> str:
    """The vocabularies of these names in Turtle."""
    return graph(names).serialize(format="turtle")


def graph(names: Iterable[str] = tuple(TITLES)) -> Graph:
    """The vocabularies of these names as a graph."""
    found = Graph()
    found.bind("skos", SKOS)
    found.bind("dcterms", DCTERMS)
    found.bind("schema", SCHEMA)
    for name in names:
        _scheme(found, name, TITLES[name])
        words = vocabulary(name)
        for code in words.codes():
            _concept(found, words, code)
            _KINDS[name](found, code, uri(name, code))
    return found


def uri(name: str, code: str = "") -> URIRef:
    """The name of a concept, or of its scheme."""
    return URIRef(f"{BASE}{name}" + (f":{quote(code, safe='')}" if code else ""))


def _scheme(found: Graph, name: str, title: str) -> None:
    found.add((uri(name), RDF.type, SKOS.ConceptScheme))
    found.add((uri(name), DCTERMS.title, Literal(title, lang="en")))


def _concept(found: Graph, words: Vocabulary, code: str) -> None:
    """A concept with one preferred label in each language and every other name, also without a language."""
    one = uri(words.name, code)
    found.add((one, RDF.type, SKOS.Concept))
    found.add((one, SKOS.inScheme, uri(words.name)))
    found.add((one, SKOS.notation, Literal(code)))
    preferred = words.labels(code)
    for language, label in preferred.items():
        found.add((one, SKOS.prefLabel, Literal(label, lang=language)))
    for name in words.names(code):
        if name.text == preferred.get(name.language) or name.type in {"place", "capital", "venue", "demonym"}:
            continue
        found.add((one, SKOS.altLabel, Literal(name.text, lang=name.language if name.language in LANGUAGES else None)))


def _country(found: Graph, code: str, one: URIRef) -> None:
    found.add((one, SKOS.topConceptOf, uri("country")))
    for region in regions().values():
        if code in region.countries:
            found.add((one, SKOS.broadMatch, uri("region", region.code)))
    for name in vocabulary("country").names(code):
        if name.type == "former":
            note = BNode()
            found.add((one, SKOS.historyNote, note))
            found.add((note, RDF.value, Literal(name.text, lang=name.language)))
            _dated(found, note, SCHEMA.startDate, name.start)
            _dated(found, note, SCHEMA.endDate, name.end)
    if countries()[code].alpha2:
        found.add((one, SKOS.notation, Literal(countries()[code].alpha2)))


def _region(found: Graph, code: str, one: URIRef) -> None:
    parent = regions()[code].parent
    if parent:
        found.add((one, SKOS.broader, uri("region", parent)))
        found.add((uri("region", parent), SKOS.narrower, one))
    else:
        found.add((one, SKOS.topConceptOf, uri("region")))


def _mission(found: Graph, code: str, one: URIRef) -> None:
    mission = missions()[code]
    found.add((one, SCHEMA.parentOrganization, Literal(mission.lead_body)))
    found.add((one, DCTERMS.type, Literal(mission.type)))
    _dated(found, one, SCHEMA.startDate, mission.start)
    _dated(found, one, SCHEMA.endDate, mission.end)
    for country in mission.countries:
        found.add((one, DCTERMS.spatial, uri("country", country)))
    _succession(found, mission, one)
    for phase in phases().get(code, ()):
        note = BNode()
        found.add((one, SKOS.historyNote, note))
        found.add((note, RDF.value, Literal(phase.code)))
        for source in filter(None, (phase.source, phase.end_source)):
            found.add((note, DCTERMS.source, Literal(source)))
        _dated(found, note, SCHEMA.startDate, phase.start)
        _dated(found, note, SCHEMA.endDate, phase.end)


def _succession(found: Graph, mission: Mission, one: URIRef) -> None:
    for earlier in mission.predecessors:
        found.add((one, DCTERMS.replaces, uri("mission", earlier)))
    for later in mission.successors:
        found.add((one, DCTERMS.isReplacedBy, uri("mission", later)))
    if mission.part_of:
        found.add((one, SKOS.broader, uri("mission", mission.part_of)))
        found.add((uri("mission", mission.part_of), SKOS.narrower, one))
    else:
        found.add((one, SKOS.topConceptOf, uri("mission")))


def _theme(found: Graph, code: str, one: URIRef) -> None:
    parent = vocabulary("theme").parent(code)
    if parent:
        found.add((one, SKOS.broader, uri("theme", parent)))
        found.add((uri("theme", parent), SKOS.narrower, one))
    else:
        found.add((one, SKOS.topConceptOf, uri("theme")))
    if scopes()[code]:
        found.add((one, SKOS.scopeNote, Literal(scopes()[code], lang="en")))
    for concept in concepts().get(code, ()):
        other = uri(UNBIS, concept.label)
        found.add((one, SKOS.exactMatch if concept.match == "exact" else SKOS.closeMatch, other))
        if (other, RDF.type, SKOS.Concept) not in found:
            _unbis(found, other, concept.labels)


def _unbis(found: Graph, other: URIRef, labels: dict[str, str]) -> None:
    if (uri(UNBIS), RDF.type, SKOS.ConceptScheme) not in found:
        _scheme(found, UNBIS, "UNBIS Thesaurus")
    found.add((other, RDF.type, SKOS.Concept))
    found.add((other, SKOS.inScheme, uri(UNBIS)))
    for language, label in labels.items():
        found.add((other, SKOS.prefLabel, Literal(label, lang=language)))


def _dated(found: Graph, one: URIRef | BNode, predicate: URIRef, iso: str | None) -> None:
    """A date as exact as it is known: a day, a month or a year."""
    if iso:
        kind = XSD.date if len(iso) == _DAY else XSD.gYear if len(iso) == _YEAR else XSD.gYearMonth
        value = Literal(date.fromisoformat(iso)) if kind == XSD.date else Literal(iso, datatype=kind)
        found.add((one, predicate, value))


_KINDS: dict[str, Callable[[Graph, str, URIRef], None]] = {
    "country": _country,
    "region": _region,
    "mission": _mission,
    "theme": _theme,
}
