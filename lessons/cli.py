"""The command ``lessons``: the root group, its commands loaded when called, and errors turned into one line.

The wings add theirs through the entry-point group ``lessons.commands``; names and modules are in ``pyproject.toml``.
"""

import errno
import importlib
import io
import os
import signal
import sys
from importlib.metadata import entry_points

import click

from lessons import __version__
from lessons.errors import LessonsError, MissingLibrary
from lessons.printable import printable

GROUP = "lessons.commands"
OWN = {
    "search": "lessons.commands.search:search",
    "show": "lessons.commands.show:show",
    "precedents": "lessons.commands.precedents:precedents",
    "similar": "lessons.commands.similar:similar",
    "suggest": "lessons.commands.suggest:suggest",
    "zero-hits": "lessons.commands.suggest:zero_hits",
    "vocab": "lessons.commands.vocab:vocab",
    "recurring": "lessons.commands.recurring:recurring",
    "reindex": "lessons.commands.reindex:reindex",
    "status": "lessons.commands.status:status",
    "evaluate": "lessons.commands.evaluate:evaluate",
    "embed": "lessons.commands.embed:embed",
    "backup": "lessons.commands.backup:backup",
    "restore": "lessons.commands.backup:restore",
}
INTERRUPTED = 130
DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""No space, no more of it for this user, or no file that large."""


class Commands(click.Group):
    """A group that imports a command only when it is called, so that ``lessons search`` never loads the readers."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All names, ours and the wings'."""
        return sorted({*OWN, *(point.name for point in entry_points(group=GROUP))})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command by name, or None; raises MissingLibrary where its module cannot be imported."""
        try:
            if cmd_name in OWN:
                module, _, name = OWN[cmd_name].partition(":")
                found = getattr(importlib.import_module(module), name)
            else:
                points = list(entry_points(group=GROUP, name=cmd_name))
                found = points[0].load() if points else None
        except ImportError as error:
            raise MissingLibrary(
                f"`lessons {cmd_name}` cannot be loaded ({error}): install the project again"
            ) from error
        return found if isinstance(found, click.Command) else None


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="lessons")
@click.pass_context
def lessons(context: click.Context) -> None:
    """Search what peace operations have learned: read reports, find their lessons, cite page and paragraph.

    Start with `lessons index FOLDER`, then `lessons search WORDS` or `lessons serve`.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main() -> None:
    """Run the command line; every outcome becomes an exit code and at most one line on standard error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Programs read UTF-8 whatever the locale; a terminal that cannot show a sign shows its number.
        encoding = None if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
    code = run(sys.argv[1:])
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing is left to say: Python would show where it was stopped
    sys.exit(code)


def run(arguments: list[str]) -> int:  # noqa: PLR0911 - one return for each way to end
    """Run with these arguments; returns the exit code."""
    try:
        result = lessons.main(arguments, prog_name="lessons", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        return complain(usage(error), 2)
    except LessonsError as error:
        return complain(str(error), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return _interrupted()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return complain(*explain(error))
    except Exception as error:
        return complain(f"{type(error).__name__}: {error}: if the index is damaged, `lessons reindex` mends it", 1)
    return result if isinstance(result, int) else 0


def _interrupted() -> int:
    """Tell it once: a second Ctrl-C right behind the first, as a process group gets it, is no traceback either."""
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return complain("interrupted; nothing finished is lost", INTERRUPTED)
    finally:
        signal.signal(signal.SIGINT, handler)


def usage(error: click.ClickException) -> str:
    """Click's message in one line, with where to look."""
    context = getattr(error, "ctx", None)
    hint = f" (see `{context.command_path} --help`)" if context else ""
    return " ".join(error.format_message().split()) + hint


def explain(error: OSError) -> tuple[str, int]:
    """What an error of the operating system means for the user, and its exit code."""
    if error.errno in DISK_FULL:
        return "the disk is full: free some space and run again; nothing finished is lost", 4
    where = f" {error.filename}" if error.filename else ""
    return f"{error.strerror or error}{where}: check the path and its rights", 2


def complain(message: str, code: int) -> int:
    """Print one line on standard error."""
    sys.stderr.write(f"lessons: {printable(message)}\n")
    return code


if __name__ == "__main__":
    main()
