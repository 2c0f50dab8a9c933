"""The audit log: what was done, by whom, to what. No page of the public side depends on it."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils import timezone

from portal.accounts.models import Grant, User
from portal.audit.history import append_only, noted
from portal.audit.search import EventWords

# Accounts know nothing of the audit log; it watches them from here.
pgtrigger.register(*noted("account", "password", "last_login"))(User)
pgtrigger.register(*noted("role"))(Grant)


class AuditEvent(models.Model):
    """One deed, written once.

    `subject` names what it was about ("meeting cyp/2026-04-26"); `before` and `after` hold what changed, as JSON
    objects. Rows of the office's tables are noted by the database itself: `record` is then the row
    ("agenda item 12") and `deed` what the officer was doing ("saved the attendance").
    """

    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="audit_events",
        db_index=False,  # the index by account and moment serves it
    )
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    record = models.CharField(max_length=100, blank=True)
    deed = models.CharField(max_length=200, blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        triggers = append_only()
        # A list of the newest events is read from one of these, whatever it is narrowed to.
        indexes = [
            models.Index(fields=["-at", "-id"], name="event_by_moment"),
            models.Index(fields=["by", "-at", "-id"], name="event_by_account"),
            models.Index(fields=["verb", "-at", "-id"], name="event_by_verb"),
            models.Index(fields=["deed", "-at", "-id"], name="event_by_deed"),
            models.Index(fields=["subject", "-at", "-id"], name="event_by_subject"),
            models.Index(fields=["record", "-at", "-id"], name="event_by_record"),
            GinIndex(OpClass(Upper("subject"), name="gin_trgm_ops"), name="event_by_part_of_subject"),
            GinIndex(EventWords("before", "after"), name="event_by_words"),
        ]
        constraints = [
            models.CheckConstraint(
                name="an_audit_event_says_what_was_done",
                condition=~models.Q(verb="") & ~models.Q(subject=""),
                violation_error_message="An audit event needs a verb and a subject.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject}"
