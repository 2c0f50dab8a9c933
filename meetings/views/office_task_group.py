"""The office's page of what a task and finish group is for."""

from copy import copy

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.forms.programme import TaskGroupForm
from meetings.models import Committee, CommitteeKind, TaskGroup
from meetings.views.office_page import UNPROCESSABLE
from meetings.workflow.change import RefusedError
from meetings.workflow.task_groups import keep_task_group, papers_of
from portal.accounts.office import OfficeRequest, permit_knowing
from portal.accounts.permissions import Permission, can


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def task_group(request: OfficeRequest, committee: str) -> HttpResponse:
    """The facts of the group; POST saves them."""
    groups = Committee.objects.select_related("parent").filter(kind=CommitteeKind.TASK_AND_FINISH)
    group = (
        (groups.select_for_update(of=("self",)) if request.method == "POST" else groups).filter(slug=committee).first()
    )
    if group is None:
        raise Http404("no such group")
    permit_knowing(request.user, Permission.EDIT_RECORD, scope=group.code)
    facts = TaskGroup.objects.filter(committee=group).first() or TaskGroup(committee=group)
    form = TaskGroupForm(request.POST or None, instance=copy(facts), papers=papers_of(group))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                keep_task_group(form.instance, by=request.user)
        except RefusedError as refused:
            form.add_error(None, refused.reasons)
        else:
            messages.success(request, "Saved. The public reads it when the group is published.")
            return redirect("office:task-group", committee=group.slug)
    context = {
        "group": group,
        "form": form,
        "seats": group.seats_on(timezone.localdate()).select_related("person"),
        "keeps_seats": can(request.user, Permission.EDIT_REFERENCE),
    }
    return render(request, "office/programme/group.html", context, status=UNPROCESSABLE if form.errors else 200)
