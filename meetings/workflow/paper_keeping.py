"""Files of papers on their way in: stored before the rows that name them, removed where those fail.

A row never names a file that is not there, whenever the machine stops: files are written before the commit and deleted
after it. What a stop leaves over is a file that no row names; `orphan_files` finds it.
"""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from meetings.models import Document, PaperVersion
from meetings.models.document import place_of
from meetings.paper_checks.examining import Examined
from meetings.paper_storage import OfficePapers
from meetings.reading_requests import request_reading
from portal.accounts.models import User

LONGEST_SLUG = 60


@contextmanager
def files_kept() -> Iterator[list[str]]:
    """A list for the names of the files that a deed stores; they are deleted again where the deed fails.

    It stands around the deed's transaction, so that a commit that fails counts as well.
    """
    names: list[str] = []
    try:
        yield names
    except BaseException:
        for name in names:
            OfficePapers().delete(name)
        raise


def keep_version(
    document: Document, examined: Examined, source: BinaryIO, *, by: User | None, kept: list[str], reason: str = ""
) -> PaperVersion:
    """Stores the file as the paper's next version, which stands from now on; every file of a paper comes in here.

    Of a picture that is what shows, as was found when it was examined. Runs inside the caller's transaction and saves
    the paper. `kept` is the list of `files_kept`.
    """
    with examined.kept_of(source) as content:
        name = _store(content, place_of(document, _stored_name(examined.filename)), kept)
    last = document.versions.aggregate(last=Max("number"))["last"] if document.pk else None
    document.file = name
    document.filename, document.media_type = examined.filename, examined.kind.media_type
    document.size, document.pages, document.sha256 = examined.size, examined.pages, examined.sha256
    document.version, document.text = (last or 0) + 1, ""
    document.save()
    version = PaperVersion.objects.create(
        document=document,
        number=document.version,
        file=name,
        filename=examined.filename,
        media_type=examined.kind.media_type,
        size=examined.size,
        pages=examined.pages,
        sha256=examined.sha256,
        reason=reason,
        uploaded_by=by,
    )
    request_reading(version)
    document.refresh_from_db(fields=["reading", "reading_note", "text"])
    return version


def delete_after_commit(names: Iterable[str]) -> None:
    for name in names:
        # A file that cannot be deleted now is an orphan; it does not undo what is done.
        transaction.on_commit(partial(OfficePapers().delete, name), robust=True)


def _stored_name(filename: str) -> str:
    """What the file is called on the disk: its name in plain letters, and some that nobody else has."""
    path = PurePosixPath(filename)
    return f"{slugify(path.stem)[:LONGEST_SLUG] or 'paper'}-{secrets.token_hex(6)}{path.suffix}"


def _store(source: "BinaryIO | File[Any]", name: str, kept: list[str]) -> str:
    # Noted before it is written: a disk that is full leaves half a file.
    kept.append(name)
    source.seek(0)
    stored = OfficePapers().save(name, File(source))
    if stored != name:
        kept.append(stored)
    return stored
