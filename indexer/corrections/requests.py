"""What a person asks to correct, from the words of the command line to codes; an error names what would be right."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.corrections.tagged import NAMED
from indexer.merge import FIELDS
from lessons.access import AccessLabel
from lessons.errors import UnknownCode, UserError
from lessons.search.searcher import clean_code
from lessons.vocabulary import vocabulary
from lessons.vocabulary.names import TAGS, clean_tag

_CODED = ("doc_type", "originator", "language", "mission")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Request:
    """One correction before it is stored."""

    action: str
    field: str
    value: str
    surface: str | None = None

    @property
    def of_words(self) -> bool:
        """Tell whether it speaks of words wherever they stand, and so may hold for the whole collection."""
        return self.action in {"always", "never", "merge"}


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the command as given."""

    reject: Sequence[str] = ()
    add: Sequence[str] = ()
    always: Sequence[tuple[str, str]] = ()
    never: Sequence[tuple[str, str]] = ()
    merge: Sequence[tuple[str, str, str]] = ()
    kind: str | None = None
    polarity: str | None = None


def requests(changes: Sequence[str], options: Options) -> list[Request]:
    """All that is asked for, checked before anything is stored; raises UserError or UnknownCode."""
    return [*(_field(change) for change in changes), *_tags(options)]


def _tags(options: Options) -> Iterator[Request]:
    for pair in options.reject:
        yield _kind_or_tag("reject", pair)
    for pair in options.add:
        yield _kind_or_tag("add", pair)
    for surface, pair in options.always:
        yield Request("always", *_tag(pair), _words(surface))
    for surface, pair in options.never:
        field, separator, _ = pair.partition("=")
        known = not separator and _vocabulary(field)
        yield Request("never", *((known, "") if known else _tag(pair)), _words(surface))
    for field, alias, name in options.merge:
        yield _merge(_vocabulary(field), alias, name)
    if options.kind or options.polarity:
        yield _kind(options.kind, options.polarity)


def _field(change: str) -> Request:
    field, separator, value = change.partition("=")
    field = field.strip().replace("-", "_")
    if not separator or field not in FIELDS:
        raise UnknownCode(
            f"{change!r} is not FIELD=VALUE with a field of {', '.join(FIELDS)}; tags are corrected with --add, "
            "--reject, --always and --never"
        )
    if field in _CODED:
        value = clean_code(field, value)
    if field == "sensitivity":
        value = AccessLabel.of(value).sensitivity
    if field in ("date", "effective_date", "review_date") and not _DATE.fullmatch(value.strip()):
        raise UserError(f"{value!r} is no date: write 2004, 2004-03 or 2004-03-09")
    return Request("set", field, value.strip())


def _kind_or_tag(action: str, pair: str) -> Request:
    if pair.startswith("kind="):
        value = clean_code("kind", pair.removeprefix("kind="))
        return Request("kind" if action == "add" else action, "kind", value)
    return Request(action, *_tag(pair))


def _tag(pair: str) -> tuple[str, str]:
    field, separator, value = pair.partition("=")
    if not separator:
        raise UnknownCode(f"{pair!r} is not VOCABULARY=CODE, such as country=GEO, with one of {', '.join(TAGS)}")
    field = _vocabulary(field)
    return field, clean_tag(field, value)


def _vocabulary(name: str) -> str:
    field = name.strip().lower()
    if field not in TAGS:
        raise UnknownCode(f"{name!r} is no vocabulary of tags: use one of {', '.join(TAGS)}")
    return field


def _words(surface: str) -> str:
    words = " ".join(surface.split())
    if not any(char.isalnum() for char in words):
        raise UserError(f"{surface!r} has no words: give them as they stand in the text")
    return words


def _merge(field: str, alias: str, name: str) -> Request:
    """A name or code that becomes another; one without a code is merged by its name as it is written."""
    alias = _words(alias)
    value = clean_tag(field, name)
    was = alias if field in NAMED else clean_tag(field, alias)
    if was == value:
        raise UserError(f"{alias} and {name} are the same already: give two different names or codes")
    return Request("merge", field, value, was)


def _kind(kind: str | None, polarity: str | None) -> Request:
    if kind is None:
        raise UserError("--polarity needs --kind: say also what the passage states")
    said = vocabulary("polarity").clean(polarity) if polarity else None
    return Request("kind", "kind", clean_code("kind", kind), said)
