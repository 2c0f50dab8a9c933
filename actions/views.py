"""Public pages of the ledger: the two lists, and one entry with its history."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.filters import ActionFilter, EntryFilter, RecommendationFilter
from actions.models import LedgerEntry
from actions.models.entry import LedgerEntryQuerySet
from actions.validators import of_entry
from actions.words import UpdateKind
from portal.conditional import conditional

PAGE_SIZE = 50


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
    entries = entries.published().with_facts(timezone.localdate()).select_related("committee", "meeting__committee")
    filtered = filters(request.GET, queryset=entries)
    page = Paginator(filtered.qs.by_urgency(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"filter": filtered, "page_obj": page, "late_count": filtered.qs.late().count()}
    return render(request, template, context)


@require_safe
@conditional(of_entry)
def entry_detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One entry from the minute line on; 410 where no published record carries its line any more."""
    entry = get_object_or_404(
        LedgerEntry.objects.with_facts(timezone.localdate()).select_related("committee", "meeting__committee"),
        reference=reference.upper(),
    )
    if request.path != entry.get_absolute_url():
        return redirect(entry, permanent=True)
    updates = list(entry.updates.all())
    if entry.edition_id is None:
        struck = next((update for update in reversed(updates) if update.kind == UpdateKind.WITHDRAWN), None)
        return render(request, "public/entry_withdrawn.html", {"entry": entry, "struck": struck}, status=410)
    sent = next((update for update in reversed(updates) if update.kind == UpdateKind.SENT), None)
    context = {"entry": entry, "updates": updates, "due_rule": sent.rule if sent else ""}
    return render(request, "public/entry.html", context)
