"""What a reader says of a result: “not relevant”, or “this should have been found”; stored, thanked for, taken back."""

from urllib.parse import parse_qsl

from flask import redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from lessons.anchors import anchored
from lessons.errors import LessonsError, UserError
from lessons.query.state import SearchState
from lessons.storage.decisions import Decisions, Judgment
from web import address, urls
from web.collection import Collection
from web.errors import Missing
from web.judgment_page import GRADES, LONGEST_QUERY, judged_page
from web.search_page import form
from web.tokens import Tokens

MOST_BYTES = 100_000
_SEE_OTHER = 303


class JudgmentViews:
    """The judgments of the reader of one collection."""

    def __init__(self, collection: Collection, tokens: Tokens) -> None:
        self.collection, self.tokens = collection, tokens

    def judge(self) -> AnyResponse:
        """Store a judgment, then show it by its number, so that a page loaded again stores nothing."""
        self._check()
        query = " ".join(request.form.get("q", "").split())
        grade = request.form.get("grade", "")
        if not query or len(query) > LONGEST_QUERY:
            raise UserError(f"Give the search that this passage answers, in at most {LONGEST_QUERY:,} characters.")
        if grade not in GRADES:
            raise UserError(f"{grade!r} is no judgment: use one of {', '.join(GRADES)}.")
        document, passage = self.collection.passage(request.form.get("passage", ""))
        near = self.collection.catalog.neighbours(passage, 1)
        with Decisions(self.collection.home.decisions) as decisions:
            self.collection.catalog.expect_decisions()  # once they are there: else a kill here would stop every run
            number = decisions.judge(query, int(grade), self._name(), anchored(document, passage, near))
        return redirect(urls.judgment(number, request.form.get("from", "")), _SEE_OTHER)

    def judged(self, number: int) -> str:
        """Thanks, with a way to take it back and a way on."""
        return self._page(self._judgment(number), taken_back=False)

    def undo(self, number: int) -> str:
        """Take a judgment back."""
        self._check()
        found = self._judgment(number)
        with Decisions(self.collection.home.decisions) as decisions:
            decisions.withdraw(number)
        return self._page(found, taken_back=True)

    def _check(self) -> None:
        request.max_content_length = MOST_BYTES
        self.tokens.check()

    def _name(self) -> str:
        reader = self.collection.reader
        groups = f" of {', '.join(sorted(reader.groups))}" if reader.groups else ""
        return "owner" if reader.owner else f"{reader.clearance} reader{groups}"

    def _judgment(self, number: int) -> Judgment:
        """A judgment of this reader's, of a passage that he may see; raises Missing.

        Another's tells what he searched for; numbers are easily guessed.
        """
        stored: list[Judgment] = []
        if self.collection.home.decisions.exists():
            with Decisions(self.collection.home.decisions) as decisions:
                stored = decisions.judgments(in_force=False)
        found = next((one for one in stored if one.id == number), None)
        if found is None or not (self.collection.reader.owner or found.author == self._name()):
            raise Missing("There is no such judgment.")
        self.collection.document(found.anchor.document_id)
        return found

    def _page(self, found: Judgment, *, taken_back: bool) -> str:
        title = self.collection.document(found.anchor.document_id).metadata.title
        back = request.values.get("from", "")
        page = judged_page(found, title or "", back, _results(back, found.query), taken_back=taken_back)
        return render_template("judged.html", page=page, form=form(SearchState(query=found.query)))


def _results(back: str, query: str) -> str:
    """The address of the results that the reader came from; of the query alone where that cannot be read."""
    try:
        return urls.search(address.state(parse_qsl(back)))
    except LessonsError:
        return urls.search(SearchState(query=query))
