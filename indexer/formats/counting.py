"""Numbers as lists print them: 3, c, C, iii, III."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LETTERS = 26
_LARGEST_ROMAN = 4_000


def written(number: int, kind: str) -> str:
    """A number in the kind of HTML and OpenDocument lists: "1", "a", "A", "i" or "I"."""
    if kind in {"a", "A"} and number > 0:
        text = _letters(number)
    elif kind in {"i", "I"} and 0 < number < _LARGEST_ROMAN:
        text = _roman(number)
    else:
        return str(number)
    return text.upper() if kind.isupper() else text


def _letters(number: int) -> str:
    """a to z, then aa, bb as Word and OpenDocument count."""
    turns, position = divmod(number - 1, _LETTERS)
    return chr(ord("a") + position) * min(turns + 1, 10)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text
