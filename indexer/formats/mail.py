"""A mail, whichever program stored it: subject as title, body, and attachments as parts."""

import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from indexer.formats.clean import clean, clean_lines
from indexer.formats.html import read_page
from indexer.formats.lines import paragraphs_of
from indexer.formats.outline import blocks_of
from indexer.formats.source import Block, Limits, Rejected, Source

ReadFile = Callable[[Path, Limits], Source]
"""Reads an attachment of any format; the registry, which knows them all, hands it in."""

_QUOTE = re.compile(r"(?:>\s?)+")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
_SILENT = ("image/", "audio/", "video/", "text/calendar", "text/vcard", "text/x-vcard", "application/pgp-signature",
           "application/pkcs7-signature", "application/x-pkcs7-signature")  # fmt: skip
"""What hangs on mails without being a document: logos, invitations, cards, signatures."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attached file: its name, its declared type and its bytes."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says; the HTML body counts where there is no plain one."""

    hints: dict[str, str]
    plain: str = ""
    html: str = ""
    attachments: Sequence[Attachment] = ()
    cut: list[str] = field(default_factory=list)


def source_of(mail: Mail, format_: str, limits: Limits, read: ReadFile) -> Source:
    """The mail as blocks: its subject, its body, and each attachment after a block that names it."""
    cut = list(mail.cut)
    subject = mail.hints.get("title", "")
    blocks = [Block(subject, "title")] if subject else []
    blocks += _body(mail, cut)
    blocks += _attached(mail.attachments, limits, read, cut)
    return Source(format_, blocks, hints={key: value for key, value in mail.hints.items() if value}, cut=cut)


def _body(mail: Mail, cut: list[str]) -> list[Block]:
    if mail.plain.strip() or not mail.html.strip():
        return [_below_subject(block) for block in _plain(mail.plain)]
    try:
        return [_below_subject(block) for block in read_page(mail.html).blocks]
    except Rejected as error:
        cut.append(f"the body: {error}")
        return []


def _below_subject(block: Block) -> Block:
    """The subject is the title; what looks like one in the body is a heading."""
    return replace(block, style="heading", level=1) if block.style == "title" else block


def _plain(text: str) -> Iterator[Block]:
    """A plain body; quoted lines stay marked, paragraph by paragraph."""
    for mark, lines in groupby(clean_lines(text).split("\n"), key=_quote_mark):
        body = "\n".join(line[_length(line) :] for line in lines)
        for block in blocks_of(paragraphs_of(body)[0]):
            yield replace(block, text=f"{mark} {block.text}", style="paragraph", level=0) if mark else block


def _quote_mark(line: str) -> str:
    found = _QUOTE.match(line)
    return "".join(found[0].split()) if found else ""


def _length(line: str) -> int:
    found = _QUOTE.match(line)
    return found.end() if found else 0


def _attached(attachments: Sequence[Attachment], limits: Limits, read: ReadFile, cut: list[str]) -> Iterator[Block]:
    """The attachments' blocks; one that cannot be read is named among what was cut."""
    size = 0
    for number, attachment in enumerate(attachments, start=1):
        if attachment.type.startswith(_SILENT):
            continue
        if number > limits.archive_members:
            cut.append(f"attachments after the first {limits.archive_members:,}")
            return
        name = clean(attachment.name) or f"attachment {number}"
        size += len(attachment.content)
        try:
            _check(attachment.content, size, limits)
            source = _read(attachment, limits, read)
        except Rejected as error:
            cut.append(f"attachment {name}: {error}")
        except (MemoryError, RecursionError):
            raise
        except Exception as error:  # a damaged attachment must not cost the mail
            cut.append(f"attachment {name}: damaged ({type(error).__name__})")
        else:
            cut += [f"attachment {name}: {reason}" for reason in source.cut]
            yield Block(f"Attachment: {name}", "part")
            yield from source.blocks


def _check(content: bytes, size: int, limits: Limits) -> None:
    if not content:
        raise Rejected("empty, or a mail kept inside this one: save it apart")
    if limits.archive_depth < 1:
        raise Rejected("a mail in a mail too deep to be opened")
    if size > limits.archive_bytes:
        raise Rejected(f"the attachments are larger than {limits.archive_bytes // 1_000_000} MB")


def _read(attachment: Attachment, limits: Limits, read: ReadFile) -> Source:
    """Read an attachment from a scratch file; of its name only the suffix is trusted."""
    suffix = _SUFFIX.fullmatch(Path(attachment.name).suffix)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"attachment{suffix[0] if suffix else ''}"
        path.write_bytes(attachment.content)
        return read(path, replace(limits, archive_depth=limits.archive_depth - 1))
