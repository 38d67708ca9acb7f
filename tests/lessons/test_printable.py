import pytest

from lessons.cli import run
from lessons.printable import printable, shortened


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a report, 2004\n\tnext", "a report, 2004\n\tnext"),
        ("Côte d’Ivoire – مصر 中文 e\u0301", "Côte d’Ivoire – مصر 中文 e\u0301"),
        ("evil\x1b[2Jname\r", "evil\\x1b[2Jname\\r"),
        ("txt.\u202efdp", "txt.\\u202efdp"),
        ("bad\udc80byte", "bad\\udc80byte"),
    ],
)
def test_only_what_a_terminal_would_obey_is_spelt_out(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_an_error_names_a_file_without_obeying_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", "no\x1b]0;such\x07.pdf"]) != 0
    assert "\x1b" not in capsys.readouterr().err


def test_a_long_text_is_cut_between_words_and_says_so() -> None:
    assert shortened("one two three", 20) == "one two three"
    assert shortened("one two three", 9) == "one two …"
    assert shortened("x" * 30, 9) == "x" * 9 + " …"
