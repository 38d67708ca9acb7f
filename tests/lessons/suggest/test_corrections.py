"""Did you mean: from the texts' own words, also where what was typed is found a few times."""

from lessons.analysis import tokens
from lessons.lexicon import Lexicon, LexiconBuilder
from lessons.suggest.corrections import corrected, correction


def counted(*texts: str) -> Lexicon:
    builder = LexiconBuilder()
    for text in texts:
        builder.add([list(tokens(text))])
    return builder.build()


def test_an_unknown_word_has_a_near_one() -> None:
    lexicon = counted("disarmament of combatants", "disarmament", "police")
    assert correction("disarmment", lexicon) == "disarmament"
    assert correction("idsarmament", lexicon) == "disarmament"
    assert correction("qqqqqq", lexicon) is None
    assert correction("", lexicon) is None


def test_a_slip_in_the_texts_does_not_hide_the_word_that_was_meant() -> None:
    lexicon = counted("the goverment", *["the government"] * 30)
    assert correction("goverment", lexicon) == "government"


def test_a_rare_good_word_is_left_alone() -> None:
    assert correction("vetting", counted("vetting", *["the setting"] * 30)) is None


def test_a_form_of_the_same_word_is_no_correction() -> None:
    assert correction("camps", counted("the camps", *["a camp"] * 300)) is None


def test_the_query_keeps_all_but_the_word() -> None:
    lexicon = counted("disarmament", "police")
    assert corrected('"disarmment" AND police', ["disarmment", "police"], lexicon) == ['"disarmament" AND police']
    assert corrected("police", ["police"], lexicon) == []


def test_british_spelling_is_no_wrong_spelling() -> None:
    assert correction("demobilisation", counted(*["demobilization of fighters"] * 30)) is None


def test_a_slip_that_is_found_by_its_stem_is_not_taken_for_another_word() -> None:
    lexicon = counted(*["the component"] * 30, *["a compliant office"] * 40)
    assert correction("componant", lexicon) is None


def test_a_word_of_another_language_is_no_slip() -> None:
    assert correction("retirada", counted(*["the retired"] * 30)) is None
