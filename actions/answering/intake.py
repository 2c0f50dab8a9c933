"""The slot through which an owner's answer reaches the office: all that the page of a link writes is written here."""

import secrets
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import slugify

from actions.answering import limits
from actions.answering.links import ClosedLinkError, why_closed
from actions.models import OwnerAnswer, OwnerAnswerFile, OwnerLink
from actions.models.owner_answer import AnswerState
from meetings.paper_checks.examining import Examined, examine
from meetings.paper_checks.refusing import PaperRefusedError
from meetings.paper_storage import OfficePapers
from meetings.workflow.paper_keeping import files_kept
from portal.audit.context import deed

LONGEST_SLUG = 60


class UnfitFilesError(Exception):
    """Files that are not taken; `reasons` are sentences that name them."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


class WaitsAlreadyError(Exception):
    """Another answer by the same link waits for an officer; `answer` is that one."""

    def __init__(self, answer: OwnerAnswer) -> None:
        self.answer = answer
        super().__init__("An answer by this link waits for an officer already.")


def take_in(request: HttpRequest, link: OwnerLink, told: dict[str, Any], files: list[UploadedFile]) -> OwnerAnswer:
    """Puts the answer into the officers' queue and returns it; what is sent twice is put there once.

    `told` is `AnswerForm.told`. Raises TooManyError, UnfitFilesError, WaitsAlreadyError, or ClosedLinkError where the
    link was closed since the page was shown.
    """
    with transaction.atomic():
        limits.count(request, link)
    # A file may take a minute to look into: nothing is locked meanwhile.
    examined = _examined(files)
    with files_kept() as kept, deed("answered by a link", by=None, subject=f"ledger {link.entry.reference}"):
        locked = OwnerLink.objects.select_for_update(of=("self",)).select_related("entry", "contact").get(pk=link.pk)
        why = why_closed(locked, at=timezone.now())
        if why is not None:
            raise ClosedLinkError(why, link)
        waiting = locked.answers.filter(state=AnswerState.WAITING).first()
        if waiting is not None:
            if _is_same(waiting, told, examined):
                return waiting
            raise WaitsAlreadyError(waiting)
        answer = OwnerAnswer.objects.create(link=locked, entry=locked.entry, sent_at=timezone.now(), **told)
        for file, looked_into in zip(files, examined, strict=True):
            _keep(answer, cast(BinaryIO, file.file), looked_into, kept)
        return answer


def _examined(files: list[UploadedFile]) -> list[Examined]:
    fit, reasons = [], []
    for file in files:
        try:
            fit.append(examine(cast(BinaryIO, file.file), file.name or ""))
        except PaperRefusedError as refusal:
            reasons.append(str(refusal))
    if reasons:
        raise UnfitFilesError(reasons)
    return fit


def _is_same(waiting: OwnerAnswer, told: dict[str, Any], examined: list[Examined]) -> bool:
    """Whether somebody pressed the button twice."""
    digests = sorted(waiting.files.values_list("sha256", flat=True))
    same_words = all(getattr(waiting, name) == value for name, value in told.items())
    return same_words and digests == sorted(file.sha256 for file in examined)


def _keep(answer: OwnerAnswer, source: BinaryIO, examined: Examined, kept: list[str]) -> None:
    path = PurePosixPath(examined.filename)
    stem = slugify(path.stem)[:LONGEST_SLUG] or "evidence"
    name = f"answers/{answer.pk}/{stem}-{secrets.token_hex(6)}{path.suffix}"
    # Noted before it is written: a disk that is full leaves half a file.
    kept.append(name)
    with examined.kept_of(source) as content:
        stored = OfficePapers().save(name, File(content))
    kept.append(stored)
    OwnerAnswerFile.objects.create(
        answer=answer,
        title=examined.filename,
        file=stored,
        sha256=examined.sha256,
        media_type=examined.kind.media_type,
        size=examined.size,
        pages=examined.pages,
    )
