"""What a row of a work programme comes of, and what it becomes."""

from django.db import transaction

from meetings.models import (
    AgendaItem,
    ItemKind,
    ProgrammeOrigin,
    ProgrammeRow,
    Submission,
    SubmissionKind,
    WorkProgramme,
)
from meetings.policies.work_programme import why_not_on_agenda
from meetings.workflow.change import RefusedError, change
from meetings.workflow.deferral import bring_in
from meetings.workflow.submissions import settle
from meetings.workflow.work_programme import add_rows, make_programme, programme_deed
from portal.accounts.models import User

LONGEST_TITLE = 500


def put_on_agenda(*, row: ProgrammeRow, by: User) -> AgendaItem:
    """Makes the row an item of the agenda of its meeting, before the closing business, and gives the item.

    Raises NotPermittedError, or RefusedError where the row has no meeting, or that has minutes or is lost.
    """
    with programme_deed(row.programme, "put a row of the work programme on the agenda", by=by):
        rows = ProgrammeRow.objects.select_related("target_meeting__committee", "agenda_item__meeting")
        fresh = rows.get(pk=row.pk)
        if fresh.target_meeting is None:
            raise RefusedError(why_not_on_agenda(fresh))
        with change(fresh.target_meeting, "took an item from the work programme", by=by) as meeting:
            fresh.target_meeting = meeting
            if refusal := why_not_on_agenda(fresh):
                raise RefusedError(refusal)
            item = AgendaItem(
                meeting=meeting,
                title=fresh.title,
                kind=ItemKind.REPORT,
                purpose=fresh.description,
                lead_officers=fresh.lead_officers,
            )
            bring_in(meeting, [item])
            fresh.agenda_item = item
            fresh.save(update_fields=["agenda_item"])
        return item


def row_from_recommendation(
    *, programme: WorkProgramme, reference: str, text: str, by: User, reason: str = ""
) -> ProgrammeRow:
    """Takes a recommendation, by its reference in the ledger, into the programme. Raises RefusedError.

    Whether there is such a recommendation is for the ledger to say, which stands above this package.
    """
    reference = reference.strip().upper()
    if programme.rows.filter(origin_reference=reference).exists():
        raise RefusedError(f"{reference} stands in this programme already.")
    words = " ".join(text.split())
    title = words if len(words) <= LONGEST_TITLE else words[: LONGEST_TITLE - 1] + "…"
    values = {"title": title, "origin": ProgrammeOrigin.RECOMMENDATION, "origin_reference": reference}
    why = reason.strip() or f"It follows from the recommendation {reference}."
    return add_rows(programme=programme, rows=[values], by=by, reason=why)[0]


def row_from_suggestion(
    *, programme: WorkProgramme, submission: Submission, by: User, reason: str = ""
) -> ProgrammeRow:
    """Takes a topic that a member of the public suggested into the programme. Raises RefusedError.

    The name of who sent it does not come along.
    """
    with programme_deed(programme, "took a suggestion into the work programme", by=by) as locked:
        topic = Submission.objects.select_for_update().filter(pk=submission.pk).first()
        if topic is None or topic.kind != SubmissionKind.TOPIC or topic.committee_id != locked.committee_id:
            raise RefusedError("This is no topic that was suggested to the committee.")
        settle(topic, by=by)
        title = " ".join((topic.title or topic.text).split())[:LONGEST_TITLE]
        values = {"title": title, "origin": ProgrammeOrigin.PUBLIC, "suggestion": topic}
        if topic.title:
            values["description"] = topic.text
        why = reason.strip() or "A member of the public suggested it."
        return add_rows(programme=locked, rows=[values], by=by, reason=why)[0]


def take_topic(*, submission: Submission, year: int, by: User) -> WorkProgramme:
    """Takes a topic into the committee's programme of that municipal year, which is begun where there is none."""
    with transaction.atomic():
        programme = WorkProgramme.objects.filter(committee=submission.committee, year=year).first()
        if programme is None:
            programme = make_programme(committee=submission.committee, year=year, by=by)
        row_from_suggestion(programme=programme, submission=submission, by=by)
    return programme


def waiting_topics(programme: WorkProgramme) -> list[Submission]:
    """Confirmed topics for the committee that nobody has dealt with, the oldest first."""
    topics = Submission.objects.filter(kind=SubmissionKind.TOPIC, committee=programme.committee_id)
    return list(topics.waiting().order_by("sent_at", "pk"))
