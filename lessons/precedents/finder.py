"""From a situation to its precedents: passages of other missions, compared, grouped, with counter-examples."""

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lessons.access import Reader
from lessons.analysis import tokens
from lessons.generation import View
from lessons.precedents.comparison import compare, traits_of_passage, traits_of_situation
from lessons.precedents.counter import counter_examples
from lessons.precedents.grouping import distinct, taught
from lessons.precedents.pool import Asking, Pool, Scored
from lessons.precedents.reasons import reasons
from lessons.precedents.results import Precedent, Precedents
from lessons.precedents.situation import Situation
from lessons.precedents.standing import Record, Standing, Towards, is_member_states
from lessons.precedents.teaching import TEACHING, matter
from lessons.records import About
from lessons.relations.recurrence import groups_with
from lessons.search.results import Result
from lessons.search.snippet import snippet
from lessons.settings import PAGE_SIZE
from lessons.storage.catalog import Catalog

APART = 5
"""Passages shown of the planner's own country, and of no mission."""
SURE, SPOKEN_OF = 0.5, 3
"""Confidence of a counter-example, and key terms that it holds: at less, "a surplus was drawn down" spoke against a
lesson on the drawdown of a mission."""
DEEP_ENOUGH = 2
"""Times the wanted number that must be left of other missions: some of them say the same."""


class Finder:
    """Finds precedents in what one reader may see."""

    def __init__(self, view: View, catalog: Catalog, reader: Reader) -> None:
        self._view, self._catalog, self._reader = view, catalog, reader
        self._abouts: dict[str, About] = {}

    def find(self, situation: Situation, *, size: int = PAGE_SIZE, member_states: bool = False) -> Precedents:
        """The precedents of a situation; what Member States say of themselves only with `member_states`."""
        started = time.perf_counter()
        towards = Towards(situation, self._about)

        def keep(record: Record) -> bool:
            return record["layout"] != "title" and (member_states or not is_member_states(record))

        def enough(found: Pool) -> bool:
            return len(_sorted_out(found.passages, towards, situation)["other"]) >= DEEP_ENOUGH * size

        asking = Asking(self._view, situation, towards, keep)
        found = asking.pool(enough)
        standing = _sorted_out(found.passages, towards, situation)
        make = _Making(self._view, situation, towards, found)
        main = [make.precedent(*one) for one in distinct(standing["other"], size)]
        candidates = [*found.passages, *asking.opposites()] if main else []
        others = [
            one.record
            for one in candidates
            if towards.standing(one.record) in ("other", "no_mission") and make.speaks_to(one.record)
        ]
        return Precedents(
            situation,
            self._completed(counter_examples(main, others)),
            tuple(make.precedent(*one) for one in distinct(standing["family"], APART)),
            tuple(make.precedent(*one) for one in distinct(standing["no_mission"], APART)),
            (time.perf_counter() - started) * 1000,
            self._view.engine,
        )

    def _completed(self, found: Sequence[Precedent]) -> tuple[Precedent, ...]:
        """The precedents with what is known of their recurrence."""
        recurring = groups_with(self._catalog, self._reader, [one.record["id"] for one in found])
        return tuple(
            replace(one, recurrence=recurring[one.record["id"]].brief()) if one.record["id"] in recurring else one
            for one in found
        )

    def _about(self, document_id: str) -> About:
        if document_id not in self._abouts:
            document = self._catalog.document(document_id)
            self._abouts[document_id] = document.about if document else About()
        return self._abouts[document_id]


def _sorted_out(found: Iterable[Scored], towards: Towards, situation: Situation) -> dict[Standing, list[Scored]]:
    """The passages by where they stand; where the planner has no mission, those of no mission among the others'.

    Without them two of seven situations lose what answers them (0.604 to 0.502 of nDCG@10, `benchmarks/precedents.py`).
    """
    sorted_out: dict[Standing, list[Scored]] = defaultdict(list)
    for one in found:
        standing = towards.standing(one.record)
        among_others = standing == "no_mission" and not situation.missions
        sorted_out["other" if among_others else standing].append(one)
    return sorted_out


class _Making:
    """Makes precedents of scored passages."""

    def __init__(self, view: View, situation: Situation, towards: Towards, found: Pool) -> None:
        self._situation, self._towards = situation, towards
        self._mine = traits_of_situation(situation)
        self._terms = {
            term.term: frozenset([*view.lexicon.terms(term.term), *(token.term for token in tokens(term.term))])
            for term in situation.terms
        }
        # Of the words of the prose ("about", "three", "place") only the key terms tell why.
        self._highlights = frozenset().union(*self._terms.values()) or found.highlights

    def precedent(self, one: Scored, alike: Sequence[str] = ()) -> Precedent:
        """A passage with its comparison and reasons."""
        record = one.record
        missions = self._towards.missions(record)
        about = self._towards.about_of(record["document_id"]).theme if record["doc_type"] in TEACHING else ()
        theirs = traits_of_passage(record, missions, matter(about))
        verdicts = compare(self._mine, theirs)
        matched = self._matched(record)
        cut = snippet(record["text"], self._highlights, record["language"] or "en")
        return Precedent(
            result=Result(record, one.score, cut),
            group=taught(record, self._situation.themes),
            standing=self._towards.standing(record),
            missions=missions,
            comparison=verdicts,
            reasons=tuple(reasons(self._mine, theirs, verdicts, matched)),
            matched=tuple(matched),
            alike=tuple(alike),
        )

    def speaks_to(self, record: Record) -> bool:
        """Whether a passage speaks of the situation so far that it can be held against its precedents."""
        return record["confidence"] >= SURE and len(self._matched(record)) >= min(SPOKEN_OF, len(self._terms))

    def _matched(self, record: Record) -> list[str]:
        """The key terms that a passage holds, weightiest first; of several forms of a word one."""
        texts = (record["text"], *record["heading"])
        held = {token.term for text in texts for token in tokens(text, record["language"] or "en")}
        told: dict[str, str] = {}
        for word, terms in self._terms.items():
            if not held.isdisjoint(terms):
                told.setdefault(min(held & terms), word)
        return list(told.values())
