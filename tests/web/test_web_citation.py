"""Citations on the page: to read, to copy, to keep."""

import json

import pytest
import rispy
import web_sample
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from lessons.storage.rows import stored_passages

PASSAGE = stored_passages(web_sample.REPORT, [web_sample.recognised(web_sample.LINES[web_sample.REPORT][4])])[0].id


def test_the_passage_shows_its_footnote_and_links_to_every_form(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get(f"/passages/{PASSAGE}").text, "html.parser")
    footnote = soup.select_one("#footnote")
    assert footnote is not None and footnote.get_text() == "S/2004/123, annex I, para. 1"
    links = {link.get_text(): str(link["href"]) for link in soup.select(".exports a")}
    assert list(links) == ["RIS", "BibTeX", "CSL-JSON"]
    for address in links.values():
        assert client.get(address).status_code == 200


def test_a_passage_is_kept_as_ris(client: FlaskClient) -> None:
    response = client.get(f"/passages/{PASSAGE}.ris")
    assert response.headers["Content-Disposition"] == 'attachment; filename="passage.ris"'
    assert response.headers["Content-Type"] == "application/x-research-info-systems; charset=utf-8"
    found = rispy.loads(response.text)[0]
    assert found["title"] == "Camps: <i>an</i> after-action review"
    assert (found["start_page"], found["year"]) == ("3", "2004")


def test_a_document_is_kept_as_csl(client: FlaskClient) -> None:
    response = client.get(f"/documents/{web_sample.REPORT}.csl.json")
    item = json.loads(response.text)[0]
    assert (item["number"], item["id"]) == ("S/2004/123", web_sample.REPORT)
    assert "page" not in item


def test_a_page_of_results_is_kept_as_it_is_shown(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/?q=camps&size=25").text, "html.parser")
    address = next(str(link["href"]) for link in page.select("a") if link.get_text() == "CSL-JSON")
    items = json.loads(client.get(address).text)
    shown = [str(link["href"]).rpartition("/")[2] for link in page.select(".result h2 a")]
    assert [item["id"] for item in items] == [identity.partition("?")[0] for identity in shown]


@pytest.mark.parametrize(
    "address",
    [
        f"/passages/{PASSAGE}.exe",
        "/passages/none.ris",
        f"/passages/{web_sample.REPORT}-0000000000.bib",
        "/documents/none.bib",
        "/results.pdf",
    ],
)
def test_what_is_not_there_is_not_cited(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_what_a_reader_may_not_see_is_not_cited(stranger: FlaskClient, client: FlaskClient) -> None:
    secret = f"/documents/{web_sample.SECRET}.ris"
    assert client.get(secret).status_code == 200
    assert stranger.get(secret).status_code == 404
    assert "zanzibarium" not in stranger.get("/results.ris?q=convoy").text
