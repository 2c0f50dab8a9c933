"""Deeds on the facts of a task and finish group."""

from django.db.models import QuerySet

from meetings.models import Committee, CommitteeKind, Document, TaskGroup
from meetings.workflow.change import RefusedError
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.context import deed

NOT_A_GROUP = "Only a task and finish group has a scope: make a committee of that kind first, with its parent."


def keep_task_group(facts: TaskGroup, *, by: User) -> TaskGroup:
    """Enters or changes the facts of the group; raises NotPermittedError or RefusedError."""
    group = facts.committee
    demand(by, Permission.EDIT_RECORD, scope=group.code)
    with deed("changed the facts of the group", by=by, subject=f"committee {group.slug}"):
        if group.kind != CommitteeKind.TASK_AND_FINISH:
            raise RefusedError(NOT_A_GROUP)
        if facts.report is not None and not papers_of(group).filter(pk=facts.report.pk).exists():
            raise RefusedError("Choose a report that is an open paper of the group or of the committee that set it up.")
        if facts.report is not None and facts.report_link:
            raise RefusedError("The report is a paper of a meeting or stands at a web address, not both.")
        facts.save()
    return facts


def papers_of(group: Committee) -> QuerySet[Document]:
    """The open papers that can be its report: those of its own meetings and of the committee that set it up."""
    committees = [pk for pk in (group.pk, group.parent_id) if pk]
    papers = Document.objects.filter(meeting__committee__in=committees, is_restricted=False)
    return papers.select_related("meeting__committee").order_by("-meeting__date", "position", "pk")
