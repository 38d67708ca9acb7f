import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.query.parser import MOST_DEPTH, MOST_WORDS, Parsed, parse
from lessons.query.tree import And, Choice, Fuzzy, Node, Not, Or, Phrase, Prefix, Word, Words, YearRange

COUNTRIES = {"lbr": "LBR", "liberia": "LBR", "sierra leone": "SLE"}


def clean(facet: str, text: str) -> str | None:
    if facet == "year":
        return text if text.isdecimal() and len(text) == 4 else None
    return COUNTRIES.get(text.lower()) if facet == "country" else None


def read(text: str) -> Parsed:
    return parse(text, clean)


def words(*texts: str) -> tuple[Word, ...]:
    return tuple(Word(text) for text in texts)


A, B, C = words("a", "b", "c")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("a", A),
        ("a b", Words((A, B))),
        ('"a b"', Phrase("a b")),
        ("demob*", Prefix("demob")),
        ("a AND b", And((A, B))),
        ("a AND b c", And((A, Words((B, C))))),
        ("a OR b", Or((A, B))),
        ("a AND b OR c", Or((And((A, B)), C))),
        ("a OR b AND c", Or((A, And((B, C))))),
        ("NOT a", Not(A)),
        ("a NOT b", Words((A,), (), (B,))),
        ("a -b", Words((A,), (), (B,))),
        ("NOT NOT a", A),
        ("a AND NOT b", And((A, Not(B)))),
        ("(a OR b) AND c", And((Or((A, B)), C))),
        ("(a OR b) c", Words((C,), (Or((A, B)),))),
        ("NOT (a OR b)", Not(Or((A, B)))),
        ("+a b", Words((B,), (A,), wished=True)),
        ("b +a", Words((B,), (A,), wished=True)),
        ("+a +b", Words((), (A, B), wished=True)),
        ("+a", A),
        ('+"a b" c', Words((C,), (Phrase("a b"),), wished=True)),
        ("+(a b) c", Words((C,), (Words((A, B)),), wished=True)),
        ("+a -b c", Words((C,), (A,), (B,), wished=True)),
        ("a+b", Word("a+b")),
        ("country:LBR,liberia", Or((Choice("country", "LBR"), Choice("country", "LBR")))),
        ("a (b c)", Words((A, B, C))),
        ('a "b c"', Words((A,), (Phrase("b c"),))),
        ("country:LBR", Choice("country", "LBR")),
        ("COUNTRY:liberia", Choice("country", "LBR")),
        ('country:"Sierra Leone"', Choice("country", "SLE")),
        ("-country:LBR", Not(Choice("country", "LBR"))),
        ("a country:LBR", Words((A,), (Choice("country", "LBR"),))),
        ("title:liberia", Word("liberia", "title")),
        ("heading:demob*", Prefix("demob", "heading")),
        ('text:"a b"', Phrase("a b", "text")),
        ("year:2004..2010", YearRange(2004, 2010)),
        ("year:2004-2010", YearRange(2004, 2010)),
        ("year:2004..", YearRange(2004, None)),
        ("year:..2010", YearRange(None, 2010)),
        ("year:2004", Choice("year", "2004")),
        ("", Words()),
    ],
)
def test_constructs(text: str, node: Node) -> None:
    assert read(text) == Parsed(node)


@pytest.mark.parametrize(
    ("text", "node", "repair"),
    [
        ("AND a", A, "AND joins nothing here"),
        ("a OR", A, "OR joins nothing here"),
        ("a AND OR b", And((A, B)), "OR joins nothing here"),
        ("(a AND) b", Words((A, B)), "AND joins nothing here"),
        ("a NOT", A, "NOT excludes nothing here"),
        ("(a NOT) b", Words((A, B)), "NOT excludes nothing here"),
        ("a NOT ()", A, "parentheses without words"),
        ("(a", A, "opening parenthesis was not closed"),
        ("a)", A, "closing parenthesis has no opening one"),
        ("() a", A, "parentheses without words"),
        ('"a b', Phrase("a b"), "quotation mark was not closed"),
        ("a country: b", None, None),
        ('country:(Liberia OR "Sierra Leone")', Or((Choice("country", "LBR"), Choice("country", "SLE"))), None),
        ("country:Atlantis", Word("Atlantis"), "names no field and code"),
        ("a country:Atlantis", Words((A, Word("Atlantis"))), "names no field and code"),
        ("country:LBR,Atlantis", Word("LBR,Atlantis"), "names no field and code"),
        ("+", Words(), None),
        ("a +", A, None),
        ('"a b"^3 c', Words((C,), (Phrase("a b"),)), "weights"),
        ("*mobil*", Prefix("mobil"), "word's end only"),
        ("po?ice", Word("po?ice"), "word's end only"),
        ('"disarm* b"', Phrase("disarm* b"), "within quotation marks"),
        ("polise~3", Fuzzy("polise", 2), "at most two letters"),
        ("A B C D AND E", Words(words("A", "B", "C", "D", "AND", "E")), "all in capitals"),
        ("A AND B", And(words("A", "B")), None),
        ("colour:red", Words((Word("colour"), Word("red"))), "names no field and code"),
        ("+colour:red", Words((Word("colour"),), (Word("red"),), wished=True), "names no field and code"),
        ("-colour:red", Words(excluded=(Word("colour"), Word("red"))), "names no field and code"),
        ("year:2010..2004", YearRange(2004, 2010), "years run backwards"),
        ("a ?*", A, "no letters or digits"),
        ("?*", Words(), "nothing to search for"),
        ("AND", Words(), "nothing to search for"),
    ],
)
def test_repairs(text: str, node: Node | None, repair: str | None) -> None:
    parsed = read(text)
    assert node is None or parsed.node == node
    assert repair is None or any(repair in told for told in parsed.repairs), parsed.repairs


