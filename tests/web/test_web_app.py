"""Errors, headers, limits and the host names that are answered to."""

import html
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import web_sample
from flask.testing import FlaskClient

from lessons.access import OWNER, Reader
from lessons.home import Home
from web.app import create_app
from web.collection import Collection
from web.headers import HEADERS
from web.hosts import LOOPBACK

JSON = {"Accept": "application/json"}
PAGES = [
    "/",
    "/?q=camps",
    "/help",
    "/nowhere",
    "/?size=0",
    f"/documents/{web_sample.REPORT}",
    f"/documents/{web_sample.REPORT}/file",
]


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_is_protected(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert "private" in response.headers["Cache-Control"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", [page for page in PAGES if not page.endswith("/file")])
def test_no_page_has_a_script_or_style_of_its_own(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    assert page.count("<script") == page.count('<script src="/static/page.js') == 1
    assert "<style" not in page and " style=" not in page and " on" + "click=" not in page
    assert "http://" not in page and "https://" not in page


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/?size=0", 400, "give a whole number from 1 to 200"),
        ("/?country=Libreia", 400, "did you mean LBR (Liberia)"),
        ("/?years=2010..2004", 400, "write 2004..2010"),
        ("/?from=abc", 400, "is not a range of years"),
        ("/?sort=best", 400, "is no order"),
        ("/?exclude=colour%3Dred", 400, "is not FIELD=CODE"),
        ("/nowhere", 404, "There is no page at this address"),
        ("/documents/nothing", 404, "There is no document “nothing”"),
        ("/passages/nothing", 404, "There is no passage “nothing”"),
    ],
)
def test_errors_say_what_to_do(client: FlaskClient, address: str, status: int, words: str) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert words in html.unescape(response.text)
    assert 'href="/help"' in response.text
    found = client.get(address, headers=JSON)
    assert found.status_code == status
    assert found.json is not None and found.json["status"] == status and words in found.json["error"]


def test_a_mistake_in_a_filter_keeps_the_query(client: FlaskClient) -> None:
    page = client.get("/?q=camps&country=Libreia").text
    assert 'value="camps"' in page
    assert 'href="/?q=camps"' in page


def test_only_reading_is_possible(client: FlaskClient) -> None:
    refused = client.post("/")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert client.delete(f"/documents/{web_sample.REPORT}").status_code == 405


def test_a_defect_shows_no_trace(home: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    collection = Collection(home, OWNER)
    monkeypatch.setattr(collection, "view", lambda: 1 / 0)
    response = create_app(collection).test_client().get("/?q=camps")
    assert response.status_code == 500
    assert "defect of the program" in response.text
    assert "ZeroDivisionError" not in response.text
    assert "ZeroDivisionError" in caplog.text
    collection.close()


def test_without_an_index_the_command_is_named(
    tmp_path: Path, as_reader: Callable[[Home, Reader], FlaskClient]
) -> None:
    response = as_reader(Home(tmp_path), OWNER).get("/?q=camps")
    assert response.status_code == 503
    assert "lessons index" in response.text
    assert as_reader(Home(tmp_path), OWNER).get("/documents/x").status_code == 503


@pytest.mark.parametrize(
    ("address", "statuses"),
    [
        ("/?q=" + "+".join(f"word{number}" for number in range(20_000)), {414}),
        ("/?q=" + "camps+" * 1_200, {200}),
        ("/?q=" + "(" * 7_000, {200}),
        ("/?q=" + "(" * 10_000, {414}),
        ("/?q=%3F*", {200}),
        ("/?q=*a*+AND+*e*", {200}),
        ("/?q=camps&page=1000000000", {200}),
        ("/?q=camps&page=1000000000000000", {400}),
        ("/?" + "&".join(f"a{number}=1" for number in range(900)), {400}),
        ("/?" + "&".join(["country=LBR"] * 190), {200}),
        ("/?" + "&".join(f"country=zzzz{number}" for number in range(190)), {400}),
        ("/?size=200&q=" + "camps+" * 1_200, {200}),
        ("/?q=%00%ff%ed%a0%80", {200}),
        ("/passages/" + "x" * 7_000, {404}),
        ("/documents/..%2f..%2fetc%2fpasswd/file", {404}),
        ("/documents/a%00b", {404}),
    ],
)
def test_hostile_requests_get_a_clear_answer_within_a_second(
    client: FlaskClient, address: str, statuses: set[int]
) -> None:
    client.get("/?q=warm")
    started = time.perf_counter()
    response = client.get(address, follow_redirects=True)
    assert response.status_code in statuses
    assert time.perf_counter() - started < 1


def test_static_files_may_be_kept_for_ever(client: FlaskClient) -> None:
    address = client.get("/help").text.split('rel="stylesheet" href="')[1].split('"')[0]
    response = client.get(address)
    assert response.status_code == 200
    assert "max-age=31536000" in response.headers["Cache-Control"]
    assert client.get("/favicon.ico", follow_redirects=True).mimetype == "image/svg+xml"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("[::1]:8000", 200),
        ("rebound.example", 400),
        ("127.0.0.1.example", 400),
    ],
)
def test_the_owner_is_served_under_known_names_only(home: Home, host: str, status: int) -> None:
    collection = Collection(home, OWNER)
    client = create_app(collection, hosts=LOOPBACK).test_client()
    response = client.get("/help", headers={"Host": host})
    collection.close()
    assert response.status_code == status
