"""The production server: binds the port, or says in one line why not; runs until it is interrupted."""

import errno
import socket
from collections.abc import Callable
from typing import Any

from waitress import create_server

from lessons.errors import UserError

THREADS = 8


def run(app: Any, host: str, port: int, started: Callable[[str], None]) -> None:
    """Serve an application; `started` is called with the address. Ends with KeyboardInterrupt."""
    server = _bound(app, host, port)
    started(_address(host, server))
    try:
        server.run()
    finally:
        server.close()
    raise KeyboardInterrupt  # the server ends on Ctrl-C only, and keeps that to itself


def _bound(app: Any, host: str, port: int) -> Any:
    try:
        return create_server(app, host=host, port=port, threads=THREADS, ident=None)
    except (OSError, ValueError) as error:
        raise UserError(_mend(error, host, port)) from error


def _mend(error: Exception, host: str, port: int) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return f"port {port} on {host} is in use: stop the other program or choose another with --port"
    if number == errno.EACCES:
        return f"port {port} may not be used: choose one from 1024 up with --port"
    if isinstance(error, socket.gaierror | ValueError) or number == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine: use 127.0.0.1, or 0.0.0.0 for all of them, with --host"
    return f"{host}:{port} cannot be served ({error}): choose others with --host and --port"


def _address(host: str, server: Any) -> str:
    port = server.effective_listen[0][1] if hasattr(server, "effective_listen") else server.effective_port
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
