"""Pages of the audit log, each found from the event before it, so that the hundredth costs what the first does."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet, Subquery

from portal.audit.models import AuditEvent

PER_PAGE = 50
_LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class EventPage:
    """Events, the newest first; the number of the event from which the next older or newer page goes on, or None."""

    events: list[AuditEvent]
    older_than: int | None
    newer_than: int | None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else None


def event_page(rows: "QuerySet[AuditEvent]", *, older_than: str | None, newer_than: str | None) -> EventPage:
    """The page that begins beside the event of that number; the newest events where no number is asked for."""
    pk = _number(older_than) or _number(newer_than)
    if not pk:
        return _page(list(rows.order_by("-at", "-pk")[: PER_PAGE + 1]), is_first=True)
    at = Subquery(AuditEvent.objects.filter(pk=pk).order_by().values("at"))
    if _number(older_than):
        after = rows.filter(at__lte=at).exclude(Q(at=at) & Q(pk__gte=pk))
        return _page(list(after.order_by("-at", "-pk")[: PER_PAGE + 1]), is_first=False)
    before = rows.filter(at__gte=at).exclude(Q(at=at) & Q(pk__lte=pk))
    found = list(before.order_by("at", "pk")[: PER_PAGE + 1])
    shown = found[:PER_PAGE][::-1]
    return EventPage(
        shown,
        older_than=shown[-1].pk if shown else None,
        newer_than=shown[0].pk if len(found) > PER_PAGE else None,
    )


def _page(found: list[AuditEvent], *, is_first: bool) -> EventPage:
    shown = found[:PER_PAGE]
    return EventPage(
        shown,
        older_than=shown[-1].pk if len(found) > PER_PAGE else None,
        newer_than=None if is_first or not shown else shown[0].pk,
    )
