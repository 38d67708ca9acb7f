from indexer.formats.clean import clean, clean_lines


def test_text_is_composed_and_spaces_are_single() -> None:
    assert clean("Co\u0302te\u00a0 d\u2019Ivoire\r\n  2007 ") == "Côte d’Ivoire 2007"


def test_invisible_and_control_characters_go() -> None:
    assert clean("peace\u00adkeeping\x00 \u200bmis\u200esion\ufeff\x07") == "peacekeeping mission"


def test_symbol_fonts_become_bullets_and_surrogates_are_replaced() -> None:
    assert clean("\uf0b7 staff \ud800") == "• staff \N{REPLACEMENT CHARACTER}"


def test_lines_and_form_feeds_stay() -> None:
    assert clean_lines("one\r\ntwo\rthree\x0cfour\u2028five\x01") == "one\ntwo\nthree\x0cfour\nfive"
