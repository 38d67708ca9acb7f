"""“Not relevant” and “this should have been found”: stored, thanked for, taken back; by this server's pages only."""

from urllib.parse import urlsplit

import pytest
import web_sample
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from lessons.access import OWNER, Reader
from lessons.home import Home
from lessons.storage.decisions import Decisions, Judgment
from lessons.storage.rows import stored_passages

PASSAGE = stored_passages(web_sample.REPORT, [web_sample.recognised(web_sample.LINES[web_sample.REPORT][0])])[0].id
SECRET = stored_passages(web_sample.SECRET, [web_sample.recognised(web_sample.LINES[web_sample.SECRET][0])])[0].id


@pytest.fixture
def own(own_home: Home, as_reader) -> FlaskClient:  # type: ignore[no-untyped-def]
    return as_reader(own_home, OWNER)  # type: ignore[no-any-return]


def form_of(client: FlaskClient, address: str, place: str) -> Tag:
    form = BeautifulSoup(client.get(address).text, "html.parser").select_one(f"{place} form.judge")
    assert form is not None
    return form


def fields(form: Tag, button: str) -> dict[str, str]:
    given = {str(field["name"]): str(field.get("value", "")) for field in form.select("input")}
    pressed = next(one for one in form.select("button") if button in one.get_text())
    return given | {str(pressed["name"]): str(pressed["value"])}


def stored(home: Home) -> list[Judgment]:
    if not home.decisions.exists():
        return []
    with Decisions(home.decisions) as decisions:
        return decisions.judgments()


def test_a_result_is_judged_not_relevant_and_the_judgment_taken_back(own: FlaskClient, own_home: Home) -> None:
    form = form_of(own, "/?q=camps&country=LBR", ".result")
    answer = own.post(str(form["action"]), data=fields(form, "Not relevant"))
    assert answer.status_code == 303
    page = own.get(answer.headers["Location"])
    assert "Thank you" in page.text and "not relevant" in page.text
    (one,) = stored(own_home)
    assert (one.query, one.grade, one.author) == ("camps", 0, "owner")
    assert one.anchor.quote
    soup = BeautifulSoup(page.text, "html.parser")
    assert soup.select_one('.ways a[href="/?q=camps&country=LBR"]')
    undo = soup.select_one('form[action$="/undo"]')
    assert undo is not None
    back = own.post(str(undo["action"]), data={str(one["name"]): str(one["value"]) for one in undo.select("input")})
    assert "taken back" in back.text
    assert stored(own_home) == []


def test_a_passage_reached_from_a_search_should_have_been_found(own: FlaskClient, own_home: Home) -> None:
    link = BeautifulSoup(own.get("/?q=camps").text, "html.parser").select_one(".result h2 a")
    assert link is not None
    address = str(link["href"])
    assert urlsplit(address).query == "q=camps"
    form = form_of(own, address, ".beside")
    assert fields(form, "should have been found")["q"] == "camps"
    own.post(str(form["action"]), data=fields(form, "should have been found") | {"q": "fuel  for camps"})
    assert [(one.query, one.grade) for one in stored(own_home)] == [("fuel for camps", 2)]


def test_the_last_word_on_a_passage_counts(own: FlaskClient, own_home: Home) -> None:
    form = form_of(own, f"/passages/{PASSAGE}?q=water", ".beside")
    for button in ("Not relevant", "should have been found"):
        own.post(str(form["action"]), data=fields(form, button))
    assert [one.grade for one in stored(own_home)] == [2]


@pytest.mark.parametrize(
    ("changes", "headers", "status", "words"),
    [
        ({"token": ""}, {}, 400, "load it again"),
        ({"token": "x" * 32}, {}, 400, "load it again"),
        ({"token": "é"}, {}, 400, "load it again"),
        ({}, {"Sec-Fetch-Site": "cross-site"}, 400, "another web site"),
        ({}, {"Sec-Fetch-Site": "same-site"}, 400, "another web site"),
        ({"q": "  "}, {}, 400, "Give the search"),
        ({"q": "x" * 1001}, {}, 400, "1,000"),
        ({"grade": "9"}, {}, 400, "no judgment"),
        ({"passage": "none"}, {}, 404, "no passage"),
        ({"q": "x" * 200_000}, {}, 413, ""),
    ],
)
def test_what_is_amiss_stores_nothing(
    own: FlaskClient, own_home: Home, changes: dict[str, str], headers: dict[str, str], status: int, words: str
) -> None:
    form = form_of(own, f"/passages/{PASSAGE}?q=water", ".beside")
    answer = own.post(str(form["action"]), data=fields(form, "Not relevant") | changes, headers=headers)
    assert answer.status_code == status
    assert words in answer.text
    assert stored(own_home) == []


def test_nobody_judges_what_he_may_not_see(own: FlaskClient, own_home: Home, as_reader) -> None:  # type: ignore[no-untyped-def]
    form = form_of(own, f"/passages/{SECRET}?q=convoy", ".beside")
    own.post(str(form["action"]), data=fields(form, "Not relevant"))
    (one,) = stored(own_home)
    stranger = as_reader(own_home, Reader())
    assert own.get(f"/judgments/{one.id}").status_code == 200
    assert stranger.get(f"/judgments/{one.id}").status_code == 404
    theirs = form_of(stranger, f"/passages/{PASSAGE}", ".beside")
    sent = fields(theirs, "Not relevant") | {"passage": SECRET, "q": "convoy"}
    assert stranger.post("/judgments", data=sent).status_code == 404
    undone = stranger.post(f"/judgments/{one.id}/undo", data={"token": sent["token"]})
    assert undone.status_code == 404
    assert len(stored(own_home)) == 1


def test_nobody_sees_or_changes_what_another_judged(own: FlaskClient, own_home: Home, as_reader) -> None:  # type: ignore[no-untyped-def]
    form = form_of(own, f"/passages/{PASSAGE}?q=the+zebra+plan", ".beside")
    own.post(str(form["action"]), data=fields(form, "should have been found"))
    (one,) = stored(own_home)
    stranger = as_reader(own_home, Reader())
    theirs = fields(form_of(stranger, f"/passages/{PASSAGE}", ".beside"), "Not relevant")
    assert stranger.get(f"/judgments/{one.id}").status_code == 404
    assert stranger.post(f"/judgments/{one.id}/undo", data={"token": theirs["token"]}).status_code == 404
    assert stranger.post("/judgments", data=theirs | {"q": "the zebra plan"}).status_code == 303
    assert [(kept.author, kept.grade) for kept in stored(own_home)] == [("owner", 2), ("unclassified reader", 0)]
    officer = as_reader(own_home, Reader("confidential", frozenset({"police"})))
    officer.post("/judgments", data=fields(form_of(officer, f"/passages/{PASSAGE}?q=fuel", ".beside"), "Not relevant"))
    assert stored(own_home)[-1].author == "confidential reader of police"


def test_a_judgment_that_is_not_there(client: FlaskClient) -> None:
    assert client.get("/judgments/99").status_code == 404
    assert client.get("/judgments").status_code == 405


def test_a_way_back_that_cannot_be_read_leads_to_the_query(own: FlaskClient) -> None:
    form = form_of(own, f"/passages/{PASSAGE}?q=water", ".beside")
    answer = own.post("/judgments", data=fields(form, "Not relevant") | {"from": "country=nowhere"})
    assert 'href="/?q=water"' in own.get(answer.headers["Location"]).text
