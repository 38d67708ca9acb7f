"""The page of recurring lessons: its filters, its pages, what it says where there is none."""

from flask.testing import FlaskClient

from lessons.access import AccessLabel
from lessons.relations.recurrence import Group
from lessons.storage.relations import Member
from web.recurring_page import SHOWN_MEMBERS, SIZE, recurring_page


def member(number: int, title: str = "Review") -> Member:
    return Member(
        id=f"d{number}-p",
        document_id=f"d{number}",
        key=f"k{number}",
        cluster="c",
        text="Camps need water before fighters come.",
        kind="lesson",
        countries=("LBR",),
        missions=("UNMIL",),
        themes=("security.ddr",),
        implementation=None,
        date=f"20{number:02}-01-01",
        symbol=None,
        title=title,
        about={},
        access=AccessLabel(),
    )


def group(name: str, times: int) -> Group:
    members = tuple(member(number) for number in range(1, times + 1))
    return Group(name, members, {one.document_id: one.document_id for one in members})


def test_a_group_tells_how_often_and_where() -> None:
    page = recurring_page([group("r-1", 7)], {}, 1, 1)
    entry = page.entries[0]
    assert page.counted == "1 recurring lesson"
    assert entry.summary.startswith("Identified 7 times")
    assert (len(entry.members), len(entry.rest)) == (SHOWN_MEMBERS, 2)
    assert entry.members[0].text == "Review (2001-01-01)"
    assert {tag.url for tag in entry.tags} >= {"/recurring?theme=security.ddr", "/recurring?mission=UNMIL"}


def test_what_is_chosen_can_be_removed_and_added_to() -> None:
    page = recurring_page([group("r-1", 2)], {"mission": ["UNMIL"]}, 1, 1)
    assert [(chip.text, chip.url) for chip in page.chosen] == [("UNMIL", "/recurring")]
    assert "/recurring?mission=UNMIL&country=LBR" in {tag.url for tag in page.entries[0].tags}


def test_many_groups_have_pages() -> None:
    page = recurring_page([group(f"r-{number}", 2) for number in range(SIZE + 1)], {}, 2, SIZE + 1)
    assert len(page.entries) == 1
    assert page.paging is not None
    assert page.paging.previous == "/recurring"


def test_what_member_states_recommend_is_a_step_away() -> None:
    page = recurring_page([], {}, 1, 3)
    assert page.states is not None
    assert page.states.url == "/recurring?member_states=1"
    assert "(3)" in page.states.text
    back = recurring_page([], {"member_states": ["1"]}, 1, 0).states
    assert back is not None
    assert back.url == "/recurring"


def test_a_collection_without_any_says_so(client: FlaskClient) -> None:
    answer = client.get("/recurring")
    assert answer.status_code == 200
    assert "No recurring lesson" in answer.text
    assert "None is about all of these" in client.get("/recurring?mission=UNMIL").text
    assert client.get("/recurring", headers={"Accept": "application/json"}).get_json() == []


def test_a_wrong_code_is_refused_with_the_nearest(client: FlaskClient) -> None:
    answer = client.get("/recurring?mission=UNMIX")
    assert answer.status_code == 400
    assert "UNMI" in answer.text
    assert client.get("/recurring?page=x").status_code == 400


def test_every_page_leads_to_it(client: FlaskClient) -> None:
    assert client.get("/").text.count('href="/recurring"') == 2
    assert 'href="/precedents"' in client.get("/").text
