import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import Text, ask, document, served, texts_of

from lessons.access import OWNER, Reader
from lessons.analysis import tokens
from lessons.engines.registry import ENGINES
from lessons.errors import UnknownCode
from lessons.generation import Generation
from lessons.search.searcher import clean_code, try_code

TEXTS = {
    "liberia": Text(
        "Cantonment sites in Liberia must be planned early, UNMIL found.",
        ("LBR",),
        ("UNMIL",),
        ("security.ddr",),
        "lesson",
    ),
    "angola": Text(
        "In Angola the quartering areas were not ready. Cantonment took months.",
        ("AGO",),
        (),
        ("security.ddr",),
        "challenge",
    ),
    "damaged": Text("Contingents supp01ting the elections needed fo1thcoming budgets."),
    "sound": Text("Supporting elections needs forthcoming budgets and police."),
    "symbol": Text("The Council, in document S/2025/154 of 14 March, and A/47/277-S/24111, asked for U.N. police."),
    "organisation": Text("The organisation of demobilisation programmes and labour."),
    "ivory": Text("Côte d'Ivoire held elections; l'eau manquait."),
    "arabic": Text("حفظ السلام في السودان", language="ar"),
    "russian": Text("миротворческие миссии", language="ru"),
    "chinese": Text("联合国维持和平行动的经验教训", language="zh"),
    "decomposed": Text("Le Gouvernement de la Re\u0301publique", language="fr"),
    "french": Text("La sécurité des élections dépend des armées.", language="fr"),
    "impact": Text("Quick-impact projects won confidence. The quick impact was felt."),
    "parens": Text("As reported in S/2004/431(SUPP) and (A/60/1)."),
}
DATES = {
    "liberia": "2004-03-01",
    "angola": "1995",
    "damaged": "2010-01-01",
    "sound": "2010-01-01",
    "symbol": "2025-03-14",
}


@pytest.fixture(scope="module", params=sorted(ENGINES))
def generation(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    entries = [
        (document(name, title=f"Paper {name}", date=DATES.get(name), language=text.language or "en"), [text])
        for name, text in TEXTS.items()
    ]
    opened = served(tmp_path_factory.mktemp("served"), entries, request.param)
    yield opened
    opened.close()


def found(generation: Generation, query: str, **state: object) -> set[str]:
    results = ask(generation, query, size=100, **state)
    assert results.total == len(results.results)
    return {str(result.record["document_id"]) for result in results.results}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("cantonment", {"liberia", "angola"}),
        ("CANTONMENT", {"liberia", "angola"}),
        ("cantonment liberia", {"liberia", "angola"}),  # one has both: each word alone is sought too
        ("cantonment AND liberia", {"liberia"}),
        ("cantonment OR elections", {"liberia", "angola", "damaged", "sound", "ivory", "french"}),
        ("cantonment NOT angola", {"liberia"}),
        ("cantonment -angola", {"liberia"}),
        ('"quartering areas"', {"angola"}),
        ('"areas quartering"', set()),
        ("quarter*", {"angola"}),
        ("(liberia OR angola) AND months", {"angola"}),
        ("country:LBR", {"liberia"}),
        ("country:Liberia cantonment", {"liberia"}),
        ("theme:security", {"liberia", "angola"}),
        ("theme:security.ddr -kind:lesson", {"angola"}),
        ("mission:UNMIL", {"liberia"}),
        ("year:1990..2004", {"liberia", "angola"}),
        ("year:2004..1990", {"liberia", "angola"}),
        ("year:2011..", {"symbol"}),
        ("year:2004", {"liberia"}),
        ("title:angola", {"angola"}),
        ("text:paper", set()),
        ("supporting", {"damaged", "sound"}),
        ("forthcoming", {"damaged", "sound"}),
        ('"supporting the elections"', {"damaged"}),
        ("supp01ting", {"damaged"}),
        ("S/2025/154", {"symbol"}),
        ("s/2025/154", {"symbol"}),
        ("S/24111", {"symbol"}),
        ("A/47/277", {"symbol"}),
        ('"document S/2025/154 of 14 March"', {"symbol"}),
        ("S/2025/1*", {"symbol"}),
        ("S/2004/431(SUPP)", {"parens"}),
        ("A/60/1", {"parens"}),
        ("U.N.", {"symbol"}),
        ("organization", {"organisation"}),
        ("demobilization labor", {"organisation"}),
        ("program", {"organisation"}),
        ("ivoire", {"ivory"}),
        ("cote d'ivoire", {"ivory"}),
        ("Cote d’Ivoire", {"ivory"}),
        ("l'eau", {"ivory"}),
        ("eau", {"ivory"}),
        ("السلام", {"arabic"}),
        ("миссия", {"russian"}),
        ("维持和平", {"chinese"}),
        ("République", {"decomposed"}),
        ("Republique", {"decomposed"}),
        ("sécurité", {"french"}),
        ("securite", {"french"}),
        ("sécurités", {"french"}),
        ("quick-impact", {"impact"}),
        ('"quick-impact projects"', {"impact"}),
        ("quick-imp*", {"impact"}),
        ("the", {"angola", "damaged", "symbol", "organisation", "impact"}),
        ("zzz", set()),
        ("cantonment AND zzz", set()),
        ("cantonment OR zzz", {"liberia", "angola"}),
        ("", set(TEXTS)),
        ("NOT cantonment", set(TEXTS) - {"liberia", "angola"}),
    ],
)
def test_what_a_query_finds(generation: Generation, query: str, names: set[str]) -> None:
    assert found(generation, query) == names


