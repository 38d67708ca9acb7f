"""What a person says of the situation, from options or fields: names become codes, "none" says that there is none."""

from collections.abc import Iterable, Sequence

from lessons.precedents.situation import Stated
from lessons.vocabulary.registry import vocabulary

NONE = "none"


def stated(
    *,
    terms: Sequence[str] = (),
    missions: Sequence[str] = (),
    countries: Sequence[str] = (),
    themes: Sequence[str] = (),
    phase: str = "",
) -> Stated:
    """What was given, cleaned; what was not given is left to be found. Raises UnknownCode with the nearest codes."""
    return Stated(
        terms=tuple(terms) or None,
        missions=_codes("mission", missions),
        countries=_codes("country", countries),
        themes=_codes("theme", themes),
        phase=vocabulary("phase").clean(phase) if phase else None,
    )


def _codes(name: str, given: Iterable[str]) -> tuple[str, ...] | None:
    """The codes of some names, each once; none where only "none" was given, None where nothing was."""
    texts = [text.strip() for text in given if text.strip()]
    if not texts:
        return None
    return tuple(dict.fromkeys(vocabulary(name).clean(text) for text in texts if text.casefold() != NONE))
