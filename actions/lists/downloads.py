"""Lists of the ledger as files: the same filters and the same day as the page, every row of it."""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.utils import timezone

from actions.filters import EntryFilter
from actions.lists.columns import Column
from actions.lists.paging import Finish
from actions.lists.spreadsheet import write_text, write_workbook
from actions.models import LedgerEntry
from actions.models.entry import LedgerEntryQuerySet
from meetings.editions.spelling import long_date
from portal.addresses import absolute
from portal.spreadsheet_cells import CSV_TYPE, Cell

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A workbook is made while its reader waits, and takes a second or two for each two thousand rows.
MOST_IN_A_WORKBOOK = 20_000
TOO_MANY = (
    "This list has more than 20,000 entries, too many for one workbook. Filter it, by committee or by municipal year, "
    "or take it as CSV, which holds any number."
)
_CHUNK = 500


class TooManyRowsError(Exception):
    """More rows than a workbook takes; the text is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Download:
    """A list on its way out: what it is called, its rows by the filters, its columns, and the page that shows it."""

    title: str
    name: str
    filtered: EntryFilter
    columns: list[Column]
    page_url: str
    finish: Finish = LedgerEntryQuerySet.all

    @property
    def rows(self) -> Iterable[LedgerEntry]:
        """Every row in the order of the page, read a few hundred at a time."""
        return self.finish(self.filtered.ordered.for_lists()).iterator(chunk_size=_CHUNK)

    def file_name(self, ending: str) -> str:
        return f"{self.name}-{self.filtered.stood_on.isoformat()}.{ending}"

    def about(self, request: HttpRequest, count: int) -> list[tuple[str, Cell]]:
        """What the second sheet tells of the first."""
        query = request.GET.urlencode()
        asked = self.filtered.form.in_words
        return [
            ("List", f"{self.title}, {settings.COUNCIL_NAME}"),
            ("As it stood on", self.filtered.stood_on),
            ("Downloaded on", timezone.localdate()),
            ("Entries", count),
            ("Order", self.filtered.order),
            *(asked or [("Filters", "None: every entry")]),
            ("Address", absolute(self.page_url) + (f"?{query}" if query else "")),
        ]


def as_workbook(request: HttpRequest, download: Download) -> FileResponse:
    """The list as XLSX. Raises TooManyRowsError."""
    count = download.filtered.qs.order_by().values("pk")[: MOST_IN_A_WORKBOOK + 1].count()
    if count > MOST_IN_A_WORKBOOK:
        raise TooManyRowsError(TOO_MANY)
    title = f"{download.title}, {long_date(download.filtered.stood_on)}"

    def write(to: IO[bytes]) -> None:
        write_workbook(
            to,
            download.rows,
            columns=download.columns,
            title=title,
            about=download.about(request, count),
            by=settings.COUNCIL_NAME,
            count=count,
        )

    return _answer(write, download.file_name("xlsx"), XLSX_TYPE)


def as_text(download: Download) -> FileResponse:
    """The list as CSV, however long."""
    return _answer(
        lambda to: write_text(to, download.rows, columns=download.columns), download.file_name("csv"), CSV_TYPE
    )


def _answer(write: Callable[[IO[bytes]], None], name: str, media_type: str) -> FileResponse:
    """From a file that is gone once it is sent: one that cannot be finished is never begun to be sent."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it
    try:
        write(file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=media_type)
