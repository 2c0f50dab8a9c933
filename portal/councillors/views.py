"""Pages for councillors: next meetings, one meeting, what was asked, and what the record says of them."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.lists.paging import paged
from actions.models import LedgerEntry
from meetings.attendance_record import record_of, tallies, years_of
from meetings.editions.models import PublishedMeeting
from meetings.municipal_year import municipal_year_label
from portal.accounts.office import OfficeRequest
from portal.councillors.agenda import agenda_for
from portal.councillors.asked import AskedFilter, in_own_name, portfolio_of
from portal.councillors.coming import coming_meetings, past_meetings
from portal.councillors.own_record import declarations_of, published_person
from portal.councillors.reader import Reader, reader_of

PAGE_SIZE = 25


@require_safe
def home(request: OfficeRequest) -> HttpResponse:
    """The next meetings of the reader's committees with every paper, and the last ones."""
    reader, today = reader_of(request.user), timezone.localdate()
    context = {
        "reader": reader,
        "committees": reader.committees(today),
        "coming": coming_meetings(reader, today),
        "past": past_meetings(reader, today),
        "own_name": in_own_name(reader, today),
    }
    return render(request, "office/mine/home.html", context)


@require_safe
def meeting(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """A published meeting with its papers, the restricted ones for those who may read them; 404 where none stands."""
    reader = reader_of(request.user)
    meetings = PublishedMeeting.objects.standing().select_related("committee", "edition")
    found = get_object_or_404(meetings, committee__slug=committee, slug=slug)
    if found.edition is None:
        raise Http404("no edition stands")
    context = {
        "meeting": found,
        "record": found.edition.content,
        "agenda": agenda_for(reader, found, address=request.path),
    }
    return render(request, "office/mine/meeting.html", context)


@require_safe
def asked(request: OfficeRequest) -> HttpResponse:
    """What the reader's committees asked, or what was asked of the reader, by what became of it, the overdue first."""
    reader, today = reader_of(request.user), timezone.localdate()
    own = reader.committees(today)
    entries, portfolio = LedgerEntry.objects.all(), portfolio_of(reader.person)
    filtered = AskedFilter(request.GET, queryset=entries, own=own, portfolio=portfolio)
    page, late = paged(filtered, PAGE_SIZE, request.GET.get("page"))
    context = {
        "reader": reader,
        "committees": own,
        "filter": filtered,
        "portfolio": portfolio,
        "page_obj": page,
        "late": late,
        "own_name": in_own_name(reader, today),
    }
    return render(request, "office/mine/asked.html", context)


@require_safe
def own_record(request: OfficeRequest) -> HttpResponse:
    """The reader's attendance in one municipal year, and declarations of interest."""
    reader, today = reader_of(request.user), timezone.localdate()
    context = {
        "reader": reader,
        "committees": reader.committees(today),
        "declarations": declarations_of(reader.person) if reader.person else [],
        **_attendance(reader, request.GET.get("year", "")),
    }
    return render(request, "office/mine/record.html", context)


def _attendance(reader: Reader, asked: str) -> dict[str, object]:
    """What the published registers hold of the reader, for the year that was asked for, else the newest."""
    person = published_person(reader.person) if reader.person else None
    if person is None:
        return {}
    seats = list(person.seats.select_related("committee"))
    years = years_of(person, seats)
    year = next((known for known in years if str(known) == asked), years[0] if years else None)
    lines = record_of(person, seats, year) if year is not None else []
    return {
        "person": person,
        "years": [{"year": known, "label": municipal_year_label(known), "is_shown": known == year} for known in years],
        "year_label": municipal_year_label(year) if year is not None else "",
        "tallies": tallies(lines),
        "lines": lines,
    }
