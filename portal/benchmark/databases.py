"""Databases of the benchmark's own, on the server that the settings name, and files in a folder of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.files.storage import storages
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.test.utils import override_settings
from psycopg import sql

FOLDER = "bench"


def exists_with(name: str, recipe: str) -> bool:
    """Whether the database is there and was built by this very recipe."""
    with _maintenance() as cursor:
        cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name])
        row = cursor.fetchone()
    return row is not None and row[0] == recipe


def create(name: str) -> None:
    """Makes the database anew, empty."""
    with _maintenance() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def mark(name: str, recipe: str) -> None:
    """Says by which recipe the database was built; the last step, so that half a record is never measured."""
    with _maintenance() as cursor:
        cursor.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(recipe)))


@contextmanager
def inside(name: str) -> Iterator[None]:
    """Everything in the block happens in this database, and with files of its own."""
    kept = connection.settings_dict["NAME"]
    folder = settings.DATA_DIR / FOLDER / name
    names = ("default", "restricted", "published")
    places = {key: {**settings.STORAGES[key], "OPTIONS": {"location": folder / key}} for key in names}
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        # Every page is made anew; what a page costs from memory is measured apart.
        with override_settings(STORAGES={**settings.STORAGES, **places}, KEEP_PAGES_MB=0):
            storages._storages = {}  # type: ignore[attr-defined]  # as Django's own tests do after such a change
            yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = kept
        storages._storages = {}  # type: ignore[attr-defined]


@contextmanager
def _maintenance() -> Iterator[CursorWrapper]:
    """A cursor outside the databases that are made and dropped."""
    connection.ensure_connection()  # starts the embedded server where it is the one in use
    with connection._nodb_cursor() as cursor:
        yield cursor
