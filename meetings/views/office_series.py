"""Making a series of meetings: what would be made is shown first."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.forms.series import SeriesForm
from meetings.models import Meeting
from meetings.municipal_year import municipal_year_of
from meetings.office_filters import committees_of
from meetings.policies.planning import Plan
from meetings.views.office_meetings import permit_editing
from meetings.views.office_page import UNPROCESSABLE
from meetings.workflow.change import RefusedError
from meetings.workflow.series import Sitting, make_series, taken
from meetings.workspace.year import passed, row_of
from portal.accounts.office import OfficeRequest

CHANGED = "You have changed what is to be made since the dates were shown. Look at them again, then make the meetings."


@require_http_methods(["GET", "HEAD", "POST"])
def series(request: OfficeRequest) -> HttpResponse:
    """The form; POST shows the dates with their deadlines, and a second one makes those that stay ticked."""
    permit_editing(request.user)
    committees = committees_of(request.user)
    if request.method != "POST":
        asked = request.GET.get("committee", "").replace("\x00", "")
        form = SeriesForm(committees=committees, initial={"committee": asked})
        return render(request, "office/year/series.html", {"form": form})
    form = SeriesForm(request.POST, committees=committees)
    if not form.is_valid():
        return render(request, "office/year/series.html", {"form": form}, status=UNPROCESSABLE)
    if request.POST.get("deed") != "make":
        return _shown(request, form)
    if request.POST.get("shown") != form.digest:
        return _shown(request, form, status=UNPROCESSABLE, problems=[CHANGED])
    ticked = set(request.POST.getlist("day"))
    sittings = [sitting for sitting in form.cleaned_data["sittings"] if sitting[0].isoformat() in ticked]
    try:
        made = make_series(by=request.user, sittings=sittings, **_given(form))
    except RefusedError as refused:
        return _shown(request, form, status=UNPROCESSABLE, problems=refused.reasons)
    return _made(request, made)


def _given(form: SeriesForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("committee", "status", "kind", "venue", "with_standing_items")}


def _made(request: OfficeRequest, made: list[Meeting]) -> HttpResponse:
    count = f"{len(made)} meetings are" if len(made) > 1 else "1 meeting is"
    messages.success(request, f"{count} made: {', '.join(meeting.long_date for meeting in made)}.")
    year = municipal_year_of(made[0].date)
    return redirect(f"{reverse('office:year')}?year={year}&committee={made[0].committee.slug}")


def _shown(
    request: OfficeRequest, form: SeriesForm, *, status: int = 200, problems: list[str] | None = None
) -> HttpResponse:
    """The form with its dates, each with its deadlines and what the calendar says of it."""
    told, today = form.cleaned_data, timezone.localdate()
    sittings: list[Sitting] = told["sittings"]
    proposed = [_meeting(told, day, start) for day, start in sittings]
    plan = Plan(sittings[0][0], sittings[-1][0], proposed=proposed)
    met = set(taken(told["committee"], [day for day, _ in sittings]))
    chosen = set(request.POST.getlist("day")) if problems is not None else None
    rows: list[dict[str, Any]] = []
    for meeting in proposed:
        row = row_of(plan, meeting, today=today)
        is_open = meeting.date >= today and meeting.date not in met
        rows.append(
            {
                "row": row,
                "is_open": is_open,
                "is_ticked": is_open and (chosen is None or meeting.date.isoformat() in chosen),
                "warnings": _why_closed(meeting.date, met, today) or [*passed(row, today), *row.warnings],
            }
        )
    context = {
        "form": form,
        "rows": rows,
        "notes": form.notes,
        "problems": problems,
        "digest": form.digest,
        "open_count": sum(row["is_open"] for row in rows),
    }
    return render(request, "office/year/series.html", context, status=status)


def _why_closed(day: dt.date, met: set[dt.date], today: dt.date) -> list[str]:
    if day < today:
        return ["This day has passed, so it is left out."]
    return ["The committee meets on this day already, so it is left out."] if day in met else []


def _meeting(told: dict[str, Any], day: dt.date, start: dt.time | None) -> Meeting:
    """The meeting as it would be; it is not saved."""
    committee = told["committee"]
    return Meeting(
        committee=committee,
        date=day,
        start=start or committee.usual_start,
        kind=told["kind"],
        status=told["status"],
        venue=told["venue"] or committee.usual_venue,
    )
