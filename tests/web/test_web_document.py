"""The page of a document and its original file."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import web_sample
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from web_sample import BROKEN, LONG, NOTE, PAGE, REPORT

from lessons.access import OWNER, Reader
from lessons.description import describe
from lessons.home import Home
from lessons.storage.catalog import Catalog

Clients = Callable[[Home, Reader], FlaskClient]


def soup_of(client: FlaskClient, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser")


def test_metadata_parts_and_evidence(client: FlaskClient) -> None:
    soup = soup_of(client, f"/documents/{REPORT}")
    words = " ".join(soup.get_text(" ").split())
    for expected in (
        "S/2004/123",
        "30 November 2004",
        "After-action review",
        "Unclassified",
        "report.pdf",
        "read completely",
        "annex I",
        "Letter, Member State",
        "in the title, in 4 of 5 passages",
        "5 passages, 3 candidates",
    ):
        assert expected in words


def test_passages_in_order_with_headings_once(client: FlaskClient) -> None:
    soup = soup_of(client, f"/documents/{REPORT}")
    assert [mark.get_text() for mark in soup.select(".mark")] == [
        "para. 1, p. 1",
        "para. 2, p. 1",
        "para. 3, p. 2",
        "para. 4, p. 2",
        "para. 1, p. 3",
    ]
    assert [heading.get_text() for heading in soup.select(".body h3")] == ["Findings"]
    assert [part.get_text() for part in soup.select(".part")] == ["report", "annex I"]


def test_candidates_only(client: FlaskClient) -> None:
    soup = soup_of(client, f"/documents/{REPORT}?show=candidates")
    assert len(soup.select(".passage")) == 3
    assert len(soup.select(".passage .badge")) == 3


def test_a_long_document_comes_in_pages(client: FlaskClient) -> None:
    first, last = soup_of(client, f"/documents/{LONG}"), soup_of(client, f"/documents/{LONG}?page=3")
    assert len(first.select(".passage")) == 50
    assert len(last.select(".passage")) == 20
    assert first.select_one("h1").get_text() == "long.md"  # type: ignore[union-attr]
    assert client.get(f"/documents/{LONG}?page=x").status_code == 400
    assert client.get(f"/documents/{LONG}?page=99").status_code == 200


def test_what_could_not_be_read_says_why(client: FlaskClient) -> None:
    assert "encrypted: save it without a password" in soup_of(client, f"/documents/{BROKEN}").get_text()


def test_json_is_what_the_command_shows(client: FlaskClient, home: Home) -> None:
    response = client.get(f"/documents/{REPORT}", headers={"Accept": "application/json"})
    with Catalog(home.catalog) as catalog:
        assert json.loads(response.text) == json.loads(json.dumps(describe(catalog, REPORT, OWNER)))


@pytest.mark.parametrize(
    ("document", "kind", "shown"),
    [
        (REPORT, "application/pdf", "inline"),
        (NOTE, "text/plain; charset=utf-8", "inline"),
        (LONG, "text/plain; charset=utf-8", "inline"),
        (PAGE, "text/html; charset=utf-8", "attachment"),
        (BROKEN, "application/octet-stream", "attachment"),
    ],
)
def test_originals_are_shown_only_where_that_is_safe(client: FlaskClient, document: str, kind: str, shown: str) -> None:
    response = client.get(f"/documents/{document}/file")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == kind
    assert response.headers["Content-Disposition"].startswith(shown)
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_viewer_may_ask_for_a_part_of_the_original(client: FlaskClient) -> None:
    response = client.get(f"/documents/{REPORT}/file", headers={"Range": "bytes=0-4"})
    assert response.status_code == 206
    assert response.data == b"%PDF-"


def test_a_text_in_another_character_set_is_not_called_utf8(own_home: Home, as_reader: Clients) -> None:
    note = own_home.path.parent / "reports" / "note.txt"
    note.write_bytes("Détachement".encode("latin-1"))
    response = as_reader(own_home, OWNER).get(f"/documents/{NOTE}/file?anyway=1")
    assert response.headers["Content-Type"] == "text/plain"


def test_a_changed_original_is_announced(own_home: Home, as_reader: Clients) -> None:
    client = as_reader(own_home, OWNER)
    (own_home.path.parent / "reports" / "note.txt").write_text("Something else.")
    response = client.get(f"/documents/{NOTE}/file")
    assert response.status_code == 409
    assert "has changed since it was read" in response.text
    assert f"/documents/{NOTE}/file?anyway=1" in response.text
    assert client.get(f"/documents/{NOTE}/file?anyway=1").text == "Something else."


def test_a_missing_original_is_gone_and_its_text_offered(own_home: Home, as_reader: Clients) -> None:
    client = as_reader(own_home, OWNER)
    (own_home.path.parent / "reports" / "note.txt").unlink()
    response = client.get(f"/documents/{NOTE}/file")
    assert response.status_code == 410
    assert f'href="/documents/{NOTE}"' in response.text


@pytest.mark.parametrize("anyway", ["", "?anyway=1"])
def test_no_file_outside_the_collection_is_sent(
    own_home: Home, as_reader: Clients, tmp_path: Path, anyway: str
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("not yours")
    note = own_home.path.parent / "reports" / "note.txt"
    note.unlink()
    note.symlink_to(outside)
    assert as_reader(own_home, OWNER).get(f"/documents/{NOTE}/file{anyway}").status_code == 410


def test_a_file_name_may_hold_anything(own_home: Home, as_reader: Clients) -> None:
    note = own_home.path.parent / "reports" / "note.txt"
    strange = note.with_name('new\nline "é".txt')
    note.rename(strange)
    with Catalog(own_home.catalog) as catalog:
        status = strange.stat()
        catalog.moved(NOTE, path=str(strange), root=str(note.parent), size=status.st_size, modified=status.st_mtime_ns)
    response = as_reader(own_home, OWNER).get(f"/documents/{NOTE}/file")
    assert response.status_code == 200
    assert "\n" not in response.headers["Content-Disposition"]


def test_a_folder_or_a_pipe_is_not_sent(own_home: Home, as_reader: Clients) -> None:
    note = own_home.path.parent / "reports" / "note.txt"
    note.unlink()
    os.mkfifo(note)
    assert as_reader(own_home, OWNER).get(f"/documents/{NOTE}/file?anyway=1").status_code == 410


def test_a_removed_document_is_gone(own_home: Home, as_reader: Clients) -> None:
    with Catalog(own_home.catalog) as catalog:
        catalog.remove([NOTE])
    client = as_reader(own_home, OWNER)
    assert client.get(f"/documents/{NOTE}").status_code == 410
    assert client.get(f"/documents/{NOTE}/file").status_code == 410
    assert client.get(f"/passages/{web_sample.NOTE}-0000000000").status_code == 404
