"""The attendance as a whole: marking who came, adding people, and finding them by a few letters."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.attendance import MarksForm
from meetings.forms.attendance_page import AttendancePage
from meetings.models import Attendance, Meeting, Person, Post
from meetings.views.office_page import (
    UNPROCESSABLE,
    answer_with,
    is_part_wanted,
    rendered_parts,
    working_meeting,
)
from meetings.workflow.attendance import mark_attendee, save_attendance
from meetings.workflow.change import RefusedError
from meetings.workspace import Workspace
from meetings.workspace.attendance import beside, line_of
from portal.accounts.office import OfficeRequest

FOUND_AT_MOST = 20
ASKED_AT_MOST = 100


@require_POST
def attendance_save(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """Saves the marks of everybody, and the people who are added, in one go."""
    meeting = working_meeting(request.user, committee, slug)
    page = AttendancePage(Workspace(meeting, request.user).attendance, request.POST)
    if page.is_valid():
        try:
            told = save_attendance(
                meeting=meeting,
                marks=page.marks,
                arrivals=page.arrivals,
                with_members=page.with_members,
                others_present=page.others_present,
                by=request.user,
            )
        except RefusedError as refused:
            page.problems = refused.reasons
        else:
            return attendance_changed(request, meeting, told=told)
    return answer_with(request, meeting, "attendance", status=UNPROCESSABLE, page=page)


@require_POST
def attendance_mark(request: OfficeRequest, committee: str, slug: str, attendee: int) -> HttpResponse:
    """Marks one person; a script gets what changes with it, and the row itself where it refuses or takes back."""
    meeting = working_meeting(request.user, committee, slug)
    row = attendee_of(meeting, attendee)
    form = MarksForm([row], request.POST)
    reasons: list[str] = []
    if not form.is_valid() or not form.marks:
        reasons = ["Choose present, remote, apologies or absent."]
    else:
        try:
            mark_attendee(meeting=meeting, mark=form.marks[0], by=request.user)
        except RefusedError as refused:
            reasons = refused.reasons
        except Attendance.DoesNotExist as gone:
            raise Http404("nobody of that number is listed") from gone
    status = UNPROCESSABLE if reasons else 200
    if not is_part_wanted(request):
        return answer_with(request, meeting, "attendance", status=status, problems=reasons)
    return HttpResponse(_marked(request, meeting, row, reasons), status=status)


@require_safe
def attendance_people(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """Whom a few letters may mean, as the options of a list: people, or with `posts` the titles of posts."""
    meeting = working_meeting(request.user, committee, slug)
    asked = next((str(value) for name, value in request.GET.items() if name.endswith("name")), "").strip()
    if "\0" in asked or len(asked) > ASKED_AT_MOST:
        asked = ""
    if "posts" in request.GET:
        found = [post.title for post in Post.objects.filter(title__icontains=asked)[:FOUND_AT_MOST]]
    else:
        seated = meeting.committee.seats_on(meeting.date).values("person")
        people = Person.objects.filter(Q(name__icontains=asked) | Q(spellings__spelling__icontains=asked))
        people = people.exclude(pk__in=seated).distinct().sorted()[:FOUND_AT_MOST]
        found = [person.full_name for person in people]
    return render(request, "office/parts/attendance_found.html", {"found": found if asked else []})


def attendee_of(meeting: Meeting, pk: int) -> Attendance:
    """The row of this meeting's attendance; Http404 where it belongs to another meeting or to none."""
    row = meeting.attendance.select_related("person", "post").filter(pk=pk).first()
    if row is None:
        raise Http404("nobody of that number is listed")
    row.meeting = meeting
    return row


def attendance_changed(request: OfficeRequest, meeting: Meeting, at: str = "", **given: Any) -> HttpResponse:
    """What a view answers after the list has changed: the part anew, and beside it what hangs on it."""
    if not is_part_wanted(request):
        return answer_with(request, meeting, "attendance", at=at)
    anew = rendered_parts(request, meeting, "attendance", also=("declarations",), **given)
    return HttpResponse(anew + beside_attendance(request, meeting))


def beside_attendance(request: OfficeRequest, meeting: Meeting, **given: Any) -> str:
    """The small elements elsewhere on the page that change with attendance and declarations: never an editor."""
    workspace = Workspace(Meeting.objects.select_related("committee", "venue").get(pk=meeting.pk), request.user)
    context = {"meeting": workspace.meeting, **beside(workspace), **given}
    return render_to_string("office/parts/attendance_beside.html", context, request=request)


def _marked(request: OfficeRequest, meeting: Meeting, row: Attendance, reasons: list[str]) -> str:
    before = row.mode
    row.refresh_from_db(fields=["mode"])
    return beside_attendance(
        request,
        meeting,
        line=line_of(Workspace(meeting, request.user), row),
        before=before,
        reasons=reasons,
        is_row_anew=bool(reasons) or "undo" in request.POST,
    )
