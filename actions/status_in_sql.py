"""The status of a ledger entry as expressions of the database; the definition is `actions.status.standing`.

Each takes the prefix of the names under which the facts stand: `known_`, the columns of the entry, or `fact_`, the
annotations of a day that has passed. But for `status_on` no clock is in them, so that they can be columns and indexes:
an entry is late on a day when the last day of its running clock lies before it.
"""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    Max,
    Min,
    Q,
    SmallIntegerField,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Concat, Greatest, Lower, NullIf

from actions.words import (
    DUE_KINDS,
    END_KINDS,
    SET_ASIDE_BY,
    VERDICT_KINDS,
    Attention,
    EntryKind,
    Origin,
    Rank,
    Status,
    UpdateKind,
    Verdict,
    rank_of,
)
from meetings.editions.words import COMMITTEE_ITSELF

# The facts of which the last update of their kinds says all.
FACTS_SAID = (
    "end",
    "end_on",
    "verdict",
    "sent_on",
    "due_on",
    "owner",
    "directorate",
    "latest",
    "latest_on",
    "promised_on",
    "reviewed_on",
)
WITH_WORDS = ~Q(updates__text="") & ~Q(updates__kind=UpdateKind.CORRECTED.value)
# In these an entry waits for somebody until its due date. (The last resort of `_cases`, an open action, is the third.)
CLOCK_RUNS = frozenset({Status.AWAITING, Status.IN_PROGRESS})


def _cases(prefix: str) -> list[tuple[Q, Status]]:
    """The first condition that holds gives the status; none: an open action."""

    def fact(name: str, value: object) -> Q:
        return Q(**{f"{prefix}{name}": value})

    recommendation, action = Q(kind=EntryKind.RECOMMENDATION.value), Q(kind=EntryKind.ACTION.value)
    completed, unsent = fact("end", UpdateKind.COMPLETED.value), fact("sent_on__isnull", True)
    accepted_by_plan = fact("verdict", Verdict.IN_PRINCIPLE.value) & fact("planned", True)
    return [
        *((fact("end", kind), Status(kind)) for kind in sorted(SET_ASIDE_BY)),
        (recommendation & completed, Status.IMPLEMENTED),
        (recommendation & accepted_by_plan, Status.ACCEPTED),
        *((recommendation & fact("verdict", verdict.value), Status(verdict.value)) for verdict in Verdict),
        (recommendation & unsent & Q(addressee_kind=COMMITTEE_ITSELF), Status.OPEN),
        (recommendation & unsent, Status.NOT_SENT),
        (recommendation, Status.AWAITING),
        (action & completed, Status.COMPLETE),
        (action & fact("progress", True), Status.IN_PROGRESS),
    ]


def settled(prefix: str) -> Case:
    """The status but for lateness, which alone depends on the day."""
    cases = [When(condition, then=Value(status.value)) for condition, status in _cases(prefix)]
    return Case(*cases, default=Value(Status.OPEN.value), output_field=CharField(max_length=30))


def rank(prefix: str) -> Case:
    """How far the entry has come, as `actions.words.Rank`."""
    cases = [When(condition, then=Value(rank_of(status).value)) for condition, status in _cases(prefix)]
    return Case(*cases, default=Value(Rank.WAITING.value), output_field=SmallIntegerField())


def clock_ends_on(prefix: str) -> Case:
    """The due date in force of an entry that is late once it has passed; null where no clock runs."""
    due, none = due_in_force(prefix), Value(None, output_field=DateField())
    cases = [When(condition, then=due if status in CLOCK_RUNS else none) for condition, status in _cases(prefix)]
    return Case(*cases, default=due, output_field=DateField())


def due_in_force(prefix: str) -> Coalesce:
    """The last due date given, else the one made at the meeting."""
    return Coalesce(F(f"{prefix}due_on"), F("original_due_on"), output_field=DateField())


def answer_days_late(prefix: str) -> Greatest:
    """The days by which the first response came late: 0 where it did not, because `Greatest` passes over a null."""
    due = Coalesce(F(f"{prefix}answer_due_on"), F("original_due_on"), output_field=DateField())
    days = Func(F(f"{prefix}answered_on"), due, template="(%(expressions)s)", arg_joiner=" - ")
    return Greatest(days, Value(0), output_field=IntegerField())


def in_force(prefix: str, name: str) -> Coalesce:
    """The owner or the directorate: the one that the action was handed over to last, else the first one."""
    return Coalesce(NullIf(F(f"{prefix}{name}"), Value("")), F(f"original_{name}"), output_field=CharField())


def words() -> Lower:
    """What the filter by words looks in: its text, its reference and the title of its item, in small letters."""
    line = Value("\n")
    return Lower(Concat("text", line, "reference", line, "item_title", output_field=TextField()))


def answerable(prefix: str) -> Lower:
    """Who has to answer, in small letters: the addressee of a recommendation, the owner in force of an action."""
    asked = When(kind=EntryKind.RECOMMENDATION.value, then=F("addressee"))
    return Lower(Case(asked, default=in_force(prefix, "owner"), output_field=CharField()))


def stands() -> Combinable:
    """Whether the public sees it: its line stands in an edition, or it was opened in the ledger itself."""
    opened_here = ~Q(origin=Origin.MINUTES.value)
    return ExpressionWrapper(Q(edition__isnull=False) | opened_here, output_field=BooleanField())


