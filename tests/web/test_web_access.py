"""Readers: what one may not see is not found, not counted, not suggested."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import web_sample
from flask.testing import FlaskClient

from lessons.access import AccessLabel, Reader
from lessons.home import Home
from lessons.storage.catalog import Catalog
from lessons.storage.rows import stored_passages

JSON = {"Accept": "application/json"}
SECRET = stored_passages(
    web_sample.SECRET, [web_sample.recognised(line) for line in web_sample.LINES[web_sample.SECRET]]
)[0].id


@pytest.mark.parametrize(
    "address",
    [
        f"/documents/{web_sample.SECRET}",
        f"/documents/{web_sample.SECRET}/file",
        f"/passages/{SECRET}",
    ],
)
@pytest.mark.parametrize("headers", [{}, JSON])
def test_the_restricted_is_as_if_it_did_not_exist(
    stranger: FlaskClient, client: FlaskClient, address: str, headers: dict[str, str]
) -> None:
    missing = stranger.get(address.replace("d" * 12, "9" * 12), headers=headers)
    refused = stranger.get(address, headers=headers)
    assert refused.status_code == missing.status_code == 404
    assert refused.text.replace("d" * 12, "9" * 12) == missing.text
    assert client.get(address, headers=headers).status_code == 200


def test_a_vanished_passage_betrays_no_restricted_document(stranger: FlaskClient) -> None:
    assert "/documents/" not in stranger.get(f"/passages/{web_sample.SECRET}-0").text


@pytest.mark.parametrize(
    "address",
    [
        "/?q=zanzibarium",
        "/?q=zanzibarum",
        "/?mission=MINUSMA",
        "/?q=title:convoys",
        "/?q=camps",
        "/?q=zanz*",
        "/?exclude=country%3DMLI",
    ],
)
def test_restricted_counts_do_not_leak(stranger: FlaskClient, address: str) -> None:
    found = stranger.get(address, headers=JSON).json
    assert found is not None
    assert all(result["document_id"] != web_sample.SECRET for result in found["results"])
    assert not any("zanzibarium" in text for text in found["suggestions"])
    assert all(entry["code"] != "MINUSMA" or entry["count"] == 0 for entry in found["facets"]["mission"])
    assert all(entry["code"] != "2014" for entry in found["facets"]["year"])


def test_the_start_page_counts_what_its_reader_may_see(stranger: FlaskClient) -> None:
    page = stranger.get("/").text
    assert "150 passages from 4 documents" in page
    assert "MINUSMA" not in page


def test_a_group_opens_what_belongs_to_it(home: Home, as_reader: Callable[[Home, Reader], FlaskClient]) -> None:
    planner = as_reader(home, Reader.parse("confidential:planners"))
    other = as_reader(home, Reader.parse("confidential:press"))
    assert planner.get(f"/documents/{web_sample.SECRET}").status_code == 200
    assert other.get(f"/documents/{web_sample.SECRET}").status_code == 404


def test_a_new_restriction_closes_the_page_at_once(
    own_home: Home, as_reader: Callable[[Home, Reader], FlaskClient]
) -> None:
    stranger = as_reader(own_home, Reader())
    assert stranger.get(f"/documents/{web_sample.NOTE}").status_code == 200
    with Catalog(own_home.catalog) as catalog:
        document = catalog.document(web_sample.NOTE)
        assert document is not None
        catalog.store(
            replace(document, access=AccessLabel("confidential")),
            catalog.parts(document.id),
            catalog.passages(document.id),
        )
    assert stranger.get(f"/documents/{web_sample.NOTE}").status_code == 404
