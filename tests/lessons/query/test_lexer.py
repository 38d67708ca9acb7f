import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.query.lexer import lex


def kinds(text: str) -> list[tuple[str, str]]:
    return [(lexeme.type, lexeme.text) for lexeme in lex(text)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cantonment sites", [("word", "cantonment"), ("word", "sites")]),
        ('"quick-impact projects"', [("phrase", "quick-impact projects")]),
        ("“curly quotes” «guillemets»", [("phrase", "curly quotes"), ("phrase", "guillemets")]),
        ("demobili*", [("prefix", "demobili")]),
        (
            "a AND b OR NOT c",
            [("word", "a"), ("and", "AND"), ("word", "b"), ("or", "OR"), ("not", "NOT"), ("word", "c")],
        ),
        ("a && b || c", [("word", "a"), ("and", "&&"), ("word", "b"), ("or", "||"), ("word", "c")]),
        ("and or not", [("word", "and"), ("word", "or"), ("word", "not")]),
        ("-police !army", [("not", "-"), ("word", "police"), ("not", "!"), ("word", "army")]),
        ("quick-impact", [("word", "quick-impact")]),
        ("country:LBR", [("field", "country"), ("word", "LBR")]),
        ('title:"start up"', [("field", "title"), ("phrase", "start up")]),
        ("see http://example.org/a", [("word", "see"), ("word", "http://example.org/a")]),
        ("10:30", [("word", "10:30")]),
        ("(a b)", [("open", "("), ("word", "a"), ("word", "b"), ("close", ")")]),
        ("What went wrong?", [("word", "What"), ("word", "went"), ("word", "wrong")]),
        ("S/2025/154,", [("word", "S/2025/154")]),
        ("S/2004/431(SUPP)", [("word", "S/2004/431(SUPP)")]),
        ("U.N. troops", [("word", "U.N."), ("word", "troops")]),
        ("the U.N", [("word", "the"), ("word", "U.N")]),
        ("", []),
        (" \t\n ", []),
    ],
)
def test_lexemes(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        ('"open', "quotation mark was not closed"),
        ("“open", "quotation mark was not closed"),
        ('""', "empty pair of quotation marks"),
        ("a*", "too short a beginning"),
        ("?*", "no letters or digits"),
        ("***", "no letters or digits"),
    ],
)
def test_each_repair_is_told(text: str, repair: str) -> None:
    assert any(repair in told for told in lex(text)[1])


@pytest.mark.parametrize("text", ["cantonment sites", '"a b" c', "what? why!", "a - b", "year:2004..2010"])
def test_a_sound_query_needs_no_repair(text: str) -> None:
    assert lex(text)[1] == []


@given(st.text())
def test_any_text_can_be_lexed(text: str) -> None:
    lexemes, repairs = lex(text)
    assert all(lexeme.text for lexeme in lexemes)
    assert all(repairs)