def committee_code() -> Func:
    """The code of the committee, with which every reference begins."""
    return Func(F("reference"), Value("-"), Value(1), function="SPLIT_PART", output_field=CharField(max_length=8))


def lacking(prefix: str) -> dict[Attention, Q]:
    """When each of the things that need attention holds, by the facts; as `actions.status` says it of one entry.

    Every condition is put so that it holds of an unknown value too: no fact at all is a null of the annotations.
    """

    def unsaid(name: str) -> Q:
        return Q(**{f"{prefix}{name}": ""}) | Q(**{f"{prefix}{name}__isnull": True})

    end = f"{prefix}end"
    is_open = unsaid("end") | Q(**{end: UpdateKind.REOPENED.value})
    open_action = Q(kind=EntryKind.ACTION.value) & is_open
    in_principle = Q(**{f"{prefix}verdict": Verdict.IN_PRINCIPLE.value, f"{prefix}planned": False})
    return {
        Attention.NO_MEETING: Q(cites_no_meeting=True),
        Attention.NO_OWNER: open_action & unsaid("owner") & Q(original_owner=""),
        Attention.NO_DATE: open_action & Q(**{f"{prefix}due_on__isnull": True}, original_due_on__isnull=True),
        Attention.IN_PRINCIPLE: Q(kind=EntryKind.RECOMMENDATION.value) & is_open & in_principle,
        Attention.NO_EVIDENCE: Q(**{end: UpdateKind.COMPLETED.value, f"{prefix}evidence": False}),
    }


def needs_attention(prefix: str) -> Case:
    """Whether anything is lacking."""
    anything = [When(condition, then=Value(True)) for condition in lacking(prefix).values()]
    return Case(*anything, default=Value(False), output_field=BooleanField())


def status_on(day: Combinable) -> Case:
    """The status on `day`, from `fact_settled` and `fact_clock`."""
    late = Q(fact_clock__lt=day)
    return Case(
        When(late & Q(kind=EntryKind.RECOMMENDATION.value), then=Value(Status.RESPONSE_OVERDUE.value)),
        When(late, then=Value(Status.OVERDUE.value)),
        default=F("fact_settled"),
        output_field=CharField(),
    )


def histories(up_to: Q) -> dict[str, ArrayAgg | Max | Min]:
    """For each fact, what the updates `up_to` a day said of it, the last first: one pass over an entry's updates."""

    def said(column: str, *kinds: UpdateKind) -> ArrayAgg:
        of_kind = up_to & Q(updates__kind__in=[kind.value for kind in kinds]) if kinds else up_to & WITH_WORDS
        return ArrayAgg(f"updates__{column}", filter=of_kind, order_by=["-updates__on", "-updates__pk"])

    # Which updates set the due date is another matter for each kind of entry.
    setting = Q()
    for entry_kind, kinds in DUE_KINDS.items():
        setting |= Q(kind=entry_kind.value, updates__kind__in=[kind.value for kind in kinds])
    setting &= up_to

    def due_dates(column: str) -> ArrayAgg:
        return ArrayAgg(f"updates__{column}", filter=setting, order_by=["updates__on", "updates__pk"])

    return {
        "said_end": said("kind", *END_KINDS),
        "said_end_on": said("on", *END_KINDS),
        "said_evidence": said("evidence", *END_KINDS),
        "said_verdict": said("verdict", *VERDICT_KINDS),
        "said_sent_on": said("on", UpdateKind.SENT),
        "said_due_on": ArrayAgg("updates__due_on", filter=setting, order_by=["-updates__on", "-updates__pk"]),
        "said_promised_on": said("due_on", UpdateKind.EXTENDED),
        "said_owner": said("owner", UpdateKind.HANDED_OVER),
        "said_directorate": said("directorate", UpdateKind.HANDED_OVER),
        "said_latest": said("text"),
        "said_latest_on": said("on"),
        "due_set_on": due_dates("on"),
        "due_set_to": due_dates("due_on"),
        "first_answer_on": Min("updates__on", filter=up_to & Q(updates__kind=UpdateKind.RESPONSE.value)),
        "planned_on": Max("updates__on", filter=up_to & Q(updates__kind=UpdateKind.PLANNED.value)),
        "said_reviewed_on": said("on", UpdateKind.REVIEWED),
        "progress_on": Max("updates__on", filter=up_to & Q(updates__kind=UpdateKind.PROGRESS.value)),
    }


def facts_from_histories() -> dict[str, Combinable]:
    """The facts under their names, from the annotations of `histories`."""
    facts: dict[str, Combinable] = {f"fact_{name}": F(f"said_{name}__0") for name in FACTS_SAID}
    for name, condition in {
        "evidence": Q(said_evidence__0__gt=""),
        "planned": Q(planned_on__isnull=False),
        "progress": Q(progress_on__isnull=False),
    }.items():
        facts[f"fact_{name}"] = ExpressionWrapper(condition, output_field=BooleanField())
    # As many due dates as had been set by the day of the answer: the number of the last of them in the array.
    number = Func(F("first_answer_on"), F("due_set_on"), function="WIDTH_BUCKET")
    due = Func(F("due_set_to"), number, template="(%(expressions)s]", arg_joiner=")[", output_field=DateField())
    return {**facts, "fact_answered_on": F("first_answer_on"), "fact_answer_due_on": due}
