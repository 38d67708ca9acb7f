"""The page of a passage."""

import json
from collections.abc import Callable
from dataclasses import replace

import web_sample
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from lessons.access import OWNER, Reader
from lessons.anchors import anchored
from lessons.description import describe
from lessons.home import Home
from lessons.records import Annotation
from lessons.storage.catalog import Catalog
from lessons.storage.decisions import Decisions
from lessons.storage.originals import Corrected, kept
from lessons.storage.rows import stored_passages


def identity(document: str, number: int) -> str:
    return stored_passages(document, [web_sample.recognised(line) for line in web_sample.LINES[document]])[number].id


def soup_of(client: FlaskClient, number: int = 0, document: str = web_sample.REPORT) -> BeautifulSoup:
    response = client.get(f"/passages/{identity(document, number)}")
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser")


def test_the_whole_text_stands_there_unchanged(client: FlaskClient) -> None:
    whole = soup_of(client).select_one(".whole")
    assert whole is not None
    assert whole.get_text().strip() == web_sample.CAMPS
    assert not whole.select("b")


def test_what_was_recognised_is_marked_and_explained(client: FlaskClient) -> None:
    soup = soup_of(client)
    assert [mark.get_text() for mark in soup.select(".whole .seen")] == ["Cantonment sites", "Liberia"]
    assert "LBR" in str(soup.select(".whole .seen")[1]["title"])
    rows = [[cell.get_text() for cell in row.select("td")] for row in soup.select(".found tbody tr")]
    assert rows[1] == ["Liberia", "Liberia", "LBR", "Country", "country.name"]


def test_kind_confidence_and_rule_are_told(client: FlaskClient) -> None:
    facts = soup_of(client).select_one(".facts")
    assert facts is not None
    words = facts.get_text(" ")
    assert "Recommendation (candidate)" in words and "80%" in words and "modal.should" in words


def test_neighbours_can_be_read_and_reached(client: FlaskClient) -> None:
    soup = soup_of(client, 2)
    near = [link["href"] for link in soup.select(".near a")]
    assert near == [f"/passages/{identity(web_sample.REPORT, number)}" for number in (0, 1, 3, 4)]
    assert "too many fighters" in soup.select(".near")[0].get_text()


def test_citation_and_links(client: FlaskClient) -> None:
    soup = soup_of(client, 4)
    citation = soup.select_one("#citation")
    assert citation is not None
    assert (
        citation.get_text() == "Camps: <i>an</i> after-action review, S/2004/123, annex I, para. 1, p. 3 (2004-11-30)"
    )
    links = [str(link["href"]) for link in soup.select(".beside .ways:not(.exports) a")]
    assert links == [
        f"/documents/{web_sample.REPORT}/file#page=3",
        f"/documents/{web_sample.REPORT}#p-{identity(web_sample.REPORT, 4)}",
    ]


def test_a_late_passage_points_to_its_page_of_the_document(client: FlaskClient) -> None:
    soup = soup_of(client, 110, web_sample.LONG)
    address, _, anchor = str(soup.select(".beside .ways a")[1]["href"]).partition("#")
    assert address.endswith("?page=3")
    assert f'id="{anchor}"' in client.get(address).text


def test_long_neighbours_are_cut(client: FlaskClient) -> None:
    assert soup_of(client, 3, web_sample.LONG).select_one(".near p").get_text().endswith("…")  # type: ignore[union-attr]


def test_json_is_what_the_command_shows(client: FlaskClient, home: Home) -> None:
    found = identity(web_sample.REPORT, 0)
    response = client.get(f"/passages/{found}", headers={"Accept": "application/json"})
    with Catalog(home.catalog) as catalog:
        assert json.loads(response.text) == describe(catalog, found, OWNER)


def test_a_vanished_passage_points_to_its_document(client: FlaskClient) -> None:
    response = client.get(f"/passages/{web_sample.REPORT}-0000000000")
    assert response.status_code == 404
    assert f'href="/documents/{web_sample.REPORT}"' in response.text


def test_a_persons_corrections_are_told_with_name_and_date(
    own_home: Home, as_reader: Callable[[Home, Reader], FlaskClient]
) -> None:
    found = identity(web_sample.REPORT, 0)
    with Catalog(own_home.catalog) as catalog, Decisions(own_home.decisions) as decisions:
        machine = catalog.found(web_sample.REPORT)
        assert machine is not None
        place = anchored(machine.document, machine.passages[0], machine.passages)
        number = decisions.correct("", "country", "TCD", "officer", action="add", scope="passage", anchor=place)
        tag = Annotation(0, 0, "", "country", "TCD", "Chad", f"person.add#{number}")
        passages = (replace(machine.passages[0], annotations=(tag,)), *machine.passages[1:])
        content = replace(machine, passages=passages)
        catalog.recorrect(Corrected(content, kept(machine, content, {found: [number]})))
    soup = BeautifulSoup(as_reader(own_home, OWNER).get(f"/passages/{found}").text, "html.parser")
    row = [cell.get_text() for cell in soup.select(".found tbody tr td")]
    assert row[1:4] == ["Chad", "TCD", "Country"]
    assert row[4].startswith("person.add officer, ")
    facts = soup.select_one(".facts")
    assert facts is not None
    assert "add country=TCD (officer, " in facts.get_text()


def test_why_it_was_found_is_told_on_demand(client: FlaskClient) -> None:
    address = f"/passages/{identity(web_sample.REPORT, 0)}"
    assert BeautifulSoup(client.get(address).text, "html.parser").select_one(".why-found") is None
    soup = BeautifulSoup(client.get(f"{address}?q=cantonment sites").text, "html.parser")
    assert soup.select_one("details.why-found #why") is not None
    rows = [[cell.get_text() for cell in row.select("td")] for row in soup.select(".why-found tbody tr")]
    assert {"cantonment", "sites"} <= {row[1] for row in rows}
    assert abs(sum(int(row[0].rstrip("%")) for row in rows) - 100) <= len(rows)
    for nothing in ("zzzz", "", "cantonment " * 40):
        page = client.get(address, query_string={"q": nothing})
        assert page.status_code == 200
        assert "why-found" not in page.text


def test_results_lead_to_why(client: FlaskClient) -> None:
    [first, *_] = BeautifulSoup(client.get("/?q=cantonment").text, "html.parser").select(".ways a[href$='#why']")
    assert "q=cantonment" in str(first["href"])
    assert not BeautifulSoup(client.get("/?country=LBR").text, "html.parser").select(".ways a[href$='#why']")
