"""The page of precedents and of similar passages: by POST, never in an address, a store or a log."""

import logging

import pytest
import web_sample
from flask.testing import FlaskClient

from lessons.storage.rows import stored_passages
from web.precedents_page import LONGEST, Asked

SITUATION = "UNMISS opens cantonment camps for fighters; camps had to close when too many fighters came."
PASSAGE = stored_passages(web_sample.REPORT, [web_sample.recognised(web_sample.LINES[web_sample.REPORT][0])])[0].id


def test_the_form_is_empty_at_first(client: FlaskClient) -> None:
    answer = client.get("/precedents")
    assert answer.status_code == 200
    assert 'name="situation"' in answer.text
    assert 'name="terms"' not in answer.text


def test_a_situation_gets_precedents_and_an_editable_query(client: FlaskClient) -> None:
    answer = client.post("/precedents", data={"situation": SITUATION, "by": "text"})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"].count("no-store") == 1
    assert 'name="missions" value="UNMISS"' in answer.text
    assert "The first camp had to" in answer.text.replace("<mark>", "").replace("</mark>", "")
    assert "Camp number" not in answer.text  # those are the planner's own mission's
    assert "Same task (DDR)" in answer.text


def test_edited_fields_win(client: FlaskClient) -> None:
    sent = {
        "situation": SITUATION,
        "by": "fields",
        "terms": "register voters people trust",
        "missions": "",
        "themes": "",
    }
    answer = client.post("/precedents", data=sent)
    assert "Elections need a register" in answer.text.replace("<mark>", "").replace("</mark>", "")
    assert ">register voters people trust</textarea>" in answer.text


def test_a_wrong_field_keeps_what_was_written(client: FlaskClient) -> None:
    answer = client.post("/precedents", data={"situation": SITUATION, "by": "fields", "missions": "UNMISX"})
    assert answer.status_code == 400
    assert "did you mean" in answer.text
    assert SITUATION in answer.text
    assert client.post("/precedents", data={"situation": " "}).status_code == 400


def test_programs_get_json(client: FlaskClient) -> None:
    asked = {"data": {"situation": SITUATION}, "headers": {"Accept": "application/json"}}
    found = client.post("/precedents", **asked).get_json()
    assert found["situation"]["missions"] == ["UNMISS"]
    assert found["precedents"][0]["citation"]


def test_the_restricted_is_no_precedent_for_a_stranger(client: FlaskClient, stranger: FlaskClient) -> None:
    told = {"situation": "A zanzibarium convoy left by the northern road."}
    assert web_sample.SECRET in client.post("/precedents", data=told).text
    assert web_sample.SECRET not in stranger.post("/precedents", data=told).text


def test_no_line_of_a_log_holds_the_situation(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for told in (SITUATION, "Zyxwvutia qwertzuiopia."):
        client.post("/precedents", data={"situation": told})
    assert [line for line in caplog.messages if "cantonment" in line or "qwertz" in line] == []


def test_an_over_long_form_is_refused(client: FlaskClient) -> None:
    assert client.post("/precedents", data={"situation": "word " * 200_000}).status_code == 413
    assert len(Asked.of({"situation": "x" * 2 * LONGEST}).text) == LONGEST


def test_markup_is_shown_as_text(client: FlaskClient) -> None:
    answer = client.post("/precedents", data={"situation": "<script>alert(1)</script> camps fighters"})
    assert "<script>alert" not in answer.text


def test_a_passage_shows_those_like_it(client: FlaskClient) -> None:
    answer = client.get(f"/passages/{PASSAGE}/similar")
    assert answer.status_code == 200
    assert "weightiest words" in answer.text
    assert client.get("/passages/nothing/similar").status_code == 404
    found = client.get(f"/passages/{PASSAGE}/similar", headers={"Accept": "application/json"}).get_json()
    assert found["id"] == PASSAGE
