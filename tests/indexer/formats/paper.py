"""Small PDFs for tests, drawn line by line."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

Lines = Sequence[tuple[float, float, str]]


def write(path: Path, *pages: Lines, password: str | None = None, rotated: int = 0, title: str = "A title") -> Path:
    """Write pages of lines, each (x, y from the upper edge, text), and return the path."""
    lock = StandardEncryption(password) if password else None
    canvas = Canvas(str(path), pagesize=(595, 842), encrypt=lock)
    canvas.setTitle(title)
    for lines in pages:
        if rotated:
            canvas.setPageRotation(rotated)
        canvas.setFont("Times-Roman", 11)
        for x, y, text in lines:
            canvas.drawString(x, 842 - y, text)
        canvas.showPage()
    canvas.save()
    return path


def scan(path: Path, *pages: Sequence[str]) -> Path:
    """Write pages that are only a picture of their lines."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    for number, lines in enumerate(pages):
        image = Image.new("L", (1240, 1754), 255)
        font = ImageFont.load_default(size=34)
        for index, line in enumerate(lines):
            ImageDraw.Draw(image).text((150, 200 + 60 * index), line, fill=0, font=font)
        picture = path.with_suffix(f".{number}.png")
        image.save(picture)
        canvas.drawImage(str(picture), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return path
