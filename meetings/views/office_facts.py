"""Saving the facts of a meeting from its workspace."""

from copy import copy

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from meetings.forms.facts import FactsForm
from meetings.views.office_page import UNPROCESSABLE, answer_with, is_part_wanted, working_meeting
from meetings.workflow.change import RefusedError
from meetings.workflow.meetings import save_facts
from portal.accounts.office import OfficeRequest


@require_POST
@transaction.atomic
def facts(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """Saves them; a meeting that nobody has seen yet gets the address of its new day."""
    meeting = working_meeting(request.user, committee, slug, lock=True)
    form = FactsForm(request.POST, instance=copy(meeting))
    if not form.is_valid():
        return answer_with(request, meeting, "facts", status=UNPROCESSABLE, form=form)
    try:
        saved = save_facts(
            meeting=meeting,
            values=form.columns,
            new_venue=form.cleaned_data["new_venue"],
            future_dates=form.cleaned_data["future_dates"],
            by=request.user,
        )
    except RefusedError as refused:
        for reason in refused.reasons:
            form.add_error(None, reason)
        return answer_with(request, meeting, "facts", status=UNPROCESSABLE, form=form)
    if saved.slug != slug:
        address = reverse("office:workspace", args=[committee, saved.slug])
        return HttpResponse(headers={"HX-Redirect": address}) if is_part_wanted(request) else redirect(address)
    return answer_with(request, saved, "facts", also=("attendance",) if "date" in form.changed_data else ())
