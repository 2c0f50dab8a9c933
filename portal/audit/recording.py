"""Writing to the audit log."""

from collections.abc import Mapping
from typing import Any

from portal.accounts.models import User
from portal.audit.models import AuditEvent


def record(
    *,
    by: User | None,
    verb: str,
    subject: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Appends one deed to the audit log, inside the caller's transaction, and returns it."""
    return AuditEvent.objects.create(
        by=by, verb=verb, subject=subject, before=dict(before or {}), after=dict(after or {})
    )


def record_all(*, by: User | None, verb: str, subjects: Mapping[str, Mapping[str, Any]]) -> None:
    """Appends one deed upon many subjects, an event for each, with what it is afterwards."""
    events = [AuditEvent(by=by, verb=verb, subject=subject, after=dict(after)) for subject, after in subjects.items()]
    AuditEvent.objects.bulk_create(events, batch_size=1000)
