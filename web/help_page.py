"""The help page: the query language by example, the fields and the words of the field."""

from dataclasses import dataclass

from lessons.facets import FACETS
from lessons.vocabulary import vocabulary
from web.start_page import Example, examples

LANGUAGE = (
    ("cantonment sites weapons", "Words: of one or two all must occur, of more any two; more matches rank higher."),
    ('"rules of engagement"', "A phrase: these words in this order."),
    ("police AND prisons", "Both must occur. AND, OR and NOT are written in capitals."),
    ("handover OR transition", "One of them must occur."),
    ("elections NOT registration", "The second must not occur; so does -registration."),
    ("(airlift OR helicopters) AND evacuation", "Parentheses group."),
    ("demobili*", "A prefix: all words that begin so."),
    ("title:disarmament", "Only in the title of the document; also heading: and text:."),
    ("country:Liberia mission:UNMIL", "A field and a code or name; the fields are listed below."),
    ("year:2004..2010", "A range of years; also 2004.. and ..2010."),
)

KINDS = (
    ("lesson", "What experience taught, for good or ill."),
    ("good_practice", "What worked and is worth repeating."),
    ("recommendation", "What somebody is advised to do."),
    ("challenge", "What made the work hard."),
    ("narrative", "Everything else: background and events."),
)


@dataclass(frozen=True, slots=True)
class HelpPage:
    """Everything that the template of the help page shows."""

    language: tuple[Example, ...]
    fields: tuple[tuple[str, str, str], ...]
    kinds: tuple[tuple[str, str], ...]


def help_page() -> HelpPage:
    """Prepare the page."""
    return HelpPage(
        language=examples(LANGUAGE),
        fields=tuple((facet.name, facet.label, _sample(facet.vocabulary)) for facet in FACETS),
        kinds=tuple((vocabulary("kind").label(code), meaning) for code, meaning in KINDS),
    )


def _sample(name: str) -> str:
    """Two codes of a vocabulary with their labels, to show what codes look like."""
    if name == "year":
        return "2004, 2004..2010"
    codes = SAMPLES.get(name) or vocabulary(name).codes()[:2]
    return ", ".join(f"{code} ({vocabulary(name).label(code)})" for code in codes)


SAMPLES = {
    "country": ("LBR", "HTI"),
    "mission": ("UNMIL", "MINUSTAH"),
    "theme": ("security.ddr", "protection.civilians"),
    "language": ("en", "fr"),
}
