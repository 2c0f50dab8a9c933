"""The audit log, for those who may search it."""

import json

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.accounts.office import OfficeRequest, permit
from portal.accounts.permissions import Permission
from portal.audit.filters import EventFilter
from portal.audit.models import AuditEvent
from portal.audit.pages import event_page
from portal.audit.reading import deeds, told_events


@require_safe
def event_list(request: OfficeRequest) -> HttpResponse:
    """What was done in the office, the newest first."""
    permit(request.user, Permission.READ_AUDIT)
    filterset = EventFilter(request.GET, queryset=AuditEvent.objects.select_related("by"))
    page = event_page(filterset.qs, older_than=request.GET.get("older_than"), newer_than=request.GET.get("newer_than"))
    context = {"form": filterset.form, "page": page, "deeds": deeds(page.events)}
    return render(request, "office/audit/events.html", context)


@require_safe
def event_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """One event whole, with both states of its row as they were noted."""
    permit(request.user, Permission.READ_AUDIT)
    event = get_object_or_404(AuditEvent.objects.select_related("by"), pk=pk)
    (told,) = told_events([event])
    raw = {
        "before": json.dumps(event.before, ensure_ascii=False, indent=2, sort_keys=True),
        "after": json.dumps(event.after, ensure_ascii=False, indent=2, sort_keys=True),
    }
    return render(request, "office/audit/event.html", {"event": event, "told": told, "raw": raw})
