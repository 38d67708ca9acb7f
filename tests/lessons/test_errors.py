import pytest

from lessons import errors


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UserError", 2),
        ("UnknownCode", 2),
        ("MissingLibrary", 2),
        ("IndexMismatch", 2),
        ("ProtectionError", 4),
        ("LockedError", 5),
    ],
)
def test_each_error_has_its_exit_code_and_stands_in_the_tree(name: str, code: int) -> None:
    error = getattr(errors, name)
    assert issubclass(error, errors.LessonsError)
    assert error.exit_code == code
    assert name in (errors.__doc__ or "")
