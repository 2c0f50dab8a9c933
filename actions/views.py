"""Public pages of the ledger: the two lists, and one entry with its history."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.filters import ActionFilter, EntryFilter, RecommendationFilter
from actions.life.day import asked_day
from actions.life.page import find, neighbours, told_of
from actions.models import LedgerEntry
from actions.models.entry import LedgerEntryQuerySet
from actions.validators import of_entry
from actions.words import UpdateKind
from meetings.pagination import CappedPaginator
from portal.conditional import conditional

PAGE_SIZE = 25
UNPROCESSABLE = 422


@require_safe
def recommendation_list(request: HttpRequest) -> HttpResponse:
    """The recommendation tracker: every recommendation that stands in a published record."""
    entries = LedgerEntry.objects.recommendations()
    return _list(request, entries, RecommendationFilter, "public/recommendation_list.html")


@require_safe
def action_list(request: HttpRequest) -> HttpResponse:
    """The action log: every action that stands in a published record."""
    return _list(request, LedgerEntry.objects.actions(), ActionFilter, "public/action_list.html")


def _list(
    request: HttpRequest, entries: LedgerEntryQuerySet, filters: type[EntryFilter], template: str
) -> HttpResponse:
    entries = entries.published().with_facts(timezone.localdate()).for_lists()
    filtered = filters(request.GET, queryset=entries)
    paginator = CappedPaginator(filtered.ordered, PAGE_SIZE)
    context = {
        "filter": filtered,
        "page_obj": paginator.get_page(request.GET.get("page")),
        "late": CappedPaginator(filtered.qs.late(), PAGE_SIZE),
    }
    return render(request, template, context)


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
