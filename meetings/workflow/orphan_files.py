"""Files that nothing names: what an upload or a publication leaves over where the machine stops in its middle."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.core.files.storage import Storage, storages
from django.db import connection, transaction
from django.db.models import FileField, Model
from django.utils import timezone

from meetings.editions.models import Edition
from meetings.editions.papers import paper_path
from meetings.editions.papers import storage as public_copies
from meetings.editions.writing import lock_register
from meetings.paper_storage import RESTRICTED, OfficePapers

# The folders of papers in the office, each in the storage of that name.
_FOLDERS = (
    ("default", "papers"),
    ("default", "answers"),
    ("default", "action-logs"),
    ("restricted", f"{RESTRICTED}papers"),
)
# Public copies lie in folders named by the first two digits of their digest. Where two were written at once, one of
# them has a few letters more.
_FOLDER = re.compile(r"[0-9a-f]{2}")
_COPY = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}(?:_\w+)?")


@dataclass(slots=True)
class Orphans:
    """Files that nothing names: of the office, and public copies; of those that are too young to tell, how many."""

    of_office: list[str] = field(default_factory=list)
    public: list[str] = field(default_factory=list)
    young: int = 0


def orphans(*, older_than: dt.timedelta) -> Orphans:
    """What no paper and no edition names, and has lain there for longer than an upload or a publication takes.

    A withdrawn edition names its papers as before: their copies stay.
    """
    before = timezone.now() - older_than
    found = Orphans()
    named = _named_in_office()
    for alias, folder in _FOLDERS:
        for name in _listed(storages[alias], folder):
            if name not in named:
                _sort(name, storages[alias], before, found.of_office, found)
    listed = _named_in_public()
    for name in _copies():
        if name not in listed:
            _sort(name, public_copies(), before, found.public, found)
    return found


def remove_orphans(found: Orphans) -> list[str]:
    """Deletes them, and gives the names of those that are gone; an edition may name a copy by now, which then stays."""
    for name in found.of_office:
        OfficePapers().delete(name)
    if not found.public:
        return found.of_office
    # Nothing is published meanwhile: a publication that finds a copy in its place does not write it anew.
    with transaction.atomic():
        lock_register()
        _hold_rows_back()
        listed = _named_in_public()
        gone = [name for name in found.public if name not in listed]
        for name in gone:
            public_copies().delete(name)
    return [*found.of_office, *gone]


def _sort(name: str, place: Storage, before: dt.datetime, old: list[str], found: Orphans) -> None:
    if place.get_modified_time(name) < before:
        old.append(name)
    else:
        found.young += 1


def _named_in_office() -> set[str]:
    """Every name in a column of files that lie in this place, also of the ledger, which this app knows nothing of."""
    columns = [
        (model, column.name)
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if isinstance(column, FileField) and isinstance(column.storage, OfficePapers)
    ]
    return {name for model, column in columns for name in model._default_manager.values_list(column, flat=True)}


def _with_public_copies() -> list[tuple[type[Model], str]]:
    """The models that say that their rows name a public copy, each with the column of its digest."""
    return [(model, column) for model in apps.get_models() if (column := getattr(model, "public_copies", ""))]


def _hold_rows_back() -> None:
    """Lets nobody add such a row until the end of the transaction; a row is added before its copy is looked for."""
    with connection.cursor() as cursor:
        for model, _ in _with_public_copies():
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def _named_in_public() -> set[str]:
    """Where the copies lie of all files that an edition names, or a row of a model that says so (`public_copies`)."""
    rows = _with_public_copies()
    digests = {sha256 for model, column in rows for sha256 in model._default_manager.values_list(column, flat=True)}
    return _named_by_editions() | {paper_path(sha256) for sha256 in digests}


def _named_by_editions() -> set[str]:
    """Where the copies lie of all files that any edition names, read from the documents in the database itself."""
    table = connection.ops.quote_name(Edition._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT digest[1] FROM "  # noqa: S608  # the name of our own table
            f"""{table}, regexp_matches(document, '"sha256":"([0-9a-f]{{64}})"', 'g') AS digest"""
        )
        return {paper_path(sha256) for (sha256,) in cursor.fetchall()}


def _copies() -> Iterator[str]:
    try:
        folders, _ = public_copies().listdir("")
    except FileNotFoundError:
        return
    for folder in sorted(folders):
        if _FOLDER.fullmatch(folder):
            yield from (name for name in _listed(public_copies(), folder) if _COPY.fullmatch(name))


def _listed(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}/{name}"
    for name in sorted(folders):
        yield from _listed(storage, f"{folder}/{name}")
