"""The proof that a form which changes something was sent by a page of this server, and by no other web site.

A page of another site can send a form here, but it cannot read the token that stands in ours. The token lasts as long
as the server; there are no accounts whose session it could belong to.
"""

import hmac
import secrets

from flask import request

from lessons.errors import UserError

FIELD = "token"
_OURS = ("same-origin", "none")


class Tokens:
    """One token for all forms of a running server."""

    def __init__(self) -> None:
        self.value = secrets.token_urlsafe(24)

    def check(self) -> None:
        """Refuse a form of elsewhere; raises UserError. Browsers tell where a request comes from, if they are new."""
        if request.headers.get("Sec-Fetch-Site", "none") not in _OURS:
            raise UserError("This form was sent from another web site: nothing was changed.")
        given = request.form.get(FIELD, "")
        if not hmac.compare_digest(given.encode(), self.value.encode()):
            raise UserError("This page is older than the server: load it again, then send the form once more.")
