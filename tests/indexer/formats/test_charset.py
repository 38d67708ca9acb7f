import os

import pytest

from indexer.formats.charset import BinaryDataError, decode, encoding_of

FRENCH = "La mission a été déployée à l’époque où la situation était dégradée. Les leçons apprises – coût élevé."
SPANISH = "La misión aprendió que la coordinación con las autoridades locales es esencial. El año próximo habrá otra."
RUSSIAN = "Генеральный секретарь представил доклад о деятельности миссии. Уроки касаются планирования на местах."
POLISH = "Misja została rozmieszczona w trudnych warunkach. Wnioski dotyczą współpracy z władzami, których było mało."
ARABIC = "قدم الأمين العام تقريرا عن أنشطة البعثة والدروس المستفادة من التخطيط والتنسيق في الميدان"
ENGLISH = "The Secretary-General’s note on “lessons” cost € 50."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((text, each) for text in (FRENCH, RUSSIAN, ARABIC) for each in ("utf-8", "utf-8-sig", "utf-16", "utf-32")),
        (ENGLISH, "utf-16-le"), (ENGLISH, "utf-16-be"), (RUSSIAN, "utf-16-le"), (RUSSIAN, "utf-16-be"),
        (FRENCH, "cp1252"), (ENGLISH, "cp1252"), (SPANISH, "cp1252"), (SPANISH, "iso8859-1"), (FRENCH, "iso8859-15"),
        (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "iso8859-5"), (POLISH, "cp1250"), (POLISH, "iso8859-2"),
        (ARABIC, "cp1256"),
    ],
)  # fmt: skip
def test_text_comes_back_from_its_character_set(text: str, encoding: str) -> None:
    written = text.encode(encoding, errors="ignore")
    assert decode(written) == written.decode(encoding)


def test_a_declaration_counts_where_the_bytes_do_not_tell() -> None:
    assert decode("Straße".encode("cp437"), "cp437") == "Straße"
    assert decode("経験".encode("iso2022_jp"), "iso-2022-jp") == "経験"
    assert decode(FRENCH.encode(), "iso-8859-1") == FRENCH
    assert decode(b"plain", "no-such-set") == "plain"


def test_a_few_damaged_bytes_do_not_change_the_set() -> None:
    assert encoding_of(FRENCH.encode() * 5 + b"\xff") == "utf-8"


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\x7fELF\x02\x01\x01" + bytes(200), os.urandom(4000)])
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(BinaryDataError):
        decode(data)


def test_zeros_to_which_a_text_was_filled_up_are_no_binary_data() -> None:
    text = "The camps of the brigade were closed before the rains came.\n"
    assert decode(text.encode() + bytes(4000)) == text
    assert decode(text.encode("utf-16")) == text
    with pytest.raises(BinaryDataError):
        decode(b"MARK" + bytes(4000))
