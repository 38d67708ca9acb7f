from pathlib import Path

import pytest

from indexer.formats.furniture import is_furniture, is_named_furniture
from indexer.formats.html import Html, declared_charset, read_page
from indexer.formats.source import Block, Limits, Rejected, Source

PAGE = """\
<!DOCTYPE html><html lang="fr-FR"><head><meta charset="iso-8859-1"><title>Leçons du retrait | Mission</title>
<meta name="author" content="Bureau des meilleures pratiques">
<meta property="article:published_time" content="2012-05-01T10:00:00Z"></head>
<body class="has-sidebar"><div id="cookie-banner">We use cookies. <a href=x>Accept all cookies</a></div>
<header><a href=/>Home</a><nav><ul><li><a href=a>About us</a></li><li><a href=b>Missions</a></li></ul></nav></header>
<div class="breadcrumb">Home &gt; Lessons &gt; Drawdown</div>
<form><table width=100%><tr><td><ul><li><a href=1>Menu one</a><li><a href=2>Menu two</a><li><a href=3>Menu 3</a></ul>
</td><td><h1>Leçons du retrait</h1>
<p>The mission drew down in twelve months, and its premises were handed over to the Government in good order.</p>
<h2 class="anchorWithStickyNavbar_x7">I. Background</h2>
<p>Text about the background of the mission,<br>which began in 2003.</p>
<ol type=a><li>First, plan early, before the Council decides.<ul><li>nested point about property</li></ul></li>
<li><p>Second, keep staff.</p><p>Further words on the second point.</p></li></ol>
<h3>A. Property</h3>
12. The property was handed over.<br><br>13. The archives were not, and this led to delays of several months.
<table><tr><th>Year</th><th>Troops</th></tr><tr><td>2010</td><td>8,000</td></tr></table>
<p><b>Recommendations</b></p>
<p>The Department should plan the <a href=z>transition</a> together with the country team.</p>
<div class=footnote>1. See S/2010/429.</div>
</td></tr></table></form>
<aside><h2>Related</h2><p>Other stories you may like to read today</p></aside>
<footer><p>© 2012 United Nations. All rights reserved. <a href=p>Privacy</a></p></footer></body></html>
"""


def read(tmp_path: Path, content: bytes) -> Source:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    return Html().read(path, Limits())


def test_main_text_keeps_order_levels_lists_and_tables_and_loses_furniture(tmp_path: Path) -> None:
    source = read(tmp_path, PAGE.encode("iso-8859-1"))
    assert source.blocks == [
        Block("Leçons du retrait", "title"),
        Block(
            "The mission drew down in twelve months, and its premises were handed over to the Government in good order."
        ),
        Block("Background", "heading", 2, "I."),
        Block("Text about the background of the mission, which began in 2003."),
        Block("First, plan early, before the Council decides.", "list_item", 1, "a."),
        Block("nested point about property", "list_item", 2, "•"),
        Block("Second, keep staff.", "list_item", 1, "b."),
        Block("Further words on the second point.", "list_item", 1),
        Block("Property", "heading", 3, "A."),
        Block("The property was handed over.", label="12."),
        Block("The archives were not, and this led to delays of several months.", label="13."),
        Block("Year\tTroops", "table"),
        Block("2010\t8,000", "table"),
        Block("Recommendations", "heading"),
        Block("The Department should plan the transition together with the country team."),
        Block("See S/2010/429.", "footnote", label="1."),
    ]


def test_the_head_declares_hints(tmp_path: Path) -> None:
    assert read(tmp_path, PAGE.encode("cp1252")).hints == {
        "title": "Leçons du retrait | Mission",
        "date": "2012-05-01T10:00:00Z",
        "author": "Bureau des meilleures pratiques",
        "language": "fr-FR",
    }


@pytest.mark.parametrize("depth", [10, 300, 2_000])
def test_text_at_any_depth_is_read(depth: int) -> None:
    deep = "The deep sentence holds the lesson that was learned. " * 5
    opening = f"<html><body><h1>T</h1><p>{'An opening sentence. ' * 9}</p>"
    page = f"{opening}{'<div>' * depth}<p>{deep}</p>{'</div>' * depth}</body></html>"
    assert deep.strip() in [block.text for block in read_page(page).blocks]


@pytest.mark.parametrize("unclosed", ["<head><title>T</title>", "<nav>", "<button>", "<div hidden>", "<form><select>"])
def test_a_page_inside_an_unclosed_element_is_read(unclosed: str) -> None:
    text = "The mission drew down in twelve months and handed over its premises."
    page = f"<html>{unclosed}<body><h1>Drawdown</h1><p>{text}</p><p>{text}</p></body></html>"
    assert [block.text for block in read_page(page).blocks] == ["Drawdown", text, text]


def test_a_page_of_links_is_read_as_it_is() -> None:
    page = "<html><body>" + "<p><a href=x>A report of the mission</a></p>" * 3 + "</body></html>"
    assert len(read_page(page).blocks) == 3


def test_a_page_without_text_is_rejected() -> None:
    with pytest.raises(Rejected, match="script"):
        read_page("<html><body><script>run()</script></body></html>")


@pytest.mark.parametrize(
    ("content", "accepted"),
    [
        (b"<!DOCTYPE html><p>x", True), (b"\n<!-- saved --><html>", True),
        (b"<?xml version='1.0'?>\n<html xmlns='x'>", True),
        (b"<p>one</p><p>two</p><div>three</div>", True), ("<html>é".encode("utf-16"), True),
        (b"<?xml version='1.0'?><rss><title>a</title><p>b</p><p>c</p></rss>", False), (b"<rss><p><p><p>", False),
        (b"Use <html> to begin", False), (b"a < b and <p>", False), (bytes(100), False),
    ],
)  # fmt: skip
def test_content_tells_a_page(content: bytes, accepted: bool, tmp_path: Path) -> None:
    assert Html().accepts(content, tmp_path / "x") is accepted


def test_latin_1_means_windows_1252() -> None:
    assert declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">') == "cp1252"
    assert declared_charset(b"<p>") is None


@pytest.mark.parametrize(
    ("name", "attributes", "always", "named"),
    [
        ("nav", {}, True, False), ("div", {"role": "navigation"}, True, False),
        ("p", {"style": "display: none"}, True, False),
        ("div", {"class": ["site-footer"]}, False, True), ("div", {"id": "cookieNotice"}, False, True),
        ("ul", {"class": ["table-of-contents"]}, False, True), ("footer", {}, False, True),
        ("div", {"class": ["canvas", "navel"]}, False, False), ("h2", {"class": ["nav"]}, False, False),
        ("body", {"class": ["sidebar"]}, False, False),
    ],
)  # fmt: skip
def test_furniture_is_told_by_element_role_and_name(
    name: str, attributes: dict[str, object], always: bool, named: bool
) -> None:
    assert is_furniture(name, attributes) is always
    assert named is is_named_furniture(name, attributes)
