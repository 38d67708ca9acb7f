"""The one error tree of the project; each message names the mend and each class its exit code.

::

    LessonsError
    ├── UserError            2  the request cannot be carried out as given
    │   ├── UnknownCode      2  a facet, code, field or option value that does not exist
    │   ├── MissingLibrary   2  an optional library or program is not installed
    │   └── IndexMismatch    2  an index or catalog of another version
    ├── ProtectionError      4  stopped to protect data
    └── LockedError          5  another run holds the lock
"""


class LessonsError(Exception):
    """The root of all errors that a user may see: one line that says what is wrong and how to mend it."""

    exit_code = 1


class UserError(LessonsError):
    """The request cannot be carried out as it was given."""

    exit_code = 2


class UnknownCode(UserError):  # noqa: N818
    """A facet, code, field or option value does not exist; the message lists what does."""


class MissingLibrary(UserError):  # noqa: N818
    """An optional library or program is not installed; the message says how to install it."""


class IndexMismatch(UserError):  # noqa: N818
    """The index or catalog was written by another version; the message says which command rebuilds it."""


class ProtectionError(LessonsError):
    """The run stopped before it could lose something: missing source root, full disk, database gone."""

    exit_code = 4


class LockedError(LessonsError):
    """Another run holds the lock of this home."""

    exit_code = 5
