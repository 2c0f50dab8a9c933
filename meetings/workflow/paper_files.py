"""Where the files of a paper lie: apart from the others while it is restricted."""

from functools import partial

from django.core.files.storage import Storage
from django.db import transaction

from meetings.models import Document, PaperVersion
from meetings.paper_storage import RESTRICTED, OfficePapers
from meetings.workflow.change import RefusedError, change
from portal.accounts.models import User

LONGEST_NAME = 300


def set_restricted(*, document: Document, restricted: bool, by: User) -> Document:
    """Restricts a paper or opens it, and moves every file that it ever had to where it belongs; gives it fresh.

    Each file is copied first; then, in one transaction, the rows take the names of the copies; the old files go once
    that is committed. So whatever breaks off in between, a row's file is there, and no row names the file of a
    restricted paper among the open ones. An opened paper loses its paragraph, reason and review date. Raises
    RefusedError where a file is missing, NotPermittedError.
    """
    verb = "restricted a paper" if restricted else "opened a restricted paper"
    with change(document.meeting, verb, by=by):
        paper = (
            Document.objects.select_for_update(of=("self",)).select_related("meeting__committee").get(pk=document.pk)
        )
        versions = list(paper.versions.select_for_update())
        held = {version.file.name for version in versions} | ({paper.file.name} if paper.file else set())
        moved: dict[str, str] = {}
        try:
            for name in sorted(held):
                if name.startswith(RESTRICTED) != restricted:
                    moved[name] = _copied(name, restricted=restricted)
            for version in versions:
                if version.file.name in moved:
                    PaperVersion.objects.filter(pk=version.pk).update(file=moved[version.file.name])
            _write(paper, moved, restricted=restricted)
        except FileNotFoundError:
            _discard(moved)
            raise RefusedError(f"A file of “{paper.title}” is missing. Upload it again, then try once more.") from None
        except BaseException:
            _discard(moved)
            raise
        for name in moved:
            transaction.on_commit(partial(_remove_unused, name), robust=True)
        paper.refresh_from_db()
    return paper


def _write(paper: Document, moved: dict[str, str], *, restricted: bool) -> None:
    columns: dict[str, object] = {"is_restricted": restricted}
    if paper.file:
        columns["file"] = moved.get(paper.file.name, paper.file.name)
    if not restricted:
        columns |= {"exempt_paragraph": None, "exempt_reason": "", "exempt_review_on": None}
    Document.objects.filter(pk=paper.pk).update(**columns)


def _copied(name: str, *, restricted: bool) -> str:
    """Copies a file to the other place, and gives the name that the copy has there."""
    place: Storage = OfficePapers()
    wanted = f"{RESTRICTED}{name}" if restricted else name.removeprefix(RESTRICTED)
    with place.open(name) as source:
        return place.save(wanted, source, max_length=LONGEST_NAME)


def _discard(moved: dict[str, str]) -> None:
    """Takes away copies that no row is going to name."""
    for copy in moved.values():
        OfficePapers().delete(copy)


def _remove_unused(name: str) -> None:
    """Deletes an old file, unless a row names it still."""
    if not any(model._default_manager.filter(file=name).exists() for model in (Document, PaperVersion)):
        OfficePapers().delete(name)
