"""The office's list of work programmes, and the page of one."""

from itertools import groupby
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from meetings.forms.programme import AddRowsForm, NewProgrammeForm, NoteForm
from meetings.models import Committee, CommitteeKind, RowState, WorkProgramme
from meetings.municipal_year import municipal_year_of
from meetings.office_filters import committees_of
from meetings.views.office_page import UNPROCESSABLE, is_part_wanted
from meetings.workflow.change import RefusedError
from meetings.workflow.work_programme import make_programme
from meetings.workspace.programme import Move, page_of
from portal.accounts.models import User
from portal.accounts.office import OfficeRequest, permit_knowing
from portal.accounts.permissions import NotPermittedError, Permission, can
from portal.accounts.reach import holds_anywhere


@require_http_methods(["GET", "HEAD", "POST"])
def programme_list(request: OfficeRequest) -> HttpResponse:
    """The programmes of this officer's committees, by committee; POST makes one."""
    if not holds_anywhere(request.user, Permission.EDIT_RECORD):
        raise NotPermittedError(f"Your account may not {Permission.EDIT_RECORD.value}.")
    committees = committees_of(request.user)
    this_year = municipal_year_of(timezone.localdate())
    form = NewProgrammeForm(request.POST or None, committees=committees, this_year=this_year)
    if request.method == "POST" and form.is_valid():
        try:
            made = make_programme(by=request.user, **form.cleaned_data)
        except RefusedError as refused:
            form.add_error(None, " ".join(refused.reasons))
        else:
            return redirect("office:programme", committee=made.committee.slug, year=made.year)
    open_rows = Q(rows__state=RowState.PLANNED)
    programmes = (
        WorkProgramme.objects.filter(committee__in=committees)
        .select_related("committee")
        .annotate(
            row_count=Count("rows"),
            waiting=Count(
                "rows",
                filter=open_rows
                & Q(rows__target_meeting=None, rows__target_date=None, rows__target_words="", rows__agenda_item=None),
            ),
        )
        .order_by("committee__name", "-year")
    )
    groups = committees.filter(kind=CommitteeKind.TASK_AND_FINISH).select_related("parent", "task_group")
    context = {
        "form": form,
        "listed": [{"committee": one, "programmes": list(own)} for one, own in groupby(programmes, _committee_of)],
        "groups": groups.order_by("name"),
    }
    return render(request, "office/programme/list.html", context, status=UNPROCESSABLE if form.errors else 200)


def _committee_of(programme: WorkProgramme) -> Committee:
    return programme.committee


@require_safe
def programme(request: OfficeRequest, committee: str, year: int) -> HttpResponse:
    """One programme: its rows by meeting, and all that is done with them."""
    return programme_page(request, working_programme(request.user, committee, year))


def working_programme(user: User, committee: str, year: int, *, lock: bool = False) -> WorkProgramme:
    """The programme, for somebody who may edit it; Http404 for everybody else, who may not know of it."""
    programmes = WorkProgramme.objects.select_for_update(of=("self",)) if lock else WorkProgramme.objects.all()
    found = programmes.select_related("committee").filter(committee__slug=committee, year=year).first()
    if found is None:
        raise Http404("no such programme")
    permit_knowing(user, Permission.EDIT_RECORD, scope=found.committee.code)
    return found


def programme_page(
    request: OfficeRequest,
    programme: WorkProgramme,
    *,
    refused: list[str] | None = None,
    said: str = "",
    move: Move | None = None,
    forms: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page, or, for a script, the part of it that changes; with what was refused, or a form that has errors."""
    fresh = WorkProgramme.objects.select_related("committee", "released_by").get(pk=programme.pk)
    given = forms or {}
    context = {
        "page": page_of(fresh, refused=refused, said=said, move=move),
        "programme": fresh,
        "add_form": given.get("add", AddRowsForm()),
        "note_form": given.get("note", NoteForm(instance=fresh)),
        "may_publish": can(request.user, Permission.PUBLISH, scope=fresh.committee.code),
    }
    status = UNPROCESSABLE if refused or given else 200
    if is_part_wanted(request):
        part = render_to_string("office/programme/part.html", context, request=request)
        return HttpResponse(part, status=status, headers={"HX-Retarget": "#programme", "HX-Reswap": "outerHTML"})
    return render(request, "office/programme/page.html", context, status=status)


def done(request: OfficeRequest, programme: WorkProgramme, *, said: str = "", at: str = "") -> HttpResponse:
    """What a view answers after a deed: the part anew for a script, else the way back to the page at `at`."""
    if is_part_wanted(request):
        return programme_page(request, programme, said=said)
    address = reverse("office:programme", args=[programme.committee.slug, programme.year])
    return redirect(f"{address}#{at}" if at else address)
