"""Pairs of sets that are alike."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.relations.alike import Search, alike, jaccard, pairs, signature
from lessons.relations.unions import Unions

SETS = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3),
    st.frozensets(st.sampled_from([f"w{n}" for n in range(12)]), max_size=10),
    max_size=12,
)


def test_jaccard() -> None:
    assert jaccard({"a", "b"}, {"b", "c"}) == 1 / 3
    assert jaccard(set(), set()) == 0
    assert jaccard({"a"}, {"a"}) == 1


@given(SETS)
@settings(max_examples=60)
def test_pairs_are_measured_and_nearly_all_are_found(sets: dict[str, frozenset[str]]) -> None:
    found = alike(sets, Search(0.7))
    exact = {
        pair: jaccard(sets[pair[0]], sets[pair[1]])
        for pair in combinations(sorted(sets), 2)
        if jaccard(sets[pair[0]], sets[pair[1]]) >= 0.7
    }
    assert found == exact


@given(SETS, st.randoms())
@settings(max_examples=40)
def test_the_order_in_which_sets_come_is_nothing(sets: dict[str, frozenset[str]], random: object) -> None:
    shuffled = list(sets.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert alike(dict(shuffled), Search(0.5)) == alike(sets, Search(0.5))


def test_pairs_need_signatures_alone() -> None:
    search = Search(0.5)
    words = {"c": "one two three four", "a": "one two three five", "b": "six seven", "d": ""}
    signatures = {key: signature(set(text.split()), search) for key, text in words.items()}
    assert {len(found) for found in signatures.values()} == {0, 4 * search.length}
    assert list(pairs(signatures, search)) == [("a", "c")]


@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"))), st.randoms())
def test_unions_are_called_by_their_smallest_name_in_any_order(joins: list[tuple[str, str]], random: object) -> None:
    one, other = Unions("abcdefg"), Unions()
    for pair in joins:
        one.join(*pair)
    random.shuffle(joins)  # type: ignore[attr-defined]
    for pair in joins:
        other.join(*reversed(pair))
    assert [one.of(name) for name in "abcdefg"] == [other.of(name) for name in "abcdefg"]
    assert all(one.of(name) <= name for name in "abcdefg")
