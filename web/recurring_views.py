"""The view of recurring lessons."""

from flask import Response, jsonify, render_template, request

from lessons.precedents.standing import is_review
from lessons.query.state import SearchState, parse_number
from lessons.relations.choice import cleaned, matches
from lessons.relations.recurrence import Group, groups
from web.collection import Collection
from web.negotiation import wants_json
from web.recurring_page import recurring_page
from web.search_page import form

MOST_PAGES = 10**6
NAMES = {"theme": "themes", "mission": "missions", "country": "countries", "kind": "kinds"}
"""The parameters of the address and what they ask for."""


class RecurringViews:
    """The view of one collection."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection

    def recurring(self) -> Response | str:
        """The lessons that this reader sees identified more than once, the most frequent first."""
        asked = {name: request.args.getlist(name) for name in NAMES if request.args.getlist(name)}
        wanted = {NAMES[name]: cleaned(NAMES[name], codes) for name, codes in asked.items()}
        groups_seen = groups(self.collection.catalog, self.collection.reader)
        matching = [one for one in groups_seen if matches(one, wanted)]
        states = request.args.get("member_states") == "1"
        found = [one for one in matching if states or not _of_states(one)]
        if wants_json():
            return jsonify([group.as_dict() for group in found])
        number = parse_number("page", request.args.get("page", "1"), MOST_PAGES)
        chosen = {name: sorted(wanted[NAMES[name]]) for name in asked}
        page = recurring_page(found, chosen | ({"member_states": ["1"]} if states else {}), number, len(matching))
        return render_template("recurring.html", page=page, form=form(SearchState()))


def _of_states(group: Group) -> bool:
    """Tell whether a group is what Member States recommend to each other: that is no lesson a mission drew."""
    return any(is_review(member.title) for member in group.members)
