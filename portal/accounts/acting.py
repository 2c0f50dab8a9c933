"""Who acts, on what, and how it is called: told to the database, which notes every change of a row with it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from portal.accounts.models import User

_SETTINGS = ("portal.by", "portal.subject", "portal.deed")
# As long as the audit log's column; the triggers write it without asking.
_LONGEST_SUBJECT = 200


@contextmanager
def deed(verb: str, *, by: User | None, subject: str) -> Iterator[None]:
    """One transaction whose changes the audit log puts down to `by`, as `verb` ("saved the attendance") on `subject`.

    A deed within a deed takes its own words and gives the outer ones back.
    """
    with transaction.atomic():
        before = _current()
        _tell(str(by.pk) if by is not None else "", subject[:_LONGEST_SUBJECT], verb)
        yield
        _tell(*before)


def _current() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in _SETTINGS))
        row: tuple[str, ...] = cursor.fetchone()
    return row


def _tell(*values: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in _SETTINGS), values)
