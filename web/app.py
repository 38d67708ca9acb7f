"""The Flask application: routes, headers, limits, and errors turned into pages."""

from collections.abc import Sequence

from flask import Flask, Response, current_app, jsonify, redirect, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from lessons.citation.formats import BY_ENDING
from lessons.errors import LessonsError
from web import address, urls
from web.citation_views import CitationViews
from web.collection import Collection
from web.error_page import DEFECT, MESSAGES, error_page
from web.errors import Refusal, Way, status_of
from web.headers import protect
from web.hosts import only
from web.judgment_views import JudgmentViews
from web.negotiation import wants_json
from web.precedent_views import PrecedentViews
from web.recurring_views import RecurringViews
from web.tokens import Tokens
from web.views import Views

ENDINGS = f"any({', '.join(repr(ending) for ending in BY_ENDING)})"
A_YEAR = 31_536_000


def create_app(collection: Collection, *, hosts: Sequence[str] = (), log_zero_hits: bool = False) -> Flask:
    """Make the application for one collection and its reader; with `hosts` it answers to these names only.

    With `log_zero_hits` searches that find nothing are noted, without who asked.
    """
    app = Flask(__name__, static_folder=str(urls.STATIC), static_url_path="/static")
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.globals.update(urls=urls)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    tokens = Tokens()
    app.jinja_env.globals.update(form_token=tokens.value)
    judgments = JudgmentViews(collection, tokens)
    views = Views(collection, log_zero_hits=log_zero_hits)
    _add_routes(app, views, PrecedentViews(collection), CitationViews(collection), judgments)
    app.before_request(only(hosts))
    app.before_request(_check_address)
    app.after_request(_finish)
    app.register_error_handler(LessonsError, _refused)
    app.register_error_handler(HTTPException, _not_served)
    app.register_error_handler(Exception, _failed)
    return app


def _add_routes(
    app: Flask, views: Views, further: PrecedentViews, cited: CitationViews, judgments: JudgmentViews
) -> None:
    app.add_url_rule("/", "search", views.search)
    app.add_url_rule(urls.SUGGEST, "suggest", views.suggestions.suggest)
    app.add_url_rule("/passages/<passage_id>", "passage", views.passage)
    app.add_url_rule("/documents/<document_id>", "document", views.document)
    app.add_url_rule(f"/results.<{ENDINGS}:ending>", "cite_results", cited.results)
    app.add_url_rule(f"/passages/<passage_id>.<{ENDINGS}:ending>", "cite_passage", cited.passage)
    app.add_url_rule(f"/documents/<document_id>.<{ENDINGS}:ending>", "cite_document", cited.document)
    app.add_url_rule("/documents/<document_id>/file", "file", views.file)
    app.add_url_rule(urls.RECURRING, "recurring", RecurringViews(views.collection).recurring)
    app.add_url_rule("/passages/<passage_id>/similar", "similar", further.similar)
    app.add_url_rule("/precedents", "precedents", further.precedents, methods=["GET", "POST"])
    app.add_url_rule(urls.JUDGMENTS, "judge", judgments.judge, methods=["POST"])
    app.add_url_rule(f"{urls.JUDGMENTS}/<int:number>", "judged", judgments.judged)
    app.add_url_rule(f"{urls.JUDGMENTS}/<int:number>/undo", "undo_judgment", judgments.undo, methods=["POST"])
    app.add_url_rule("/help", "help", views.help)
    app.add_url_rule("/favicon.ico", "icon", lambda: redirect(urls.static("icon.svg")))


def _check_address() -> None:
    address.check(request.full_path)


def _finish(response: Response) -> Response:
    if request.endpoint == "static":
        response.cache_control.no_cache = None if "v" in request.args else True
        response.cache_control.max_age = A_YEAR if "v" in request.args else 0
    else:
        response.vary.add("Accept")
        response.cache_control.private = True  # what one reader may see is kept by no cache that others share
        response.cache_control.no_cache = True
    return protect(response)


def _refused(error: LessonsError) -> tuple[Response | str, int]:
    ways = error.ways if isinstance(error, Refusal) else ()
    return _answer(status_of(error), str(error), ways)


def _not_served(error: HTTPException) -> AnyResponse | tuple[Response | str, int, dict[str, str]]:
    if error.code is None or error.code < 400:  # noqa: PLR2004
        return error.get_response()  # a redirect
    body, status = _answer(error.code, MESSAGES.get(error.code, error.description or ""))
    allowed = getattr(error, "valid_methods", None)  # a 405 has to tell which methods there are (RFC 9110, 15.5.6)
    return body, status, {"Allow": ", ".join(sorted(allowed))} if allowed else {}


def _failed(error: Exception) -> tuple[Response | str, int]:
    current_app.logger.error("%s %s failed", request.method, request.path, exc_info=error)
    return _answer(500, DEFECT)


def _answer(status: int, message: str, ways: Sequence[Way] = ()) -> tuple[Response | str, int]:
    if wants_json():
        return jsonify(error=message, status=status), status
    page = error_page(status, message, ways, request.args.get("q", ""))
    return render_template("error.html", page=page, form=page.form), status
