"""The public page of one entry of the ledger, with its history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.views.decorators.http import require_safe

from actions.models import AddresseeClock, LedgerEntry, LedgerUpdate
from actions.validators import of_entry
from actions.words import DUE_KINDS, UpdateKind
from portal.conditional import conditional


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
    if not entry.stands:
        struck = next((update for update in reversed(updates) if update.kind == UpdateKind.WITHDRAWN), None)
        return render(request, "public/entry_withdrawn.html", {"entry": entry, "struck": struck}, status=410)
    before, after = _neighbours(entry)
    context = {
        "entry": entry,
        "updates": updates,
        "due_rule": due_rule(entry, updates),
        "before": before,
        "after": after,
    }
    return render(request, "public/entry.html", context)


def due_rule(entry: LedgerEntry, updates: list[LedgerUpdate]) -> str:
    """The rule that gave the due date in force, or the one that will once a clock runs; "" where there is none."""
    taken_back = {update.corrects_id for update in updates}
    setting = next((u for u in reversed(updates) if u.kind in DUE_KINDS and u.pk not in taken_back), None)
    if setting is not None and setting.kind == UpdateKind.EXTENDED:
        return f"Extended on {date_format(setting.on, 'j F Y')}. {setting.text}"
    if setting is not None:
        return setting.rule
    if entry.original_due_on:
        return "Named in the minutes"
    if not entry.is_recommendation:
        return ""
    clock = AddresseeClock.objects.filter(addressee_kind=entry.addressee_kind).first()
    if clock is None:
        return ""
    runs = clock.months or clock.days
    return f"{clock.rule}. The time runs from the day of receipt, which is not recorded yet" if runs else clock.rule


def _neighbours(entry: LedgerEntry) -> tuple[LedgerEntry | None, LedgerEntry | None]:
    """The entries before and after it of the same meeting: recommendations first, each kind by number."""
    if entry.meeting_id is None:
        return None, None
    of_meeting = LedgerEntry.objects.published().filter(meeting=entry.meeting_id)
    rows = list(of_meeting.only("kind", "reference").order_by("-kind", "year", "number"))
    place = rows.index(entry)
    return rows[place - 1] if place else None, rows[place + 1] if place + 1 < len(rows) else None
