"""An officer's report: its header, its background papers, who reviewed it and who approved it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from meetings.models import Document, Report, ReportReviewer
from meetings.workflow.change import RefusedError, change
from portal.accounts.models import User

MOST_REVIEWERS = 40


@dataclass(frozen=True, slots=True)
class Reviewer:
    """One line of the reviewers' section: for what, who, and when; `pk` of a line that stands."""

    role: str
    name: str = ""
    reviewed_on: dt.date | None = None
    pk: int | None = None


def begin_report(*, document: Document, by: User) -> Report:
    """The header of a report; a new one names the roles that usually review (REPORT_REVIEWERS), nobody yet.

    From then on the report is not published before its header is complete. Raises NotPermittedError.
    """
    with change(document.meeting, "began the header of a report", by=by):
        report, is_new = Report.objects.get_or_create(document=document)
        if is_new:
            usual = [
                ReportReviewer(report=report, position=place, role=role[:200])
                for place, role in enumerate(settings.REPORT_REVIEWERS, start=1)
            ]
            ReportReviewer.objects.bulk_create(usual)
    return report


def save_report(*, document: Document, values: Mapping[str, object], by: User, verb: str) -> Report:
    """Saves columns of a report's header, by their names. Raises NotPermittedError."""
    with change(document.meeting, verb, by=by):
        report = begin_report(document=document, by=by)
        for name, value in values.items():
            setattr(report, name, value)
        report.save(update_fields=list(values))
    return report


def save_review(
    *, document: Document, reviewers: Iterable[Reviewer], approver: str, approved_on: dt.date | None, by: User
) -> Report:
    """Saves who reviewed a report, in this order, and who approved it; lines that are not among `reviewers` go.

    Raises RefusedError where a day lies ahead, or where somebody approved it without a day; NotPermittedError.
    """
    lines = list(reviewers)
    if reasons := _why_not(lines, approver, approved_on):
        raise RefusedError(*reasons)
    with change(document.meeting, "saved the review of a report", by=by):
        report = begin_report(document=document, by=by)
        standing = {line.pk: line for line in report.reviewers.all()}
        kept = {line.pk for line in lines if line.pk in standing}
        ReportReviewer.objects.filter(pk__in=standing.keys() - kept).delete()
        for place, line in enumerate(lines, start=1):
            row = standing.get(line.pk or 0) or ReportReviewer(report=report)
            said = (place, line.role, line.name, line.reviewed_on)
            if (row.position, row.role, row.name, row.reviewed_on) != said or row.pk is None:
                row.position, row.role, row.name, row.reviewed_on = said
                row.save()
        report.approver, report.approved_on = approver, approved_on
        report.save(update_fields=["approver", "approved_on"])
    return report


def _why_not(lines: list[Reviewer], approver: str, approved_on: dt.date | None) -> list[str]:
    today = timezone.localdate()
    reasons = [
        f"{line.role}: nobody has reviewed it on a day to come. Give the day when it was reviewed."
        for line in lines
        if line.reviewed_on and line.reviewed_on > today
    ]
    reasons += [
        f"{line.role}: say who reviewed it on that day." for line in lines if line.reviewed_on and not line.name
    ]
    if approved_on and approved_on > today:
        reasons.append("Nobody has approved it on a day to come. Give the day when it was approved.")
    if bool(approver) != bool(approved_on):
        reasons.append("Give both who approved the report and on which day, or neither yet.")
    if len(lines) > MOST_REVIEWERS:
        reasons.append(f"A report has {MOST_REVIEWERS} reviewers at most.")
    return reasons
