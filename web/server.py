"""The production server: binds the port, or says in one line why not; runs until it is interrupted."""

import errno
import socket
from collections.abc import Callable
from typing import Any

from waitress.server import create_server

from lessons.errors import UserError

THREADS = 8
LARGEST = 1_000_000
"""Bytes of a request's body that are taken at all; the forms ask for less. The library's own limit is 1 GB, on disk."""


def run(app: Any, host: str, port: int, started: Callable[[str], None]) -> None:
    """Serve an application; `started` is called with the address. Ends with KeyboardInterrupt."""
    bound = _bound(host, port)
    server = create_server(app, sockets=[bound], threads=THREADS, ident=None, max_request_body_size=LARGEST)
    started(_address(host, bound.getsockname()[1]))
    try:
        server.run()
    finally:
        server.close()
    raise KeyboardInterrupt  # the server ends on Ctrl-C only, and keeps that to itself


def _bound(host: str, port: int) -> socket.socket:
    """A socket of our own: the server's library leaks the one that it cannot bind."""
    if not host.strip():
        raise UserError("--host is empty: use 127.0.0.1, or 0.0.0.0 for all addresses there are")
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, UnicodeError) as error:
        raise UserError(_mend(error, host, port)) from error


def _mend(error: Exception, host: str, port: int) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return f"port {port} on {host} is in use: stop the other program or choose another with --port"
    if number == errno.EACCES:
        return f"port {port} may not be used: choose one from 1024 up with --port"
    if isinstance(error, socket.gaierror | UnicodeError) or number == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine: use 127.0.0.1, or 0.0.0.0 for all there are, with --host"
    return f"{host}:{port} cannot be served ({error}): choose others with --host and --port"


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
