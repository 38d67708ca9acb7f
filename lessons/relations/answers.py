"""Which passage answers which recommendation: a management response, or the paragraph after the recommendation."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from lessons.relations.alike import jaccard
from lessons.relations.response_rows import rows_of
from lessons.relations.teaching import content_words
from lessons.storage.relations import AnswerTo
from lessons.storage.rows import Document, StoredPassage

REACH = 8
"""How many passages after a recommendation its answer may stand: the board's reasons and a table come in between."""
SAME_RECOMMENDATION = 0.5
"""How alike a recommendation and its repetition in the response must be."""
_NAMED = r"(?:recommendations?|recommandations?|recomendaci[oó]n(?:es)?)"
_NUMBERED = re.compile(rf"\b{_NAMED}\s*(?:nos?\.?|n[°º]|#)?\s*(\d{{1,3}}(?:\.\d{{1,2}})*)\b(?:\s?\(([a-z])\))?", re.I)
_IN_PARAGRAPH = re.compile(
    rf"\b{_NAMED}\b[\w\s]{{0,30}}\b(?:in|at|of|au|en el)\s(?:paragraph|para\.|paragraphe|párrafo)\s(\d{{1,3}})\b", re.I
)
_THIS = re.compile(
    r"\b(?:this|the|cette|la|esta)\s(?:above\s|same\s|audit\s|evaluation\s)*(?:recommendation|recommandation|recomendaci[oó]n)\b"
    r"|\b(?:these|both|ces|estas)\s(?:two\s)?(?:recommendations|recommandations|recomendaciones)\b"
    r"|\bmanagement response\b"
    r"|^(?:management|the administration|l.administration|la administraci[oó]n)\b(?!.*\brecommendations\b)"
    r"|\bthe (?:board|committee|office|inspector)[’'\w\s]{0,30}recommendation\b",
    re.I | re.S,
)
"""Words that point back at a recommendation without its number."""
_BELOW = re.compile(r"\b(?:below|following|ci-après|suivantes|siguientes|a continuación)\b", re.I)
"""Words by which an answer is given to all the recommendations that it introduces."""


