"""The public page of one entry of the ledger, with its history."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.life.day import asked_day
from actions.life.page import find, neighbours, told_of
from actions.validators import of_entry
from actions.words import UpdateKind
from portal.conditional import conditional

UNPROCESSABLE = 422


@require_safe
@conditional(of_entry)
def entry_detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One entry from the minute line on, today or as at a day; 410 where no published record carries its line now."""
    entry = find(reference, timezone.localdate())
    if entry is None:
        raise Http404("no such entry")
    if request.path != entry.get_absolute_url():
        return redirect(entry, permanent=True)
    if not entry.stands:
        struck = entry.updates.filter(kind=UpdateKind.WITHDRAWN).order_by("on", "pk").last()
        return render(request, "public/entry_withdrawn.html", {"entry": entry, "struck": struck}, status=410)
    asked = asked_day(request.GET, made_on=entry.made_on)
    if asked.is_past:
        entry = find(reference, asked.day) or entry
    before, after = neighbours(entry)
    context = {"entry": entry, "told": told_of(entry, asked.day), "asked": asked, "before": before, "after": after}
    return render(request, "public/entry.html", context, status=UNPROCESSABLE if asked.problem else 200)
