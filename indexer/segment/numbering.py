"""Paragraph numbers as a citation says them: "12", "12 (b)", "12 (b) (iii)"."""

import re
from collections.abc import Sequence

from indexer.formats.label import is_bullet

_NUMBER = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3}){0,4})[.)]{0,2}")
_PLAIN = re.compile(r"(\d{1,3})\.?")
_BRACKETED = re.compile(r"\(?([A-Za-z]{1,5}|[а-я])\)|([a-z]{1,4})\.")
_ROMAN = re.compile(r"(?=[ivxl])(x{0,3}|xl|l)(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_LARGEST_GAP = 5


def _roman(text: str) -> int:
    """The value of a small Roman numeral, 0 if it is none."""
    if not _ROMAN.fullmatch(text):
        return 0
    values = [_VALUES[letter] for letter in text]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def plain_number(label: str | None) -> int | None:
    """The number of a label such as "12.", None for any other."""
    match = _PLAIN.fullmatch(label or "")
    return int(match.group(1)) if match else None


def _nested_run(numbers: Sequence[int], at: int, last: int) -> int:
    """How many numbers from a "1." on are a list within paragraph `last`: those after which the paragraphs go on."""
    run = 1
    while at + run < len(numbers) and numbers[at + run] == numbers[at] + run:
        run += 1
    return run if at + run < len(numbers) and numbers[at + run] == last + 1 else 0


def main_sequence(labels: Sequence[str | None]) -> list[int | None]:
    """Which labels number the paragraphs: the number for each label that does, else None.

    Numbers run on by one; a "1." begins anew unless it opens a list within a paragraph; a leap of more than five is
    believed only where the next number follows on it (a year or a quantity is no paragraph number).
    """
    numbers = [(at, number) for at, label in enumerate(labels) if (number := plain_number(label)) is not None]
    values = [number for _, number in numbers]
    result: list[int | None] = [None] * len(labels)
    last, nested = 0, 0
    for place, (at, number) in enumerate(numbers):
        follows = place + 1 < len(values) and values[place + 1] == number + 1
        if number == 1 and last and not nested:
            nested = _nested_run(values, place, last)
        if nested:
            nested -= 1
        elif (
            number == 1 or last < number <= last + _LARGEST_GAP or (number > last and follows) or (not last and number)
        ):
            result[at] = last = number
    return result


class Numbering:
    """The paragraph, letter and Roman numeral that were printed last, as the blocks of a part pass by."""

    def __init__(self) -> None:
        self._number: str | None = None
        self._letter: str | None = None
        self._roman: str | None = None
        self._item = 0

    def heading(self) -> None:
        """A heading ends the paragraph: what follows without a number is not part of it."""
        self._number = self._letter = self._roman = None
        self._item = 0

    @property
    def current(self) -> str | None:
        """The citation of the paragraph in hand."""
        return " ".join(filter(None, (self._number, self._letter, self._roman))) or None

    @property
    def number(self) -> str | None:
        """The number of the paragraph in hand, without letters."""
        return self._number

    def unlabelled(self) -> None:
        """An unnumbered paragraph ends the list it stands after."""
        self._letter = self._roman = None

    def label(self, label: str, main: int | None) -> str | None:
        """The citation of a block with a label; `main` is its number where it numbers the paragraphs."""
        if is_bullet(label):
            return self.current
        if main is not None:
            self._number, self._letter, self._roman = str(main), None, None
            self._item = 0
            return self.current
        number = _NUMBER.fullmatch(label)
        if number:
            return self._nested_number(number.group(1), "(" if label.endswith(")") else ".")
        letter = _BRACKETED.fullmatch(label)
        if letter is None:
            return label.rstrip(".") or None
        return self._lettered(letter.group(1) or letter.group(2))

    def _nested_number(self, number: str, mark: str) -> str:
        """The number of an item within a paragraph: "64.1" where "1." is printed, "64 (1)" where "(1)" or "1)" is."""
        if "." in number:
            self._number, self._letter, self._roman = number, None, None
            return number
        if self._item and int(number) == self._item + 1 and mark == ".":
            # The list goes on after an item with letters of its own.
            self._letter = self._roman = None
        if not self._letter:
            self._item = int(number)
        outer = " ".join(filter(None, (self._number, self._letter)))
        if not outer:
            return number
        return f"{outer}.{number}" if mark == "." and not self._letter else f"{outer} ({number})"

    def _lettered(self, letter: str) -> str | None:
        """A letter goes on with the letters, unless it is the Roman numeral that is due ("(i)" under "(a)")."""
        value, due = _roman(letter.lower()), _roman((self._roman or "").strip("()").lower()) + 1
        before = (self._letter or "").strip("()")
        next_letter = len(before) == len(letter) == 1 and ord(letter) == ord(before) + 1
        if value and not next_letter and (value == due or (value > 1 and self._roman)):
            self._roman = f"({letter})"
        else:
            self._letter, self._roman = f"({letter})", None
        return self.current
