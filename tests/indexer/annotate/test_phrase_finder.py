"""Known phrases in a sequence of words: every occurrence, however the words are cut into runs."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.annotate import matcher
from indexer.annotate.matcher import PhraseFinder
from indexer.annotate.people import _BEGINNING, _ORGANIZATION, _TITLE, _matches
from indexer.identify.grams import KnownGrams, grams

WORDS = st.lists(st.sampled_from("abcd"), max_size=30)
PHRASES = st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(tuple), min_size=1, max_size=8)
NAMES = st.lists(
    st.sampled_from(["Mr.", "Mr", "General", "Amina", "Sow", "Ministry", "of", "the", "Interior", "’s", "M", ",", "é"])
)


@given(PHRASES, WORDS)
def test_all_occurrences_are_found(phrases: list[tuple[str, ...]], words: list[str]) -> None:
    wanted = {
        (start, start + len(phrase))
        for phrase in phrases
        for start in range(len(words))
        if tuple(words[start : start + len(phrase)]) == phrase
    }
    finder = PhraseFinder(dict.fromkeys(phrases))
    assert sorted(finder.find(words)) == sorted(wanted)
    assert sorted(finder.find(words)) == sorted(wanted), "a remembered run tells the same"


def test_a_run_longer_than_a_slice_is_matched_whole() -> None:
    words = ["a", "b"] * matcher._SLICE
    finder = PhraseFinder([("a", "b", "a"), ("b",)])
    found = finder.find(words)
    assert len(found) == 2 * matcher._SLICE - 1
    assert max(found) == (len(words) - 1, len(words))


@given(NAMES)
def test_names_are_found_as_by_trying_everywhere(words: list[str]) -> None:
    text = " ".join(words)
    for pattern in (_TITLE, _ORGANIZATION):
        found = [match.span() for match in _matches(pattern, text)]
        assert found == [match.span() for match in pattern.finditer(text)]
        assert all(_BEGINNING.match(text, start) for start, _ in found)


@given(st.lists(st.lists(st.sampled_from(["ensure", "access", "the"]), min_size=1, max_size=6), max_size=4))
def test_known_grams_are_those_of_all_that_are_known(sentences: list[list[str]]) -> None:
    known = {"ensure", "ensure access", "the ensure", "^ensure", "^the access", "missing"}
    words = {word for sentence in sentences for word in sentence}
    assert KnownGrams(known).found(sentences, words) == grams(sentences) & known
