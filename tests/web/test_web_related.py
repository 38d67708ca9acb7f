"""The pages tell of newer versions, copies, answers and recurrence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from lessons.access import OWNER
from lessons.home import Home
from web.app import create_app
from web.collection import Collection


@pytest.fixture(scope="module")
def collection(sample_home: Path) -> Iterator[Collection]:
    opened = Collection(Home(sample_home), OWNER)
    yield opened
    opened.close()


@pytest.fixture
def client(collection: Collection) -> FlaskClient:
    return create_app(collection).test_client()


def words(client: FlaskClient, address: str, selector: str) -> str:
    soup = BeautifulSoup(client.get(address).text, "html.parser")
    return " ".join(" ".join(found.get_text(" ") for found in soup.select(selector)).split())


def document(collection: Collection, name: str) -> str:
    return next(document.id for document in collection.catalog.documents() if Path(document.path).name == name)


def test_a_superseded_policy_says_so(client: FlaskClient, collection: Collection) -> None:
    address = f"/documents/{document(collection, 'policy-on-learning-2016.pdf')}"
    shown = words(client, address, ".relations")
    assert "Superseded by Policy on learning from experience in peace operations" in shown
    assert "Overdue for review since 1 February 2018" in shown
    assert "Supersedes guidance of 2010 (not in this collection)" in shown
    facts = words(client, address, ".facts")
    assert "ILL/POL/2016/4" in facts
    assert "Approved by Under-Secretary-General (illustration)" in facts


def test_a_recurring_recommendation_leads_to_the_others_and_to_its_answer(
    client: FlaskClient, collection: Collection
) -> None:
    review = document(collection, "after-action-review-minustah-earthquake-2010.pdf")
    asked = next(one for one in collection.catalog.passages(review) if "most senior officials" in one.passage.text)
    page = f"/passages/{asked.id}"
    assert "Identified 3 times in 3 missions since 2009" in words(client, page, ".recurrence h2")
    assert "Juba" in words(client, page, ".recurrence li")
    assert words(client, page, ".relations").startswith("Accepted, implemented The recommendation in paragraph 13")
    found = words(client, "/?q=%22most+senior+officials%22", ".result .relations")
    assert found.count("Identified 3 times in 3 missions since 2009") == 3


def test_a_copy_is_named_with_what_stands_for_it(client: FlaskClient, collection: Collection) -> None:
    final = document(collection, "after-action-review-unmil-disarmament-2004.pdf")
    assert "Nearly the same as" in words(client, f"/documents/{final}", ".relations")
    assert "Also in" in words(client, "/?q=Gbarnga+disarmament+fighters", ".result .relations")