def test_expansions_are_told_and_can_be_switched_off(generation: Generation) -> None:
    results = ask(generation, "supporting AND elections")
    assert list(results.expansions) == [{"from": "supporting", "to": ["supp01ting"], "reason": "misread characters"}]
    assert found(generation, "supporting", expand=False) == {"sound"}
    assert ask(generation, "supporting", expand=False).expansions == ()


def test_where_hardly_any_passage_has_all_words_one_is_enough(generation: Generation) -> None:
    results = ask(generation, "cantonment liberia")
    assert (results.total, results.answered) == (2, 1)
    assert results.results[0].record["document_id"] == "liberia"
    assert {"from": "cantonment liberia", "to": ["cantonment", "liberia"], "reason": "single words"} in list(
        results.expansions
    )
    assert found(generation, "cantonment liberia", expand=False) == {"liberia"}
    nothing = ask(generation, "police cantonment zzz")
    assert nothing.answered is not None and nothing.answered <= nothing.total


def test_filters_do_not_change_what_words_mean(generation: Generation) -> None:
    """Fewer passages behind a filter are no reason to seek single words: the counts beside filters would not hold."""
    whole = ask(generation, "cantonment liberia")
    for count in whole.facets["country"]:
        narrowed = ask(generation, "cantonment liberia", chosen=frozenset({("country", count.code)}))
        assert narrowed.total == count.count


def test_a_right_word_ranks_before_a_damaged_one(generation: Generation) -> None:
    assert [result.record["document_id"] for result in ask(generation, "supporting").results] == ["sound", "damaged"]


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("cantonmnet", "cantonment"),
        ("the Cantonmnet sites", "the cantonment sites"),
        ("élecsions", "elections"),
        ("art cantonmnet", None),
    ],
)
def test_did_you_mean(generation: Generation, query: str, suggestion: str | None) -> None:
    suggestions = ask(generation, query).suggestions
    assert suggestion is None or suggestions == (suggestion,)
    assert "zzz" not in ask(generation, "zzz cantonment").suggestions


def test_highlights_are_spans_of_the_snippet(generation: Generation) -> None:
    result = ask(generation, "demobilization labor").results[0]
    marked = [result.snippet.text[start:end] for start, end in result.snippet.highlights]
    assert marked == ["demobilisation", "labour"]
    assert result.snippet.text in result.record["text"]


