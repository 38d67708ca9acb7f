"""The trained weights: complete, and read as shares."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.identify import style
from indexer.identify.classifier import KINDS, STYLE, WORDS, standard_classifier
from indexer.identify.grams import grams, sentences_of_words
from indexer.identify.identifier import identify
from indexer.identify.observe import observe
from indexer.identify.rules import standard_rules


def test_every_rule_and_every_trait_of_style_has_weights() -> None:
    weights = standard_classifier().weights
    names = {rule.name for rule in standard_rules().all} | {STYLE + name for name in style.NAMES}
    assert names == {name for name in weights if not name.startswith(WORDS)}
    assert all(len(row) == len(KINDS) for row in weights.values())


@given(st.text(max_size=300))
def test_chances_are_shares(text: str) -> None:
    model = standard_classifier()
    chances = model.chances(observe(text, (), "paragraph", standard_rules(), model.grams))
    assert abs(sum(chances.values()) - 1) < 1e-9
    assert 0 <= identify(text).confidence <= 1


def test_grams_do_not_cross_sentences() -> None:
    assert grams(sentences_of_words("ensure access. then go")) == {
        "ensure", "access", "then", "go", "ensure access", "then go", "^ensure", "^then", "^ensure access", "^then go",
    }  # fmt: skip


def test_what_asks_for_nothing_in_words_is_no_recommendation() -> None:
    assert identify("Early recruitment of interpreters made contact with the communities easier.").kind == "narrative"
