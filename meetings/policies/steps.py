"""What is next to be done with a meeting, as the office lists it."""

import datetime as dt

from django.db import models
from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from meetings.editions.models import LOST, Edition, Stage
from meetings.models import AgendaItem, Meeting, MeetingStatus, MinutesState


class Step(models.TextChoices):
    """The next step towards signed minutes on the public record."""

    MAKE_AGENDA = "make agenda", "Make the agenda"
    PUBLISH_AGENDA = "publish agenda", "Publish the agenda"
    HOLD = "hold", "Hold the meeting"
    WRITE_MINUTES = "write minutes", "Write the minutes"
    PUBLISH_DRAFT = "publish draft", "Publish the draft minutes"
    APPROVE = "approve", "Approve the minutes at a later meeting"
    PUBLISH_APPROVED = "publish approved", "Publish the approved minutes"
    PUBLISH_LOSS = "publish loss", "Publish that it is not held"
    DONE = "done", "Nothing"


# By what the list is filtered; every step of these is of a meeting whose approved minutes are not public yet.
OPEN = [step for step in Step if step != Step.DONE]
_MINUTES = [Stage.DRAFT_MINUTES, Stage.APPROVED_MINUTES, Stage.CORRECTION]
_PARTS = {
    Step.MAKE_AGENDA: "agenda",
    Step.WRITE_MINUTES: "minutes",
    Step.HOLD: "attendance",
}


def with_step(meetings: QuerySet[Meeting], today: dt.date) -> QuerySet[Meeting]:
    """Each with `step`, and with `published_stage`: that of its latest edition that stands, or None."""
    standing = Edition.objects.filter(meeting=OuterRef("pk"), withdrawal__isnull=True).order_by("-number")
    items = AgendaItem.objects.filter(meeting=OuterRef("pk"))
    begun = items.filter(Q(minutes_revision__gt=0) | ~Q(minutes_html=""))
    # As a value and not as EXISTS, for which the database would read the items of every meeting there ever was.
    meetings = meetings.alias(one_item=Subquery(items.values("pk")[:1]), one_begun=Subquery(begun.values("pk")[:1]))
    is_over = Q(status=MeetingStatus.HELD) | Q(date__lt=today)
    steps = Case(
        When(status__in=LOST, published_stage__in=[Stage.CANCELLATION, Stage.POSTPONEMENT], then=Value(Step.DONE)),
        When(status__in=LOST, then=Value(Step.PUBLISH_LOSS)),
        When(is_over & Q(minutes_state=MinutesState.NONE) & Q(one_begun=None), then=Value(Step.WRITE_MINUTES)),
        When(
            is_over & (Q(published_stage__isnull=True) | ~Q(published_stage__in=_MINUTES)),
            then=Value(Step.PUBLISH_DRAFT),
        ),
        When(is_over & ~Q(minutes_state=MinutesState.APPROVED), then=Value(Step.APPROVE)),
        When(is_over & Q(published_stage=Stage.DRAFT_MINUTES), then=Value(Step.PUBLISH_APPROVED)),
        When(is_over, then=Value(Step.DONE)),
        When(one_item=None, then=Value(Step.MAKE_AGENDA)),
        When(Q(published_stage__isnull=True) | Q(published_stage=Stage.NOTICE), then=Value(Step.PUBLISH_AGENDA)),
        default=Value(Step.HOLD),
        output_field=models.CharField(),
    )
    return meetings.annotate(published_stage=Subquery(standing.values("stage")[:1])).annotate(step=steps)


def part_of(step: str) -> str:
    """In which part of the workspace the step is done."""
    return _PARTS.get(Step(step), "")
