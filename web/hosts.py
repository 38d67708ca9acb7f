"""The host names that are answered to.

A web site may point a name of its own at this machine, and its pages would then read all that is served here.
"""

from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from flask import request

from lessons.errors import UserError

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def only(names: Collection[str]) -> Callable[[], None]:
    """A check that refuses requests under any other name; no names means all are welcome."""
    known = {name.lower() for name in names}

    def check() -> None:
        if known and _name(request.host) not in known:
            raise UserError(f"This collection is not served under the name {request.host}: see --trust-host.")

    return check


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
