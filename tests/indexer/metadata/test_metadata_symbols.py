"""Symbols in mastheads, running headers and file names."""

import pytest

from indexer.metadata.symbols import clean, find_symbols, own_symbols, symbol_of_name


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("United Nations S/2025/154", ["S/2025/154"]),
        ("A/79/907-S/2025/268", ["A/79/907", "S/2025/268"]),
        ("A/79/907–S/2025/268", ["A/79/907", "S/2025/268"]),
        ("S/RES/2776 (2025)", ["S/RES/2776"]),
        ("A/ES-10/1030", ["A/ES-10/1030"]),
        ("DP/2025/14/Corr.1*", ["DP/2025/14/Corr.1"]),
        ("ICCD/COP(8)/CST/8", ["ICCD/COP(8)/CST/8"]),
        ("A/AC.109/2025/L.[13]", ["A/AC.109/2025/L.13"]),
        ("A./47/435", ["A/47/435"]),
        ("A/39/36I", ["A/39/361"]),
        ("see https://example.org/A/12 and and/or", []),
        ("police/military 24/7", []),
    ],
)
def test_finds_symbols(text: str, symbols: list[str]) -> None:
    assert find_symbols(text) == symbols


def test_the_masthead_comes_before_the_running_headers() -> None:
    assert own_symbols(["S/2025/1"], ["S/2024/9"]) == ("S/2025/1",)
    assert own_symbols(["Distr.: General"], ["S/2024/9", "2/14"]) == ("S/2024/9",)
    assert own_symbols([], []) == ()


def test_a_file_name_may_spell_a_symbol() -> None:
    assert symbol_of_name("A_52_687.en.pdf") == "A/52/687"
    assert symbol_of_name("gao_camp_closure.pdf") is None


def test_a_resolution_has_no_year() -> None:
    assert clean("A/RES/60/180") == "A/RES/60/180"
    assert clean("S/RES/1325 (2000)") == "S/RES/1325"
