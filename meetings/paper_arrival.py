"""How files arrive: on the disk as they come, at the office's addresses alone, and never more than is taken."""

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from portal.accounts.sessions import OFFICE

# So many times the largest file may one form hold together.
MOST_TOGETHER = 20
_TOO_LARGE = "papers_too_large"
# No upload takes so long; so what is older was left over by a machine that stopped in its middle.
LEFT_AFTER = dt.timedelta(days=1)
# As Django names what it takes in.
_ARRIVING = "*.upload*"


class PaperArrival(TemporaryFileUploadHandler):
    """Puts each file of a form into a temporary one; a file that grows larger than a paper may be is let pass unread.

    The rest of such a form still arrives, so that the officer is told by a page which file was too large
    (`too_large_in`). Files that are sent to any other place than the office are let pass too.
    """

    together = MOST_TOGETHER

    @property
    def largest(self) -> int:
        """The most bytes of one file."""
        return settings.PAPER_MB << 20

    @property
    def is_taken_here(self) -> bool:
        """Whether files are taken at the address to which the form was sent."""
        return self.request is not None and self.request.path_info.startswith(OFFICE)

    def handle_raw_input(
        self,
        input_data: Any,
        meta: dict[str, Any],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> tuple[QueryDict, Any] | None:
        if content_length > self.largest * self.together:
            raise StopUpload(connection_reset=True)
        return None

    def new_file(self, *args: Any, **options: Any) -> None:
        if not self.is_taken_here:
            raise SkipFile
        super().new_file(*args, **options)
        self._arrived = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self._arrived += len(raw_data)
        if self._arrived > self.largest:
            self.file.close()
            setattr(self.request, _TOO_LARGE, [*too_large_in(self.request), self.file_name])
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)


def too_large_in(request: HttpRequest | None) -> list[str]:
    """The names of the files in the request that were larger than a paper may be."""
    names: list[str] = getattr(request, _TOO_LARGE, [])
    return names


def remove_left_over(*, older_than: dt.timedelta = LEFT_AFTER) -> int:
    """Removes from this machine what uploads that were cut off (a kill, a power cut) left over, and tells how many."""
    before = (timezone.now() - older_than).timestamp()
    removed = 0
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).glob(_ARRIVING):
        with suppress(FileNotFoundError):  # its own process has removed it meanwhile
            if path.is_file() and path.stat().st_mtime < before:
                path.unlink()
                removed += 1
    return removed
