"""Public files of a fact: put among the published papers under their digest, and listed with the fact."""

from typing import BinaryIO

from django.db import transaction

from actions.models import LedgerFile, LedgerUpdate
from meetings.editions.papers import put_paper
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.recording import record


@transaction.atomic
def attach(
    *,
    update: LedgerUpdate,
    title: str,
    source: BinaryIO,
    sha256: str,
    filename: str,
    media_type: str,
    size: int,
    pages: int | None,
    by: User,
) -> LedgerFile:
    """Publishes a file that was examined with a fact that was just recorded, and returns its row.

    `size` is in bytes; all but `title` is as `meetings.paper_checks.examining` tells it.

    A file that lies there already, under the same digest, is not copied again. Raises NotPermittedError, or
    PaperMismatchError where `source` is not the file that was looked into.
    """
    demand(by, Permission.UPDATE_LEDGER, scope=update.entry.committee.code)
    # The row before the copy: whoever removes copies that nothing names holds rows back meanwhile.
    file = LedgerFile.objects.create(
        update=update,
        title=title,
        sha256=sha256,
        filename=filename,
        media_type=media_type,
        size=size,
        pages=pages,
    )
    put_paper(source, sha256=sha256, title=title)
    record(
        by=by,
        verb="published a file of the ledger",
        subject=f"ledger {update.entry.reference}",
        after={"title": title, "sha256": sha256},
    )
    return file
