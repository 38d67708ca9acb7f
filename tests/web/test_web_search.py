"""The page of results: what it shows, how its address is the state, and its JSON."""

import json
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from lessons.access import OWNER
from lessons.generation import open_generation
from lessons.home import Home
from lessons.query.state import SearchState
from lessons.relations.shown import with_relations
from lessons.search.searcher import search
from lessons.storage.catalog import Catalog


def page(client: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address, follow_redirects=True)
    assert response.status_code == status, response.text
    return BeautifulSoup(response.text, "html.parser")


def text(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def hrefs(soup: BeautifulSoup, selector: str) -> list[str]:
    return [str(link["href"]) for link in soup.select(selector)]


def test_start_page_tells_what_is_there(client: FlaskClient) -> None:
    soup = page(client, "/")
    assert "151 passages from 5 documents" in text(soup.select_one(".held"))
    assert "/?country=LBR" in hrefs(soup, ".entries a")
    assert "/?mission=UNMISS" in hrefs(soup, ".entries a")
    assert "/?theme=security.ddr" in hrefs(soup, ".entries a")
    assert "/?theme=security" not in hrefs(soup, ".entries a")
    assert [text(year) for year in soup.select(".years span:not(.unseen)")] == ["1993", "2004", "2012", "2014"]


def test_every_way_in_of_the_start_page_leads_somewhere(client: FlaskClient) -> None:
    soup = page(client, "/")
    for address in hrefs(soup, "main a"):
        assert page(client, address).select_one("h1")


def test_a_result_shows_all_that_a_reader_needs(client: FlaskClient) -> None:
    result = page(client, "/?q=cantonment").select_one(".result")
    assert result is not None
    shown = text(result)
    for words in (
        "Recommendation (candidate)",
        "Camps: <i>an</i> after-action review",
        "S/2004/123",
        "30 November 2004",
        "para. 1, p. 1",
        "After-action review",
        "Findings",
        "Liberia",
        "UNMIL",
        "Disarmament, demobilization and reintegration",
        "Cantonment sites",
    ):
        assert words in shown
    assert text(result.select_one("mark")) == "Cantonment"
    assert result.select_one(".ways a[href$='/file#page=1']")


def test_nothing_of_a_text_becomes_markup(client: FlaskClient) -> None:
    soup = page(client, "/?q=cantonment")
    assert not soup.select(".result i, .result .snippet b")
    soup = page(client, "/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert len(soup.select("script")) == 1
    assert soup.select_one("#q")["value"] == '"><script>alert(1)</script>'  # type: ignore[index]


def test_facets_count_and_keep_their_own_choice_open(client: FlaskClient) -> None:
    soup = page(client, "/?q=camps&country=LBR")
    boxes = {str(box["value"]): box for box in soup.select("input[name=country]")}
    assert boxes["LBR"].has_attr("checked")
    assert len(boxes) == 13 - 1
    chosen = soup.select("#facet-country .row.chosen")
    assert [text(row.select_one(".name")) for row in chosen] == ["Liberia"]


def test_a_long_facet_shows_eight_and_the_rest_on_demand(client: FlaskClient) -> None:
    facet = page(client, "/?q=camp*").select_one("#facet-country")
    assert facet is not None
    assert len(facet.select(":scope > ul > .row")) == 8
    assert len(facet.select(".rest .row")) == 12 - 8
    assert facet.select_one(".rest summary").get_text().startswith("4 more")  # type: ignore[union-attr]


def test_narrower_themes_stand_under_theirs(client: FlaskClient) -> None:
    facet = page(client, "/?q=camps").select_one("#facet-theme")
    assert facet is not None
    assert [str(box["value"]) for box in facet.select(":scope > ul > .row > label input")] == ["mission", "security"]
    assert facet.select_one("#theme-security").find_parent("li").select(".children #theme-security\\.ddr")  # type: ignore[union-attr]


def test_a_chip_takes_its_filter_away(client: FlaskClient) -> None:
    soup = page(client, "/?q=camps&country=LBR&exclude=kind%3Dchallenge&years=2004..2010")
    chips = [text(chip) for chip in soup.select(".chip")]
    assert chips == ["Country: Liberia ×", "not Kind of passage: Challenge ×", "Years: 2004 to 2010 ×"]
    states = [dict(parse_qsl(urlsplit(address).query)) for address in hrefs(soup, ".chip a")]
    assert [sorted(state) for state in states] == [
        ["exclude", "q", "years"],
        ["country", "q", "years"],
        ["country", "exclude", "q"],
    ]
    assert hrefs(soup, ".clear") == ["/?q=camps"]


def test_an_exclusion_leaves_out(client: FlaskClient) -> None:
    soup = page(client, "/?q=camps")
    button = soup.select_one("#facet-kind button[name=exclude][value='kind=challenge']")
    assert button is not None
    assert button["form"] == "search"
    everything = client.get("/?q=camps", headers={"Accept": "application/json"}).json["total"]
    without = client.get("/?q=camps&exclude=kind=challenge", headers={"Accept": "application/json"}).json["total"]
    assert without < everything


def test_what_a_form_sends_becomes_a_clean_address(client: FlaskClient) -> None:
    response = client.get("/?q=camps&from=2004&to=&country=Liberia&sort=relevance&page=1")
    assert response.status_code == 302
    assert response.headers["Location"] == "/?q=camps&country=LBR&years=2004.."
    assert client.get(response.headers["Location"]).status_code == 200
    assert client.get("/?q=").headers["Location"] == "/"


def test_the_form_keeps_what_it_does_not_show(client: FlaskClient) -> None:
    soup = page(client, "/?q=camps&exclude=country%3DHTI&years=2004..&sort=newest&size=25&expand=0")
    hidden = {(field["name"], field["value"]) for field in soup.select("#search input[type=hidden]")}
    assert hidden == {("exclude", "country=HTI"), ("sort", "newest"), ("size", "25"), ("expand", "0")}
    assert soup.select_one("#from")["value"] == "2004"  # type: ignore[index]


def test_paging_and_order(client: FlaskClient) -> None:
    soup = page(client, "/?q=camp*")
    assert text(soup.select_one(".counted")) == "1–10 of 30 passages"
    assert "/?q=camp%2A&page=2" in hrefs(soup, ".pager a")
    last = page(client, "/?q=camp*&page=3&sort=oldest")
    assert text(last.select_one(".counted")) == "21–30 of 30 passages"
    assert last.select_one(".choices [aria-current]").get_text() == "Oldest"  # type: ignore[union-attr]
    assert last.select_one("ol.results")["start"] == "21"  # type: ignore[index]


def test_a_page_past_the_end_leads_back(client: FlaskClient) -> None:
    soup = page(client, "/?q=camp*&page=1000000000")
    assert "no such page" in text(soup.select_one(".nothing"))
    assert "/?q=camp%2A&page=3" in hrefs(soup, ".pager a")


def test_repairs_are_told(client: FlaskClient) -> None:
    soup = page(client, "/?q=%28camps+AND")
    assert "Query mended" in text(soup.select_one(".notes"))


def test_a_misspelt_word_is_corrected(client: FlaskClient) -> None:
    soup = page(client, "/?q=cantonmnt")
    assert "/?q=cantonment" in hrefs(soup, ".mean a, .note a")


def test_no_result_offers_the_filters_to_drop(client: FlaskClient) -> None:
    soup = page(client, "/?q=cantonment&country=LBR&kind=lesson")
    assert text(soup.select_one(".counted")) == "0 passages"
    ways = [text(way) for way in soup.select(".out-list li")]
    assert ways == ["without Kind of passage: Lesson 1 passage"]
    assert page(client, hrefs(soup, ".out-list a")[0]).select(".result")


def test_json_is_what_the_search_gives(client: FlaskClient, home: Home) -> None:
    response = client.get("/?q=cantonment&country=LBR", headers={"Accept": "application/json"})
    generation = open_generation(home.index)
    with Catalog(home.catalog) as catalog:
        asked = search(generation.view(OWNER), SearchState("cantonment", (("country", "LBR"),)))
        expected = with_relations(asked, catalog, OWNER).as_dict()
    generation.close()
    assert response.mimetype == "application/json"
    assert "Accept" in response.headers["Vary"]
    found = json.loads(response.text)
    assert list(found) == list(expected)
    assert {**found, "took_ms": 0} == {**json.loads(json.dumps(expected)), "took_ms": 0}


@pytest.mark.parametrize("accept", ["text/html", "*/*", "text/html,application/xhtml+xml,*/*;q=0.8", ""])
def test_a_browser_gets_the_page(client: FlaskClient, accept: str) -> None:
    response = client.get("/?q=camps", headers={"Accept": accept})
    assert response.mimetype == "text/html"
    assert re.match("<!doctype html>", response.text)


def test_a_mission_takes_in_its_predecessors_with_one_click(client: FlaskClient) -> None:
    link = page(client, "/?mission=BINUH").select_one(".chip a.also")
    assert link is not None
    assert text(link) == "include predecessors (MINUJUSTH, MINUSTAH, MIFH)"
    back = page(client, str(link["href"])).select_one(".chip a.also")
    assert back is not None
    assert text(back).startswith("without predecessors")
    assert str(back["href"]) == "/?mission=BINUH"
    assert page(client, "/?mission=UNIFIL").select_one(".chip a.also") is None
