"""Acronyms that a text explains: "disarmament, demobilization and reintegration (DDR)", by Schwartz and Hearst (2003).

The words before the bracket whose first letters are the acronym's; else each of its letters is looked for backwards in
them, and the first must begin a word.
"""

import re
from collections.abc import Iterator, Sequence

_SHORT = re.compile(r"\(([A-Z][A-Za-z&/-]{1,9})\)")
_SPACE = re.compile(r"[\s\u00ad]+")
_MOST_WORDS = 9
_LEAST = 2
_SMALL = frozenset("a an and de des du d la le les l et for in of on the to y el los las del en pour".split())
_LEAST_CAPITALS = 0.6
_FUNCTION = re.compile(r"(?:of|and|the|for|in|on|to|de|la|le|et|y)\b")


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """Each acronym of a text with the long form before it; both as they stand, the plural's s taken off."""
    for match in _SHORT.finditer(text):
        short = match.group(1).removesuffix("s")
        if not is_acronym(short):
            continue
        words = min(len(short) + 5, 2 * len(short), _MOST_WORDS)
        before = re.split(r"[.;:()\[\]]", text[max(0, match.start() - 160) : match.start()])[-1]
        near = _SPACE.split(before.strip())[-words:]
        long = _by_initials(short, near) or _long_form(short, " ".join(near))
        if long:
            yield short, long


def is_acronym(word: str) -> bool:
    """Tell whether a word is written as an acronym: mostly in capitals, as OIOS and PoC are."""
    return sum(letter.isupper() for letter in word) >= max(2, _LEAST_CAPITALS * len(word))


def _by_initials(short: str, words: Sequence[str]) -> str | None:
    """The fewest words whose first letters are the acronym, so that no letter is found inside of a word."""
    for start in range(len(words) - len(short), -1, -1):
        found = " ".join(words[start:]).strip(" ,“”\"'")
        if not _FUNCTION.match(found.lower()) and abbreviates(short, found):
            return found
    return None


def _long_form(short: str, before: str) -> str | None:
    place = len(before)
    letters = [letter for letter in short.lower() if letter.isalnum()]
    lowered = before.lower()
    for number, letter in reversed(list(enumerate(letters))):
        place = lowered.rfind(letter, 0, place)
        while place > 0 and number == 0 and not _begins(lowered, place):
            place = lowered.rfind(letter, 0, place)
        if place < 0:
            return None
    if not _begins(lowered, place):
        return None
    found = before[place:].strip(" ,“”\"'")
    return found if " " in found and short.lower() not in found.lower().split() else None


def _begins(text: str, place: int) -> bool:
    """Tell whether a word with content begins there: "of internal oversight services" is not the whole of OIOS."""
    return (place == 0 or not text[place - 1].isalnum()) and not _FUNCTION.match(text, place)


def abbreviates(short: str, long: str) -> bool:
    """Tell whether an acronym is made of a long form's first letters; small words may be left out."""
    words = long.lower().replace("-", " ").replace("'", " ").replace(",", " ").split()
    letters = [letter for letter in short.lower() if letter.isalnum()]
    initials = [word[0] for word in words]
    content = [word[0] for word in words if word not in _SMALL]
    return len(letters) >= _LEAST and letters in (initials, content)
