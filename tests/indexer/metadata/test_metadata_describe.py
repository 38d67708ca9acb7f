"""All metadata of a document together: dates above all."""

from indexer.formats.source import Block, Source
from indexer.metadata.describe import describe
from indexer.metadata.front import find_front
from indexer.metadata.title import find_title
from lessons.records import Metadata


def described(source: Source, name: str = "x.pdf") -> Metadata:
    front = find_front(source.blocks)
    return describe(source, front, find_title(front, source.hints), name)


def page_one(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(text, page=1) for text in texts)


def test_the_date_of_distribution_is_not_the_letters() -> None:
    letter = "Letter dated 30 April 2011 from the Secretary-General addressed to the President of the Security Council"
    blocks = page_one(
        "United Nations A/65/9-S/2011/8", "Distr.: General", "3 May 2011", letter, "I write to you today."
    )
    found = described(Source("pdf", blocks, 2))
    assert (found.date, found.symbols, found.doc_type, found.pages) == (
        "2011-05-03", ("A/65/9", "S/2011/8"), "letter", 2,
    )  # fmt: skip


def test_a_symbol_in_the_text_is_not_the_documents() -> None:
    found = described(Source("txt", page_one("Closing a camp", "As said in S/2011/8, camps close slowly and late.")))
    assert found.symbols == ()


def test_running_headers_tell_the_symbol_of_an_unreadable_masthead() -> None:
    blocks = page_one("UNITED NATIONS", "General Assembly", "Distr. GENERAL", "Question of Arcadia", "1. It began.")
    assert described(Source("pdf", blocks, furniture=("2", "A/39/361"))).symbols == ("A/39/361",)
    assert described(Source("pdf", blocks), "A_39_361.pdf").symbols == ("A/39/361",)


def test_the_first_lines_date_a_text() -> None:
    blocks = page_one("Closing a camp", "Bamako, 3 May 2014", "The decision of 1 March 2013 came late for everyone.")
    assert described(Source("txt", blocks)).date == "2014-05-03"


def test_a_declared_date_is_believed_only_if_the_text_allows_it() -> None:
    old = page_one("Closing a camp", "What was done in the years up to 1984 is told here at some length.")
    assert described(Source("pdf", old, hints={"creationdate": "D:20080428"})).date is None
    new = page_one("Closing a camp", "What was done in the years up to 2008 is told here at some length.")
    assert described(Source("pdf", new, hints={"creationdate": "D:20080428"})).date == "2008-04-28"


def test_a_mail_is_dated_by_its_header() -> None:
    blocks = (Block("Camp", "title"), Block("We met on 3 May 2014 and agreed to close the camp in June."))
    assert described(Source("eml", blocks, hints={"date": "2014-05-06"})).date == "2014-05-06"


def test_official_records_print_their_day_in_square_brackets() -> None:
    blocks = (
        *page_one("United Nations", "Report of the Committee on Camps", "General Assembly", "Supplement No. 5"),
        Block("Note", page=2),
        Block("[9 July 2025]", page=3),
        Block("1. On 3 May 2024 the Committee met for the first time.", page=4),
    )
    assert described(Source("pdf", blocks)).date == "2025-07-09"


def test_distribution_and_original_language_make_a_masthead() -> None:
    blocks = (
        Block("Third Meeting of States Parties\tDistr.: General 19 March 2025", "table", page=1),
        Block("Original: English", "table", page=1),
        Block("Report of the third Meeting of States Parties", "title", page=1),
        Block("1. On 4 October 2024 the meeting was convened by all.", page=1),
    )
    found = described(Source("pdf", blocks, furniture=("TPNW/MSP/2025/11",)))
    assert (found.date, found.symbol) == ("2025-03-19", "TPNW/MSP/2025/11")


def test_a_list_of_names_has_the_language_of_its_masthead() -> None:
    names = ("Mr. José da Silva Pereira", "Mr. Mohamed Soliman", "Ms. Noor van den Berg", "Mr. João dos Santos") * 4
    blocks = page_one(
        "United Nations A/AC.1/2025/INF/4", "Distr.: General", "English only", "List of participants", *names
    )
    assert described(Source("pdf", blocks)).language == "en"
