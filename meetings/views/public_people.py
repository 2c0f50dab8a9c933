"""Public pages of people: the register, and one person's seats and attendance. All from editions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.attendance_record import record_of, tallies, years_of
from meetings.editions.registers import PublishedPerson
from meetings.municipal_year import municipal_year_label
from meetings.pagination import CappedPaginator
from meetings.register_filters import PersonFilter

PAGE_SIZE = 50


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Everybody whom the published record names, by family name, with the seats that are held today."""
    filtered = PersonFilter(request.GET, queryset=PublishedPerson.objects.named())
    people = filtered.qs.with_current_seats(timezone.localdate())
    page = CappedPaginator(people, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "public/person_list.html", {"filter": filtered, "page_obj": page})


@require_safe
def person_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Memberships over time, and attendance in one municipal year; 410 where no standing edition names the person."""
    person = get_object_or_404(PublishedPerson, slug=slug)
    if not person.name:
        return render(request, "public/person_withdrawn.html", status=410)
    today = timezone.localdate()
    seats = list(person.seats.select_related("committee"))
    years = years_of(person, seats)
    asked = request.GET.get("year", "")
    year = next((known for known in years if str(known) == asked), years[0] if years else None)
    lines = record_of(person, seats, year) if year is not None else []
    context = {
        "person": person,
        "seats": seats,
        "current": [seat for seat in seats if seat.is_held_on(today)],
        "years": [{"year": known, "label": municipal_year_label(known), "is_shown": known == year} for known in years],
        "year_label": municipal_year_label(year) if year is not None else "",
        "tallies": tallies(lines),
        "lines": lines,
    }
    return render(request, "public/person.html", context)
