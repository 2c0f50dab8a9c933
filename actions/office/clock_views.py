"""The office's pages on addressee kinds and their clocks."""

from types import SimpleNamespace

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actions.models import AddresseeClock
from actions.office.clock_form import ClockForm
from actions.workflow.clocks import keep_clock
from meetings.views.reference_cells import Cell
from meetings.views.reference_form import form_page, refuse
from meetings.workflow.change import RefusedError
from portal.accounts.office import OfficeRequest, permit
from portal.accounts.permissions import Permission

_COLUMNS = ("Addressee", "Time to respond", "Rule")
STAYS = (
    "A changed clock counts for what is received from now on. Dates that were given stay as they are, with the rule "
    "that gave them."
)


def _kind() -> SimpleNamespace:
    """What the pages of reference data are told of this kind, which belongs to the ledger."""
    return SimpleNamespace(
        one="clock",
        many="addressee kinds",
        address=reverse("clocks:clock-list"),
        columns=_COLUMNS,
        help=("By when each kind of addressee must respond, counted from the day of receipt.", STAYS),
    )


def _time(clock: AddresseeClock) -> str:
    for number, word in ((clock.months, "month"), (clock.days, "day")):
        if number:
            return f"{number} {word}{'' if number == 1 else 's'}"
    return "No date"


@require_safe
def clock_list(request: OfficeRequest) -> HttpResponse:
    """The kinds of addressees, each with the time that it has and the rule that gives it."""
    permit(request.user, Permission.EDIT_REFERENCE)
    page = Paginator(AddresseeClock.objects.all(), 100).get_page(1)
    rows = []
    for clock in page:
        cells = [
            Cell(clock.label, reverse("clocks:clock-edit", args=[clock.pk])),
            Cell(_time(clock)),
            Cell(clock.rule),
        ]
        rows.append({"cells": list(zip(_COLUMNS, cells, strict=True))})
    return render(request, "office/reference/list.html", {"kind": _kind(), "page": page, "rows": rows, "form": None})


@require_http_methods(["GET", "HEAD", "POST"])
def clock_edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """The form of one clock."""
    permit(request.user, Permission.EDIT_REFERENCE)
    with transaction.atomic():
        clocks = AddresseeClock.objects.all()
        clock = get_object_or_404(clocks.select_for_update() if request.method == "POST" else clocks, pk=pk)
        title = clock.label
        form = ClockForm(request.POST or None, instance=clock)
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    keep_clock(form.instance, by=request.user)
            except RefusedError as refusal:
                refuse(form, refusal)
            else:
                messages.success(request, f"Saved “{form.instance}”. Dates that were given stay as they are.")
                return redirect("clocks:clock-list")
    return form_page(request, _kind(), form, title=title, note=STAYS)
