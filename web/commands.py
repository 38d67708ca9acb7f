"""``lessons serve``: the reading room on a production server."""

import ipaddress

import click

from lessons.access import OWNER, Reader
from lessons.commands.options import existing_home, with_settings
from lessons.errors import UserError
from lessons.generation import open_generation, served
from lessons.settings import Settings
from web.app import create_app
from web.collection import Collection
from web.hosts import LOOPBACK
from web.server import run
from web.warming import warm


def _reader(_context: click.Context, _option: click.Parameter, value: str | None) -> Reader | None:
    try:
        return Reader.parse(value) if value else None
    except UserError as error:
        raise click.BadParameter(str(error)) from error


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all there are.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 for a free one.")
@click.option(
    "--as",
    "reader",
    callback=_reader,
    metavar="READER",
    help="Serve as `owner` (the default on this machine), or as CLEARANCE[:GROUP,...] (elsewhere `unclassified`).",
)
@click.option("--trust-host", multiple=True, metavar="NAME", help="As owner, answer to this host name too; repeatable.")
@with_settings
def serve(settings: Settings, host: str, port: int, reader: Reader | None, trust_host: tuple[str, ...]) -> None:
    """Serve the page on which the collection is searched, until Ctrl-C."""
    home = existing_home(settings)
    if served(home.index):
        open_generation(home.index).close()  # an index of another version is told here, not on every page
    reader = reader or default_reader(host)
    collection = Collection(home, reader)
    # As owner, to no other name: a web site that points a name of its own at this machine would read everything.
    hosts = (*LOOPBACK, host, *trust_host) if reader.owner and is_loopback(host) else ()
    who = "its owner" if reader.owner else f"{reader.clearance} readers"
    try:
        app = create_app(collection, hosts=hosts, log_zero_hits=settings.log_zero_hits)

        def started(url: str) -> None:
            warm(app, collection)
            click.echo(f"Serving {home.path} to {who} at {url} (Ctrl-C stops)")

        run(app, host, port, started)
    finally:
        collection.close()


def default_reader(host: str) -> Reader:
    """The owner where only this machine can connect, else somebody without clearance."""
    return OWNER if is_loopback(host) else Reader()


def is_loopback(host: str) -> bool:
    """Tell whether an address can be reached from this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
