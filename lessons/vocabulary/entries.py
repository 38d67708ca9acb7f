"""What is known of a code beyond its label, in the JSON shape of ``lessons vocab``."""

from collections.abc import Callable

from lessons.vocabulary.countries import countries, region_family, regions, regions_of
from lessons.vocabulary.missions import missions, predecessors_of, successors_of
from lessons.vocabulary.model import Vocabulary
from lessons.vocabulary.phases import phases
from lessons.vocabulary.profiles import profile
from lessons.vocabulary.themes import concepts, scopes


def entry(words: Vocabulary, code: str) -> dict[str, object]:
    """What is known of a code, in the JSON shape of the command line."""
    known: dict[str, object] = {"code": code, "label": words.label(code), "labels": words.labels(code)}
    return {**known, "aliases": list(words.aliases(code)), **_KINDS[words.name](words, code)}


def _country(words: Vocabulary, code: str) -> dict[str, object]:
    country = countries()[code]
    former = [
        {"name": name.text, "language": name.language, "start": name.start or None, "end": name.end or None}
        for name in words.names(code)
        if name.type == "former"
    ]
    return {
        "alpha2": country.alpha2, "kind": country.kind, "region": country.region, "regions": list(regions_of(code)),
        "former": former,
    }  # fmt: skip


def _region(_words: Vocabulary, code: str) -> dict[str, object]:
    region = regions()[code]
    children = [other.code for other in regions().values() if other.parent == code]
    return {
        "parent": region.parent or None, "parents": list(region_family(code)[1:]), "children": children,
        "countries": list(region.countries),
    }  # fmt: skip


def _mission(_words: Vocabulary, code: str) -> dict[str, object]:
    mission, about = missions()[code], profile(code)
    return {
        "countries": list(mission.countries), "start": mission.start, "end": mission.end,
        "predecessors": list(mission.predecessors), "successors": list(mission.successors),
        "chain": {"before": list(predecessors_of(code)), "after": list(successors_of(code))},
        "lead_body": mission.lead_body, "type": mission.type, "part_of": mission.part_of,
        "regions": list(about.regions) if about else [], "components": list(about.components) if about else [],
        "tasks": list(about.tasks) if about else [],
        "phases": [
            {
                "phase": one.code, "start": one.start, "end": one.end or None,
                "source": one.source, "end_source": one.end_source or None,
            }
            for one in phases().get(code, ())
        ],
    }  # fmt: skip


def _theme(words: Vocabulary, code: str) -> dict[str, object]:
    return {
        "scope": scopes()[code], "parent": words.parent(code), "children": list(words.children(code)),
        "unbis": [{"term": one.label, "match": one.match} for one in concepts().get(code, ())],
    }  # fmt: skip


_KINDS: dict[str, Callable[[Vocabulary, str], dict[str, object]]] = {
    "country": _country,
    "region": _region,
    "mission": _mission,
    "theme": _theme,
}
NAMES = tuple(_KINDS)
"""The vocabularies that ``lessons vocab`` lists."""