def test_quotations_in_a_pasted_text_are_not_demanded() -> None:
    prose = " ".join(f"word{number}" for number in range(30)) + ' and "a b"'
    node = read(prose).node
    assert isinstance(node, Words)
    assert node.required == ()
    assert Phrase("a b") in node.optional
    assert Word("a b") in node.optional  # where they do not stand together, each still counts


def test_operators_in_a_pasted_text_are_words() -> None:
    prose = " ".join(f"word{number}" for number in range(30)) + " must NOT be left -alone"
    parsed = read(prose)
    assert isinstance(parsed.node, Words)
    assert parsed.node.excluded == ()
    assert {Word("NOT"), Word("alone")} <= set(parsed.node.optional)
    assert any("are read as words" in told for told in parsed.repairs)


def test_a_long_query_of_operators_keeps_them() -> None:
    alternatives = " OR ".join(f"word{number}" for number in range(30))
    assert isinstance(read(alternatives).node, Or)


def test_too_many_words_are_cut_and_told() -> None:
    parsed = read(" ".join(f"w{number}" for number in range(20_000)))
    assert isinstance(parsed.node, Words)
    assert len(parsed.node.optional) == MOST_WORDS
    assert any(f"first {MOST_WORDS} words" in told for told in parsed.repairs)


def test_too_deep_parentheses_are_flattened_and_told() -> None:
    parsed = read("(" * 10_000 + "a OR b" + ")" * 10_000)
    assert parsed.node == Or((A, B))
    assert any(f"deeper than {MOST_DEPTH}" in told for told in parsed.repairs)


def depth(node: Node) -> int:
    match node:
        case And(children) | Or(children):
            return 1 + max(map(depth, children))
        case Not(child):
            return 1 + depth(child)
        case Words(optional, required, excluded):
            return 1 + max(map(depth, (*optional, *required, *excluded)), default=0)
    return 0


SOUP = st.lists(
    st.sampled_from(
        [
            "AND",
            "OR",
            "NOT",
            "(",
            ")",
            '"',
            "“",
            "-",
            "!",
            "a",
            "b*",
            "*",
            "?*",
            "country:",
            "country:LBR",
            "title:",
            "year:",
            "year:2010..2004",
            ":",
            "..",
            "&&",
            "||",
            "“c d”",
            "S/2025/154",
            "'",
            "[",
            "{",
            "~2",
            "^3",
            "\\",
            "\x00",
            "é",
            "联",
        ]
    ),
    max_size=60,
)


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    parsed = read(text)
    assert depth(parsed.node) <= 2 * MOST_DEPTH + 4
    assert len(parsed.repairs) <= 10


@given(SOUP, st.sampled_from(["", " "]))
def test_any_soup_of_operators_has_an_answer(pieces: list[str], glue: str) -> None:
    parsed = read(glue.join(pieces))
    assert depth(parsed.node) <= 2 * MOST_DEPTH + 4


@given(SOUP)
def test_a_query_that_is_not_blank_but_finds_everything_says_so(pieces: list[str]) -> None:
    text = " ".join(pieces)
    parsed = read(text)
    if text.strip() and parsed.node == Words():
        assert any("nothing to search for" in told for told in parsed.repairs) or len(parsed.repairs) == 10


HOSTILE = {
    "terms": " ".join(f"term{number}" for number in range(20_000)),
    "parentheses": "(" * 10_000,
    "pairs of parentheses": "()" * 10_000,
    "closing parentheses": ")" * 10_000,
    "negations": "NOT " * 20_000,
    "operators": "AND OR " * 20_000,
    "quotation marks": '"' * 20_000,
    "fields": "country:x " * 20_000,
    "one word": "a" * 300_000,
    "colons": "a:" * 100_000,
    "symbols": "A/" * 100_000,
    "symbols in parentheses": "A/b(c)" * 30_000,
    "minus signs": "-" * 200_000,
    "dotted": "U." * 100_000,
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_is_linear(query: str) -> None:
    started = time.process_time()
    read(query)
    assert time.process_time() - started < 1
