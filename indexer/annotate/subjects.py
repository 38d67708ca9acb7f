"""What a document is about: countries, operations and themes, ranked, each with its evidence in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.annotate.inheritance import specific
from indexer.annotate.mentions import ASIDE, NAMED, code_for, listed, sent, weight
from lessons.records import About, Annotation
from lessons.vocabulary.missions import missions
from lessons.vocabulary.registry import vocabulary

TITLE = 12.0
HEADING = 1.5
OPENING = 1.5
_PASSAGE_CAP = 2.0
_OPENING_SHARE = 0.15
_HOST = 0.5
_FEW = 2
_HOSTED = 0.15
_LEAST = 0.5
_SENDER_IN_HEADINGS = 0.6
# What every after-action review or study of lessons speaks of by its nature is hardly ever its theme.
_BY_NATURE = {"mission.knowledge": 0.3}


@dataclass(frozen=True, slots=True)
class Bar:
    """What a code must reach to be a subject.

    `share` of all weight and `breadth` (share of the passages that name it) for the first, unless the title names it;
    `relative` to the first's weight and `wide` of the passages for every further one, or `close` to the first's weight.
    A state that only sends the letter must be named in `sender` of its passages.
    """

    share: float
    breadth: float
    relative: float
    wide: float
    close: float = 0.8
    sender: float = 0.35
    most: int = 4


# Set on 60 labelled documents: Rwanda in a letter about it stands in a third of the passages, the United States in one
# on sanctions against another state in 18%, a mission that a panel of experts quotes in 4%.
COUNTRY = Bar(share=0.3, breadth=0.15, relative=0.27, wide=0.25)
MISSION = Bar(share=0.2, breadth=0.06, relative=0.4, wide=0.15)
THEME = Bar(share=0.03, breadth=0.03, relative=0.25, wide=0.05, most=6)


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of a document with its annotations and theme weights, and where it stands."""

    text: str
    annotations: Sequence[Annotation]
    themes: Mapping[str, float]
    place: str = "passage"


@dataclass(slots=True)
class Score:
    """The weight a code gathered, `named` without the discount for lists, and in which places."""

    total: float = 0.0
    named: float = 0.0
    passages: int = 0
    title: bool = False
    sender: bool = False
    agenda: bool = False
    headings: int = 0
    hosts: set[str] = field(default_factory=set)

    def add(self, place: str, amount: float, share: float = 1.0) -> None:
        """Count one piece of the document."""
        self.total += amount * share
        self.named += amount
        self.title |= place == "title"
        self.headings += place == "heading"
        self.passages += place in {"passage", "opening"}

    def needed(self, bar: Bar) -> float:
        """The share of passages that must name it: more for a sender, less where agenda or headings name it too."""
        if not self.sender or self.agenda:
            return bar.breadth
        return bar.sender * (_SENDER_IN_HEADINGS if self.headings else 1.0)

    def words(self, passages: int) -> str:
        """The evidence as a reader sees it."""
        places = ["in the title"] if self.title else []
        if self.agenda and not self.title:
            places.append("in the agenda item")
        if self.headings:
            places.append(f"in {self.headings} headings" if self.headings > 1 else "in a heading")
        if self.passages:
            places.append(f"in {self.passages} of {passages} passages")
        if self.hosts:
            places.append(f"host state of {', '.join(sorted(self.hosts))}")
        return ", ".join(places)


Scores = dict[str, Score]


@dataclass(frozen=True, slots=True)
class Subjects:
    """The ranked codes of a document and why."""

    about: About
    evidence: Mapping[str, str]


def subjects(texts: Sequence[Text]) -> Subjects:
    """Weigh all pieces of a document."""
    count = sum(text.place in {"passage", "opening"} for text in texts)
    operations = _scores(texts, "mission")
    chosen = choose(operations, count, MISSION)
    countries = _with_hosts(_scores(texts, "country"), operations, chosen)
    themes = _theme_scores(texts)
    about = About(
        choose(countries, count, COUNTRY) or _hosts_alone(countries, chosen),
        chosen,
        specific(choose(themes, count, THEME)),
    )
    found = {**operations, **countries, **themes}
    return Subjects(about, {code: found[code].words(count) for code in (*about.country, *about.mission, *about.theme)})


