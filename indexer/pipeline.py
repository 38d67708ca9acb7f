"""The version of the reading pipeline: it changes whenever the same file would yield other passages or codes."""

from lessons import __version__

PIPELINE = f"{__version__}/3"