class Response:
    """A document's recommendations and what it says of recommendations, its own or another document's."""

    def __init__(self, document: Document, passages: Sequence[StoredPassage]) -> None:
        self.document = document
        self.recommendations = [stored for stored in passages if _recommends(stored)]
        self.states = [stored for stored in passages if _states(stored)]
        self.tables = [one for one in passages if one.passage.layout == "table" and rows_of(one.passage.text)]
        self._passages = passages
        self._language = document.metadata.language
        self.numbered: dict[str, list[StoredPassage]] = defaultdict(list)
        for stored in self.recommendations:
            for number in filter(None, (number_of(stored), _paragraph(stored))):
                self.numbered[number].append(stored)

    @property
    def concerned(self) -> bool:
        """Whether there is anything to link."""
        return bool(self.recommendations or self.states or self.tables)

    def within(self) -> list[AnswerTo]:
        """The answers to the document's own recommendations: listed below the answer, by number, or just before it."""
        found = []
        for stored in self.states:
            own = self._listed(stored) or self._by_number(stored) or self._before(stored)
            found += [_answer(other, stored, reason) for other, reason in own if other.id != stored.id]
        return found + self.tabled(self)

    def tabled(self, other: "Response") -> list[AnswerTo]:
        """The answers that the rows of tables give to the recommendations of a document, its own or another."""
        found = []
        for table in self.tables:
            for row in rows_of(table.passage.text):
                asked = other.nearest(row.number, table.ordinal)
                if asked:
                    evidence = f"recommendation {row.number} in a table"
                    found.append(AnswerTo(asked.id, table.id, row.answer, row.implementation, evidence))
        return found

    def to(self, other: "Response") -> list[AnswerTo]:
        """The answers to another document's recommendations: by number, or by the recommendation repeated here."""
        repeated = {answer.recommendation_id: answer.response_id for answer in self.within()}
        by_id = {stored.id: stored for stored in (*self.recommendations, *self.states, *self.tables)}
        found = []
        for stored in self.recommendations:
            reply = by_id[repeated[stored.id]] if stored.id in repeated else stored
            if _states(reply):
                found += [_answer(twin, reply, reason) for twin, reason in other.twins(stored, self._language)]
        found += self.tabled(other)
        answered = {answer.response_id for answer in found}
        for stored in self.states:
            number = number_in(stored.passage.text) or number_of(stored)
            if stored.id not in answered and number:
                found += [_answer(twin, stored, f"recommendation {number}") for twin in other.numbered.get(number, ())]
        return found

    def twins(self, asked: StoredPassage, language: str | None) -> list[tuple[StoredPassage, str]]:
        """The recommendations that another document repeats: the one most alike, else the one of its number."""
        words = content_words(asked, language)
        measured = [
            (jaccard(words, content_words(stored, self._language)), -stored.ordinal, stored)
            for stored in self.recommendations
        ]
        best = max(measured, default=None, key=lambda entry: entry[:2])
        if best and best[0] >= SAME_RECOMMENDATION:
            return [(best[2], f"it repeats {best[0]:.0%} of the recommendation's words")]
        number = number_of(asked)
        return [(stored, f"recommendation {number}") for stored in self.numbered.get(number or "", ())]

    def _listed(self, lead: StoredPassage) -> list[tuple[StoredPassage, str]]:
        """The recommendations that a passage introduces ("the recommendations listed below enjoy the support of")."""
        text = lead.passage.text.rstrip()
        if not _BELOW.search(text) or not text.endswith(":"):
            return []
        return [(stored, "the answer introduces it") for stored in self._after(lead) if _recommends(stored)]

    def _after(self, lead: StoredPassage) -> Iterator[StoredPassage]:
        """The passages that a lead-in introduces: under its heading, until the next paragraph of its own level."""
        level = (lead.passage.paragraph or "").count(".")
        for stored in self._passages[lead.ordinal + 1 :]:
            number = stored.passage.paragraph
            sibling = (
                number and number[:1].isdigit() and stored.passage.layout == "paragraph" and number.count(".") <= level
            )
            if stored.passage.heading != lead.passage.heading or sibling:
                return
            yield stored

    def _by_number(self, stored: StoredPassage) -> list[tuple[StoredPassage, str]]:
        """The nearest recommendation of the number that a passage names; one that is made there is not meant."""
        number = None if _recommends(stored) else number_in(stored.passage.text)
        nearest = self.nearest(number, stored.ordinal)
        return [(nearest, f"recommendation {number}")] if nearest else []

    def nearest(self, number: str | None, ordinal: int) -> StoredPassage | None:
        """The recommendation of a number that is nearest to a place: each chapter may count from one."""
        same = [other for other in self.numbered.get(number or "", ()) if other.ordinal != ordinal]
        return min(same, default=None, key=lambda other: (abs(other.ordinal - ordinal), other.ordinal))

    def _before(self, stored: StoredPassage) -> list[tuple[StoredPassage, str]]:
        """The recommendation that a passage speaks of as "this recommendation": the last before it."""
        if _recommends(stored) or number_in(stored.passage.text) or not _THIS.search(stored.passage.text):
            return []
        near = [
            other
            for other in self.recommendations
            if 0 < stored.ordinal - other.ordinal <= REACH and _one_section(other, stored)
        ]
        return [(near[-1], "it follows the recommendation")] if near else []


def once(found: Iterable[AnswerTo]) -> list[AnswerTo]:
    """Each pair of recommendation and answer once, as it was found first."""
    first: dict[tuple[str, str], AnswerTo] = {}
    for answer in found:
        first.setdefault((answer.recommendation_id, answer.response_id), answer)
    return [first[key] for key in sorted(first)]


def number_in(text: str) -> str | None:
    """The number of the recommendation that a text's first words name."""
    paragraph = _IN_PARAGRAPH.search(text[:160])
    if paragraph:
        return f"in paragraph {paragraph[1]}"
    match = _NUMBERED.search(text[:160])
    if match is None:
        return None
    return f"{match[1]} ({match[2]})" if match[2] else match[1]


def number_of(stored: StoredPassage) -> str | None:
    """The number under which a recommendation is made or answered, from its first words or the heading above."""
    texts = (stored.passage.text, *stored.passage.heading[-1:])
    return next(filter(None, map(number_in, texts)), None)


def _paragraph(stored: StoredPassage) -> str | None:
    """The number by which "the recommendation in paragraph 13" is meant."""
    return f"in paragraph {stored.passage.paragraph}" if stored.passage.paragraph else None


def _one_section(one: StoredPassage, other: StoredPassage) -> bool:
    """Whether two passages stand under one heading, a last one of their own apart ("Management response")."""
    first, second = one.passage.heading, other.passage.heading
    shared = min(len(first), len(second))
    return first[: max(shared - 1, min(1, shared))] == second[: max(shared - 1, min(1, shared))]


def _recommends(stored: StoredPassage) -> bool:
    return stored.judgement.kind == "recommendation"


def _states(stored: StoredPassage) -> bool:
    statement = stored.judgement.statement
    return bool(statement.answer or statement.implementation)


def _answer(recommendation: StoredPassage, response: StoredPassage, evidence: str) -> AnswerTo:
    statement = response.judgement.statement
    return AnswerTo(recommendation.id, response.id, statement.answer, statement.implementation, evidence)