def place_of(position: int, count: int) -> str:
    """Where the passage at a position of `count` passages stands."""
    return "opening" if position < max(2, count * _OPENING_SHARE) else "passage"


def choose(scores: Scores, count: int, bar: Bar) -> tuple[str, ...]:
    """The codes that reach the bar, best first; none where even the best does not."""
    ranked = sorted(
        (code for code in scores if scores[code].total >= _LEAST), key=lambda code: (-scores[code].total, code)
    )
    total = sum(score.named for score in scores.values())
    if not ranked or not _is_first(scores[ranked[0]], total, count, bar):
        return ()
    best = scores[ranked[0]].total
    return (ranked[0], *(code for code in ranked[1 : bar.most] if _is_further(scores[code], best, count, bar)))


def _is_first(score: Score, total: float, count: int, bar: Bar) -> bool:
    if score.title:
        return True
    broad = score.hosts or score.passages >= score.needed(bar) * count
    return bool(broad) and score.total >= bar.share * total


def _is_further(score: Score, best: float, count: int, bar: Bar) -> bool:
    if score.sender and score.passages < score.needed(bar) * count:
        return False
    if score.hosts and score.total >= _HOSTED * best:
        return True
    return score.total >= bar.close * best or (
        score.total >= bar.relative * best and score.passages >= (bar.breadth if score.agenda else bar.wide) * count
    )


def _scores(texts: Iterable[Text], kind: str) -> Scores:
    scores: Scores = defaultdict(Score)
    for text in texts:
        amounts: dict[str, float] = defaultdict(float)
        senders = sent(text.text)[1] if kind == "country" and text.place == "title" else 0
        for annotation in text.annotations:
            code = code_for(annotation, kind)
            if code and amounts[code] < _PASSAGE_CAP:
                amounts[code] += ASIDE if annotation.start < senders else weight(annotation, text.text)
        share = listed(len(amounts)) if kind == "country" else 1.0
        for code, amount in amounts.items():
            if text.place == "title" and amount < NAMED:
                scores[code].sender |= amount <= ASIDE
            elif text.place == "agenda":
                scores[code].agenda |= amount >= NAMED
            else:
                scores[code].add(text.place, _placed(min(amount, _PASSAGE_CAP), text.place), share)
    return scores


def _placed(amount: float, place: str) -> float:
    return amount * {"title": TITLE, "heading": HEADING, "opening": OPENING}.get(place, 1.0)


def _with_hosts(countries: Scores, found: Scores, chosen: Iterable[str]) -> Scores:
    """Add a part of an operation's weight to those host states that are named; a regional office adds to none."""
    for mission in chosen:
        hosts = missions()[mission].countries
        for host in hosts if len(hosts) <= _FEW else ():
            if host in countries:
                countries[host].total += _HOST * found[mission].total
                countries[host].hosts.add(mission)
    return countries


def _hosts_alone(countries: Scores, chosen: Sequence[str]) -> tuple[str, ...]:
    """The host states of the only operation, where the document names no country: a letter on a new commander."""
    hosts = missions()[chosen[0]].countries if len(chosen) == 1 else ()
    if len(hosts) > _FEW:
        return ()
    for host in hosts:
        countries[host].hosts.add(chosen[0])
    return hosts


def _theme_scores(texts: Iterable[Text]) -> Scores:
    scores: Scores = defaultdict(Score)
    for text in texts:
        for code, amount in text.themes.items():
            capped = min(amount, _PASSAGE_CAP) * _BY_NATURE.get(code, 1.0)
            scores[code].add(text.place, _placed(capped, text.place))
    themes = vocabulary("theme")
    return {code: score for code, score in scores.items() if code in themes}
