"""Help on the way: completions, the ladder, and the log of searches without a hit."""

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from lessons.access import OWNER
from lessons.home import Home
from lessons.storage.zero_hits import ZeroHits
from web.app import create_app
from web.collection import Collection


def completions(client: FlaskClient, text: str) -> list[dict[str, str]]:
    response = client.get("/suggest", query_string={"q": text})
    assert response.status_code == 200
    found: list[dict[str, str]] = response.json["completions"]
    return found


def test_a_beginning_becomes_words_terms_and_titles(client: FlaskClient) -> None:
    assert "country:LBR" in [one["query"] for one in completions(client, "lib")]
    assert "theme:security.ddr" in [one["query"] for one in completions(client, "ddr")]
    words = [one for one in completions(client, "camps re") if one["kind"] == "word"]
    assert words
    assert all(one["query"].startswith("camps re") for one in words)
    assert all(one["address"].startswith("/?q=") for one in words)


def test_nothing_and_nonsense_are_completed_by_nothing(client: FlaskClient) -> None:
    assert completions(client, "") == []
    assert completions(client, "zzzzzz") == []
    assert completions(client, "\x00" * 300) == []


def test_hidden_words_are_no_completions(client: FlaskClient, stranger: FlaskClient) -> None:
    assert any(one["kind"] == "word" for one in completions(client, "zanzibari"))
    assert completions(stranger, "zanzibari") == []


def test_a_search_without_a_hit_shows_the_ladder(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get("/?q=camps+zzzzzz").text, "html.parser")
    rung = soup.select_one(".out-list a")
    assert rung is not None
    assert rung["href"] == "/?q=camps"
    assert int(rung.find_next("span").get_text().split()[0]) > 0  # type: ignore[union-attr]
    ladder = client.get("/?q=camps+zzzzzz", headers={"Accept": "application/json"}).json["ladder"]
    assert ladder[0]["address"] == "/?q=camps"


def test_a_search_without_a_hit_is_noted_only_where_that_is_wanted(own_home: Home, client: FlaskClient) -> None:
    collection = Collection(own_home, OWNER)
    noting = create_app(collection, log_zero_hits=True).test_client()
    noting.get("/?q=zzzzzz&country=LBR")
    noting.get("/?q=zzzzzz&country=LBR")
    create_app(collection).test_client().get("/?q=yyyyyy")
    collection.close()
    log = ZeroHits(own_home.zero_hits)
    found = log.commonest()
    log.close()
    assert [(row["query"], row["filters"], row["times"]) for row in found] == [("zzzzzz", "country=LBR", 2)]


def test_the_box_names_where_completions_come_from(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get("/").text, "html.parser")
    box = soup.select_one("#q")
    assert box is not None
    assert box["data-suggest"] == "/suggest"
