from indexer.formats.counting import written


def test_numbers_are_written_as_lists_print_them() -> None:
    assert [written(3, kind) for kind in "1aAiI"] == ["3", "c", "C", "iii", "III"]
    assert [written(28, "a"), written(1999, "i"), written(0, "i"), written(5000, "I")] == ["bb", "mcmxcix", "0", "5000"]
