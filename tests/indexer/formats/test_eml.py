from email.message import EmailMessage
from pathlib import Path

import pytest

from indexer.formats.eml import Eml
from indexer.formats.registry import detect, read
from indexer.formats.source import Block, Limits, Rejected, Source


def mail(body: str = "Colleagues,\n\nThe lesson is to plan early.\n", subject: str = "Leçons apprises") -> EmailMessage:
    message = EmailMessage()
    message["From"] = '"Ann Other" <ann@example.org>'
    message["To"] = "list@example.org"
    message["Subject"] = subject
    message["Date"] = "Tue, 01 May 2012 10:00:00 +0200"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(body)
    return message


def read_mail(tmp_path: Path, message: EmailMessage | bytes, limits: Limits | None = None) -> Source:
    path = tmp_path / "a.eml"
    path.write_bytes(message if isinstance(message, bytes) else message.as_bytes())
    return read(path, limits or Limits())


def test_subject_is_the_title_and_the_header_gives_hints(tmp_path: Path) -> None:
    source = read_mail(tmp_path, mail())
    assert source.blocks == [
        Block("Leçons apprises", "title"),
        Block("Colleagues,"),
        Block("The lesson is to plan early."),
    ]
    assert source.hints == {
        "title": "Leçons apprises", "subject": "Leçons apprises", "sender": "Ann Other <ann@example.org>",
        "author": "Ann Other", "date": "2012-05-01",
    }  # fmt: skip


def test_the_plain_body_goes_before_html_and_html_before_nothing(tmp_path: Path) -> None:
    both = mail()
    both.add_alternative("<p>The page says something else at length.</p>", subtype="html")
    assert len(read_mail(tmp_path, both).blocks) == 3
    only = mail()
    only.set_content("<html><body><p>The page alone tells the lesson to the reader.</p></body></html>", subtype="html")
    assert read_mail(tmp_path, only).blocks[1:] == [Block("The page alone tells the lesson to the reader.")]


def test_quoted_tails_stay_marked(tmp_path: Path) -> None:
    source = read_mail(tmp_path, mail("I agree.\n\n> The mission should plan.\n>\n> > Why should it do so?\n"))
    assert [block.text for block in source.blocks[1:]] == [
        "I agree.",
        "> The mission should plan.",
        ">> Why should it do so?",
    ]


def test_attachments_follow_after_a_part(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment("# Annex\n\nThe annex holds more.", subtype="markdown", filename="../../étc/annex.md")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(b"\xd0\xcf\x11\xe0" * 9, maintype="application", subtype="msword", filename="old.doc")
    source = read_mail(tmp_path, message)
    assert source.blocks[3:] == [
        Block("Attachment: ../../étc/annex.md", "part"), Block("Annex", "title"), Block("The annex holds more."),
    ]  # fmt: skip
    assert [reason.split(":")[0] for reason in source.cut] == ["attachment old.doc"]


def test_mails_in_mails_open_to_the_limit(tmp_path: Path) -> None:
    message = mail("The innermost words.", "depth 0")
    for depth in (1, 2, 3):
        outer = mail(f"Forwarded {depth}.", f"depth {depth}")
        outer.add_attachment(message)
        message = outer
    texts = [block.text for block in read_mail(tmp_path, message).blocks]
    assert "The innermost words." in texts
    shallow = read_mail(tmp_path, message, Limits(archive_depth=1))
    assert "The innermost words." not in [block.text for block in shallow.blocks]
    assert "too deep" in shallow.cut[0]


def test_the_character_set_of_the_body_is_found(tmp_path: Path) -> None:
    head = b"From: a@example.org\r\nSubject: =?iso-8859-1?Q?Le=E7on?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain"
    source = read_mail(tmp_path, head + b"; charset=us-ascii\r\n\r\nLa le\xe7on apprise est claire.\r\n")
    assert [block.text for block in source.blocks] == ["Leçon", "La leçon apprise est claire."]


@pytest.mark.parametrize(
    "data",
    [
        b"From: \xff\xfe<\r\nTo: x\r\nSubject: =?x?q?=\r\nMessage-ID: <\r\n\r\nbody text\r\n",
        b"From: a\r\nTo: b\r\nSubject: s\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nbody text",
        b"From: a\r\nTo: b\r\nDate: never\r\nContent-Type: text/plain; charset=\"no\x00set\"\r\n\r\nbody text\r\n",
        b"From: a\r\nTo: b\r\nContent-Disposition: attachment; filename*0*=x'y\r\n\r\nbody text\r\n",
        b"From: a\r\nTo: b\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/html\r\n\r\n<p>body text</p>\r\n",
    ],
)  # fmt: skip
def test_broken_mails_do_not_crash(tmp_path: Path, data: bytes) -> None:
    try:
        assert read_mail(tmp_path, data).format == "eml"
    except Rejected as error:
        assert "no text" in str(error)


def test_a_mailbox_is_rejected(tmp_path: Path) -> None:
    one = b"From a@example.org Tue May  1 10:00:00 2012\n" + mail().as_bytes() + b"\n\n"
    with pytest.raises(Rejected, match="several mails"):
        read_mail(tmp_path, one + one)
    assert read_mail(tmp_path, one).format == "eml"


def test_a_memorandum_is_no_mail(tmp_path: Path) -> None:
    path = tmp_path / "memo.txt"
    path.write_text("To: All staff\nFrom: The Director\nSubject: Drawdown\nDate: 1 May 2012\n\nThe mission closes.\n")
    assert detect(path).name == "text"
    assert not Eml(read).accepts(b"Hello", path)