def test_order_and_pages(generation: Generation) -> None:
    newest = [result.record["date"] for result in ask(generation, "year:1900..", sort="newest").results]
    assert newest == sorted(newest, reverse=True)
    oldest = [result.record["date"] for result in ask(generation, "year:1900..", sort="oldest").results]
    assert oldest == sorted(newest)
    pages = [texts_of(ask(generation, "", sort="newest", size=4, page=page)) for page in (1, 2, 3, 4)]
    assert [text for page in pages for text in page] == texts_of(ask(generation, "", sort="newest", size=100))


def test_a_page_past_the_end_says_so(generation: Generation) -> None:
    results = ask(generation, "cantonment", page=10**9)
    assert (results.total, results.results) == (2, ())
    assert results.repairs == ("page 1000000000 is past the end: there is one page of results",)


@given(st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_a_word_copied_from_a_text_finds_it(generation: Generation, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(TEXTS)))
    text = TEXTS[name].text
    token = data.draw(st.sampled_from(list(tokens(text))))
    assert name in found(generation, text[token.start : token.end])
    assert name in found(generation, f'"{text[token.start : token.end]}"')


@given(st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_a_phrase_copied_from_a_text_finds_it(generation: Generation, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(TEXTS)))
    text = TEXTS[name].text
    spans = [token for token in tokens(text) if not token.stacked]
    first = data.draw(st.integers(0, len(spans) - 1))
    last = data.draw(st.integers(first, len(spans) - 1))
    assert name in found(generation, f'"{text[spans[first].start : spans[last].end]}"')


@given(st.text())
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_any_text_can_be_searched(generation: Generation, query: str) -> None:
    results = ask(generation, query)
    assert results.total >= len(results.results)
    results.as_dict()


HOSTILE = {
    "20,000 terms": " ".join(f"term{number}" for number in range(20_000)),
    "20,000 known terms": "cantonment police " * 10_000,
    "10,000 parentheses": "(" * 10_000 + "police" + ")" * 10_000,
    "pairs": "()" * 10_000,
    "nested NOT": "NOT (" * 5_000 + "police",
    "wildcard": "?*",
    "short prefixes": " OR ".join(f"{letter}{other}*" for letter in "abcdefghij" for other in "abcdefghij"),
    "long word": "a" * 200_000,
    "damaged words": " ".join(f"supp{number:05}ting" for number in range(300)),
    "200,000 characters": "police " * 28_572,
    "operators": "AND OR NOT " * 10_000,
    "bad codes": " ".join(f"country:lib{number}eriaa theme:disarm{number}ent" for number in range(200)),
    "unknown near words": " ".join(f"cantonmen{number}" for number in range(300)),
    "phrases": '"police elections" ' * 5_000,
    "long phrase": '"' + "police " * 20_000 + '"',
    "long compound": "police-" * 20_000,
    "long Chinese": "维持" * 50_000,
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_queries_are_answered_within_a_second(generation: Generation, query: str) -> None:
    started = time.process_time()
    ask(generation, query)
    assert time.process_time() - started < 1


def test_a_very_deep_page_over_several_labels(tmp_path: Path) -> None:
    entries = [
        (document(f"d{n}", sensitivity=("unclassified", "confidential")[n % 2]), ["Police."] * 3) for n in range(6)
    ]
    generation = served(tmp_path, entries)
    started = time.process_time()
    assert ask(generation, "police", page=10**12).results == ()
    assert time.process_time() - started < 1
    pages = [[r.record["id"] for r in ask(generation, "police", page=page, size=4).results] for page in range(1, 7)]
    assert [len(page) for page in pages] == [4, 4, 4, 4, 2, 0]
    assert len({identity for page in pages for identity in page}) == 18
    counts = ask(generation, "police").facets["kind"]
    assert [(count.code, count.count) for count in counts] == [("narrative", 18)]
    assert ask(generation, "police", Reader()).total == 9
    assert ask(generation, "police", OWNER).total == 18
    generation.close()


def test_codes_for_the_command_line_and_the_query() -> None:
    assert clean_code("country", "liberia") == try_code("country", "liberia") == "LBR"
    assert try_code("country", "Atlantis") is None
    assert try_code("colour", "red") is None
    with pytest.raises(UnknownCode, match="unknown"):
        clean_code("country", "Atlantis")
