"""Mails as Outlook stores them (.msg)."""

from email.utils import parseaddr
from pathlib import Path

from oxmsg import Message

from indexer.formats.clean import clean
from indexer.formats.foreign import has_stream
from indexer.formats.mail import Attachment, Mail, ReadFile, source_of
from indexer.formats.source import Limits, Rejected, Source

_PROPERTIES = "__properties_version1.0"
_DAMAGED = "a damaged Outlook mail: save it again, or as .eml"


class Msg:
    """Outlook's mails."""

    name = "msg"

    def __init__(self, read: ReadFile) -> None:
        """Take what reads the attachments."""
        self._read = read

    def accepts(self, head: bytes, path: Path) -> bool:
        """An OLE container with the stream of a mail's properties."""
        return has_stream(head, path, _PROPERTIES)

    def read(self, path: Path, limits: Limits) -> Source:
        """The mail: subject, body, attachments."""
        try:
            message = Message.load(str(path))
            mail = _mail(message)
        except (MemoryError, RecursionError):
            raise
        except Exception as error:  # the container's library raises whatever its bytes make it raise
            raise Rejected(f"{_DAMAGED} ({type(error).__name__})") from error
        return source_of(mail, self.name, limits, self._read)


def _mail(message: Message) -> Mail:
    plain, html = message.body or "", _html(message)
    cut = (
        [] if plain.strip() or html.strip() else ["the body: it is empty, or in Rich Text alone; save the mail as .eml"]
    )
    return Mail(
        _hints(message), plain, html, list(map(_attachment, range(len(message.attachments)), message.attachments)), cut
    )


def _html(message: Message) -> str:
    try:
        return message.html_body or ""
    except (UnicodeError, LookupError, ValueError):
        return ""


def _attachment(number: int, attachment: object) -> Attachment:
    """An attached file; mails attached as mails have no bytes of their own here, and are named as unread."""
    try:
        name, kind = getattr(attachment, "file_name", None), getattr(attachment, "mime_type", None)
        return Attachment(
            name or f"attachment {number + 1}", kind or "", getattr(attachment, "file_bytes", None) or b""
        )
    except (ValueError, KeyError, AssertionError, UnicodeError):
        return Attachment(f"attachment {number + 1}", "", b"")


def _hints(message: Message) -> dict[str, str]:
    sender = clean(message.sender or "")
    sent = message.sent_date
    subject = clean(message.subject)
    return {
        "title": subject, "subject": subject, "sender": sender, "author": parseaddr(sender)[0],
        "date": sent.date().isoformat() if sent else "",
    }  # fmt: skip
