"""Mails as the internet sends them (RFC 5322): .eml files, and web pages saved as .mht."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from indexer.formats.charset import BinaryDataError, decode
from indexer.formats.clean import clean
from indexer.formats.mail import Attachment, Mail, ReadFile, source_of
from indexer.formats.source import Limits, Rejected, Source

_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?")
# One of these only machines write; a memorandum in plain text also has From, To and Subject.
_SURE = {b"message-id", b"mime-version", b"received", b"return-path", b"content-type", b"x-mailer", b"delivered-to"}
_USUAL = {b"from", b"to", b"subject", b"date", b"cc", b"reply-to", b"sender"}
_SEPARATOR = re.compile(rb"\n\r?\nFrom [^\n]{3,200}\d{4}\r?\n[A-Za-z-]{2,40}: ")


class Eml:
    """Mails stored as they were sent."""

    name = "eml"

    def __init__(self, read: ReadFile) -> None:
        """Take what reads the attachments."""
        self._read = read

    def accepts(self, head: bytes, path: Path) -> bool:
        """Content that begins with a mail's header; a name in .eml needs less proof."""
        names = set(_fields(head))
        if path.suffix.lower() == ".eml" and len(names & (_USUAL | _SURE)) > 1:
            return True
        return bool(names & _SURE) and len(names & (_USUAL | _SURE)) > 2  # noqa: PLR2004

    def read(self, path: Path, limits: Limits) -> Source:
        """The mail: subject, body, attachments."""
        data = path.read_bytes()
        if data.startswith(b"From ") and _SEPARATOR.search(data):
            raise Rejected("a mailbox of several mails: save each as .eml")
        return source_of(_mail(message_from_bytes(data, policy=policy.default)), self.name, limits, self._read)


def _fields(head: bytes) -> Iterator[bytes]:
    """The names of the header's fields; none when the content begins otherwise."""
    lines = re.split(rb"\r\n|\n|\r", head.removeprefix(b"\xef\xbb\xbf").lstrip())
    for line in lines[1:] if lines[0].startswith((b"From ", b">From ")) else lines:
        found = _FIELD.match(line)
        if found:
            yield found[1].lower()
        elif not line.startswith((b" ", b"\t")):
            return


def _mail(message: Message) -> Mail:
    mail, attachments = Mail(_hints(message)), []
    plain: list[str] = []
    html: list[str] = []
    for part in _leaves(message):
        kind = part.get_content_type()
        if _is_attached(part) or kind not in {"text/plain", "text/html"}:
            attachments += _attachment(part)
            continue
        try:
            (plain if kind == "text/plain" else html).append(_text(part))
        except BinaryDataError as error:
            mail.cut.append(f"a part of the body: {error}")
    return Mail(mail.hints, "\n\n".join(plain), "\n".join(html), attachments, mail.cut)


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; a mail in a mail is one part. A list, not recursion: parts nest deep."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting.extend(each for each in reversed(payload) if isinstance(each, Message))
        else:
            yield part


def _is_attached(part: Message) -> bool:
    return _safely(part, "get_content_disposition") == "attachment" or bool(_safely(part, "get_filename"))


def _attachment(part: Message) -> list[Attachment]:
    kind, name = part.get_content_type(), _safely(part, "get_filename")
    payload = part.get_payload()
    if kind == "message/rfc822" and isinstance(payload, list) and payload and isinstance(payload[0], Message):
        subject = _header(payload[0], "subject")
        return [Attachment(name or f"{subject or 'mail'}.eml", kind, payload[0].as_bytes(policy=policy.compat32))]
    content = part.get_payload(decode=True)
    return [Attachment(name, kind, content)] if isinstance(content, bytes) and content else []


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    return decode(content, _safely(part, "get_content_charset") or None) if isinstance(content, bytes) else ""


def _safely(part: Message, method: str) -> str:
    """A value out of a header; the standard library raises on some broken ones (IndexError, TypeError, and others)."""
    try:
        return str(getattr(part, method)() or "")
    except Exception:
        return ""


def _header(message: Message, name: str) -> str:
    try:
        return clean(str(message.get(name) or ""))
    except Exception:  # as above; the raw field is still better than nothing
        raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
        return clean(str(raw))


def _hints(message: Message) -> dict[str, str]:
    sender = _header(message, "from")
    return {
        "title": _header(message, "subject"), "subject": _header(message, "subject"), "sender": sender,
        "author": parseaddr(sender)[0], "date": _date(_header(message, "date")),
        "language": _header(message, "content-language"),
    }  # fmt: skip


def _date(text: str) -> str:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
