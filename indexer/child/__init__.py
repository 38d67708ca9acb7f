"""Reading one file in a child process that can be killed."""

from indexer.child.reader import Reader

__all__ = ["Reader"]
