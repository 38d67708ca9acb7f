"""What a person sees in the terminal: results with highlights, facets, progress; the only room of rich."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from lessons.printable import printable
from lessons.query.state import SearchState
from lessons.search.citation import place
from lessons.search.results import FacetCount, Result, Results
from lessons.search.why import Reason
from lessons.vocabulary import vocabulary

SHOWN_CODES = 6
TOLD_EVERY = 5_000


def console() -> Console:
    """A console for standard output; where that is no terminal, without colours, and lines stay whole."""
    return Console(highlight=False, emoji=False, soft_wrap=not sys.stdout.isatty())


def show_results(results: Results, state: SearchState) -> None:
    """Print a page of results with their citations, then the facets."""
    out = console()
    for repair in results.repairs:
        out.print(f"Note: {repair}", style="yellow", markup=False)
    for expansion in results.expansions:
        out.print(
            f"Also searched for “{expansion['from']}”: {', '.join(expansion['to'])} ({expansion['reason']})",
            style="dim",
            markup=False,
        )
    first = (state.page - 1) * state.size + 1
    for number, result in enumerate(results.results, first):
        _show_result(out, number, result)
    _show_total(out, results, first)
    _show_ladder(out, results)
    for name, counts in results.facets.items():
        if counts and results.total:
            _show_facet(out, name, counts)


def _show_total(out: Console, results: Results, first: int) -> None:
    for suggestion in results.suggestions:
        out.print(f"Did you mean: {suggestion}", style="bold", markup=False)
    if not results.total:
        out.print("No passage found. Try fewer words, a prefix such as demobili*, or fewer filters.")
    elif results.results:
        last = first + len(results.results) - 1
        out.print(
            f"{first} to {last} of {results.total} passages, {results.took_ms:.0f} ms, {results.engine}",
            style="dim",
            markup=False,
        )


def _show_ladder(out: Console, results: Results) -> None:
    """What each step out of too few results finds; the spellings were named before."""
    steps = [step for step in results.ladder if step.kind != "spelling"]
    if steps:
        out.print("More would be found:", style="bold")
    for step in steps:
        out.print(f"  {printable(step.text)}: {step.total}", markup=False)


def _show_result(out: Console, number: int, result: Result) -> None:
    record = result.record
    head = Text(f"{number}. ", style="dim")
    head.append(printable(record["title"] or "(untitled)"), style="bold")
    about = ", ".join(str(value) for value in (record["symbol"], record["date"], place(record)) if value)
    kind = vocabulary("kind").label(record["kind"])
    snippet = Text(result.snippet.text)
    for start, end in result.snippet.highlights:
        snippet.stylize("bold reverse" if out.is_terminal else "bold", start, end)
    out.print(head)
    _print_indented(out, Text(f"{about}  [{kind}]  {record['id']}".lstrip(), style="cyan"))
    _print_indented(out, snippet)
    for part in result.why or ():
        _print_indented(out, Text(_reason(part, result.score), style="dim"))
    out.print()


def _reason(part: Reason, whole: float) -> str:
    """One part of a score: "32% word: demobilization (text, title)"."""
    what = f": {printable(', '.join(part.what))}" if part.what else ""
    where = f" ({', '.join(part.fields)})" if part.fields else ""
    return f"{part.score / whole if whole else 0:.0%} {printable(part.reason)}{what}{where}"


def _print_indented(out: Console, text: Text) -> None:
    """Indent on a terminal also the lines that wrap; elsewhere lines stay whole, without blanks at their ends."""
    out.print(Padding(text, (0, 0, 0, 3)) if out.is_terminal else Text("   ").append_text(text))


def _show_facet(out: Console, name: str, counts: tuple[FacetCount, ...]) -> None:
    by_code = name == "mission"  # the field speaks of missions by their acronyms
    shown = ", ".join(f"{count.code if by_code else count.label} ({count.count})" for count in counts[:SHOWN_CODES])
    more = f", and {len(counts) - SHOWN_CODES} more" if len(counts) > SHOWN_CODES else ""
    out.print(f"{name:<11}{shown}{more}", style="dim", markup=False)


def show_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; where there is no terminal one line a row, its cells parted by tabs."""
    out = console()
    if not out.is_terminal:
        for row in rows:
            out.print(Text("\t".join(" ".join(cell.split()) for cell in row)))
        return
    table = Table(*columns, show_lines=True, header_style="dim")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    out.print(table)


@contextmanager
def counting(what: str, *, quiet: bool = False) -> Iterator[Callable[[int], None]]:
    """Show a number that grows; a plain line every 5,000 where there is no terminal."""
    if quiet:
        yield lambda _: None
        return
    out = Console(stderr=True)
    if not out.is_terminal:
        yield _plain_counter(what)
        return
    with out.status(f"0 {what}") as status:
        yield lambda number: status.update(f"{number} {what}")


def _plain_counter(what: str) -> Callable[[int], None]:
    told = 0

    def tell(number: int) -> None:
        nonlocal told
        if number - told >= TOLD_EVERY:
            told = number
            sys.stderr.write(f"{number} {what}\n")

    return tell


@contextmanager
def progress_bar(what: str, total: int, *, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Show how many of `total` are done; call the yielded function with a line about each as it finishes."""
    out = Console(stderr=True)
    if quiet:
        yield lambda _: None
    elif out.is_terminal:
        columns: tuple[Any, ...] = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=out) as progress:
            task = progress.add_task(what, total=total)
            yield lambda _: progress.advance(task)
    else:
        yield _plain_lines(what, total)


def _plain_lines(what: str, total: int) -> Callable[[str], None]:
    done = 0

    def tell(line: str) -> None:
        nonlocal done
        done += 1
        if line:
            sys.stderr.write(f"[{done}/{total}] {printable(line)}\n")
        elif done % 100 == 0 or done == total:
            sys.stderr.write(f"[{done}/{total}] {what}\n")

    return tell
