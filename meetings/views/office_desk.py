"""The first page of the office."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.office import OfficeRequest


@require_safe
def desk(request: OfficeRequest) -> HttpResponse:
    """What this officer's committees have before them."""
    return render(request, "office/desk.html", {})
