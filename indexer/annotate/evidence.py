"""What a document as a whole says for one reading of an ambiguous name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from indexer.annotate.gazetteer import Sighting
from lessons.vocabulary.missions import missions

_ENOUGH = 3
# The seat and the many states of a regional or an envoy's office say nothing of one ambiguous name.
_MANY_STATES = frozenset({"regional_office", "envoy", "support_office"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often each country is surely named, the operations that are named, and each bare ambiguous name's count."""

    countries: Counter[str] = field(default_factory=Counter)
    bare: Counter[str] = field(default_factory=Counter)
    language: str | None = None

    def best(self, codes: Iterable[str]) -> str | None:
        """The code of several that the document names most, None where it names none."""
        known = [code for code in codes if self.countries[code]]
        return max(known, key=lambda code: self.countries[code]) if known else None

    def frequent(self, code: str) -> bool:
        """Tell whether the bare name stands in the document often enough to be the country."""
        return self.bare[code] >= _ENOUGH


def gather(sightings: Iterable[Sighting], language: str | None = None) -> Evidence:
    """Count the sure names of countries, the host states of operations named, and bare ambiguous short names."""
    evidence = Evidence(language=language)
    for sighting in sightings:
        if sighting.choice.vocabulary == "mission" and sighting.choice.sure:
            operation = missions()[sighting.choice.codes[0]]
            evidence.countries.update(() if operation.type in _MANY_STATES else operation.countries)
        elif sighting.choice.vocabulary == "country":
            counter = evidence.countries if sighting.choice.sure else evidence.bare
            counter.update(sighting.choice.codes)
    return evidence
