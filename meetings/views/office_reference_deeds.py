"""Deeds on several rows of reference data at once: a year's bank holidays, a year's seats; and the end of a seat."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from meetings.forms.reference.calendar import BankHolidaysForm
from meetings.forms.reference.people import EndSeatForm, SeatForm
from meetings.models import Holiday, Membership, MunicipalYear
from meetings.policies.seats import Offer, seats_to_copy
from meetings.views.office_page import UNPROCESSABLE
from meetings.views.reference_cells import long_day
from meetings.views.reference_form import edit_page
from meetings.views.reference_kinds import KINDS
from meetings.workflow.change import RefusedError
from meetings.workflow.reference import demand_keeping
from meetings.workflow.reference_calendar import add_bank_holidays
from meetings.workflow.reference_seats import copy_seats, end_seat
from portal.accounts.office import OfficeRequest


@require_POST
def holidays_add_year(request: OfficeRequest) -> HttpResponse:
    """Adds England's bank holidays of a year."""
    demand_keeping(request.user, Holiday)
    form = BankHolidaysForm(request.POST)
    if not form.is_valid():
        return render(request, "office/reference/bank_holidays.html", {"form": form}, status=UNPROCESSABLE)
    year = form.cleaned_data["year"]
    number = add_bank_holidays(year, by=request.user)
    told = f"Added {number} bank holiday{'' if number == 1 else 's'} of {year}."
    messages.success(request, told if number else f"All bank holidays of {year} stand in the table already.")
    response = redirect("office:reference-list", kind="holidays")
    response["Location"] += f"?year={year}"
    return response


@require_POST
def seat_end(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ends a seat with a day."""
    demand_keeping(request.user, Membership)
    seat = get_object_or_404(Membership.objects.select_related("committee", "person"), pk=pk)
    form = EndSeatForm(request.POST, prefix="end")
    if form.is_valid():
        try:
            end_seat(seat, last_day=form.cleaned_data["last_day"], by=request.user)
        except RefusedError as refusal:
            for reason in refusal.reasons:
                form.add_error("last_day", reason)
        else:
            messages.success(request, f"{seat} ends on {long_day(form.cleaned_data['last_day'])}.")
            return redirect("office:reference-list", kind="memberships")
    page = edit_page(request, KINDS["memberships"], pk, SeatForm(instance=seat), title=str(seat), end_form=form)
    page.status_code = UNPROCESSABLE
    return page


@require_http_methods(["GET", "HEAD", "POST"])
def seats_copy(request: OfficeRequest, pk: int) -> HttpResponse:
    """The seats that ended with the last municipal year, to go on in this one."""
    demand_keeping(request.user, Membership)
    year = get_object_or_404(MunicipalYear, pk=pk)
    reasons: list[str] = []
    chosen = {int(told) for told in request.POST.getlist("seat") if told.isdecimal() and len(told) < 19}
    if request.method == "POST":
        try:
            made = copy_seats(year, chosen=chosen, by=request.user)
        except RefusedError as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, f"{len(made)} seat{'' if len(made) == 1 else 's'} go on in {year}.")
            return redirect("office:reference-list", kind="memberships")
    offers = seats_to_copy(year)
    context = {
        "year": year,
        "committees": _by_committee(offers, chosen, asked=request.method == "POST"),
        "reasons": reasons,
    }
    return render(request, "office/reference/seats_copy.html", context, status=UNPROCESSABLE if reasons else 200)


def _by_committee(offers: list[Offer], chosen: set[int], *, asked: bool) -> list[dict[str, Any]]:
    return [
        {
            "committee": committee,
            "offers": [
                {"offer": offer, "is_chosen": not offer.why_not and (not asked or offer.seat.pk in chosen)}
                for offer in told
            ],
        }
        for committee, told in groupby(offers, key=lambda offer: offer.seat.committee)
    ]
