"""The open register as a page and as a table: what was asked of somebody, and was not answered in time."""

import datetime as dt
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.day_filters import WordsFilter
from actions.ledger_state import of_ledger
from actions.lists.paging import KeysPaginator
from actions.register.rows import Row, answered_late, found_on, read_on, rows_of, unanswered
from meetings.pagination import CappedPaginator
from portal.addresses import absolute
from portal.conditional import answer
from portal.downloads import refused
from portal.machines import machine_response
from portal.spreadsheet_cells import CSV_TYPE, Cell, csv_bytes

PAGE_SIZE = 25
UNPROCESSABLE = 422
COLUMNS = [
    "Reference",
    "Recommendation",
    "Committee",
    "Made on",
    "Addressee",
    "Received on",
    "Due",
    "Rule",
    "Days late",
    "Date promised",
    "Latest news",
    "As at",
    "Address",
]


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Every recommendation whose response is late on the day, and the answers of twelve months that came late."""
    filtered = WordsFilter(request.GET)
    has_errors = not filtered.form.is_valid()
    late, came_late = _lists(filtered)
    page, first = late.get_page(request.GET.get("page")), came_late.get_page(1)
    shown = list(page.object_list)
    rows = rows_of([*shown, *first.object_list], filtered.day)
    context = {
        "filter": filtered,
        "page_obj": page,
        "rows": rows[: len(shown)],
        "longest": next(iter(shown), None) if page.number == 1 else None,
        "came_late": came_late,
        "came_late_rows": rows[len(shown) :],
        "query": request.GET.urlencode() if filtered.asked else "",
    }
    return render(request, "public/unanswered.html", context, status=UNPROCESSABLE if has_errors else 200)


def _lists(filtered: WordsFilter) -> tuple[CappedPaginator, CappedPaginator]:
    """What is late on the day, and what came late before it; of a day that has passed both from one look at it."""
    if not filtered.is_past:
        lists = (unanswered(filtered.qs, filtered.day), answered_late(filtered.qs, filtered.day))
        return CappedPaginator(lists[0], PAGE_SIZE), CappedPaginator(lists[1], PAGE_SIZE)
    late, came_late = found_on(filtered.qs, filtered.day)
    read = partial(read_on, day=filtered.day)
    return KeysPaginator(late, PAGE_SIZE, read=read), KeysPaginator(came_late, PAGE_SIZE, read=read)


@require_safe
def table(request: HttpRequest) -> HttpResponseBase:
    """The rows of the page, all of them, as CSV."""
    filtered = WordsFilter(request.GET)
    if not filtered.form.is_valid():
        said = " ".join(str(error) for errors in filtered.form.errors.values() for error in errors)
        return machine_response(said.encode(), "text/plain; charset=utf-8", status=UNPROCESSABLE)
    asked = sorted((name, str(value)) for name, value in filtered.asked.items())

    def build() -> HttpResponse:
        if too_many := refused(request):
            return too_many
        rows = rows_of(unanswered(filtered.qs, filtered.day), filtered.day)
        content = csv_bytes([COLUMNS, *(_cells(row, filtered.day) for row in rows)])
        return machine_response(content, CSV_TYPE, filename=f"unanswered-{filtered.day.isoformat()}.csv")

    return answer(request, of_ledger("unanswered.csv", asked), build)


def _cells(row: Row, day: dt.date) -> list[Cell]:
    entry = row.entry
    return [
        entry.reference,
        entry.text,
        entry.committee.name,
        entry.made_on,
        entry.addressee,
        row.sent_on,
        entry.due_on,
        row.due_rule,
        entry.days_late,
        entry.promised_on,
        entry.progress,
        day,
        absolute(entry.get_absolute_url()),
    ]
