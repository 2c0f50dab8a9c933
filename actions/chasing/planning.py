"""What is to be sent: which reminders apply on a day, written into the outbox once, and what cannot be chased."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from actions.chasing.forgetting import kept_keys
from actions.chasing.recipients import Recipients, recipients_of
from actions.chasing.rules import BY_RULE, Step, first_due_after, step_on
from actions.chasing.wording import Writer
from actions.models import LedgerEntry, Message
from actions.models.message import MessageKind, MessageState
from actions.words import Rank

BATCH = 500
# Why a reminder that nobody has released is not sent any more. What was set aside so may be planned anew.
OVERTAKEN = "It was set aside by itself: a later reminder, another date or another address took its place."
NO_LONGER_OPEN = "It was set aside by itself: the entry is open no more."
BY_ITSELF = (OVERTAKEN, NO_LONGER_OPEN)


@dataclass(frozen=True, slots=True)
class Unreachable:
    """An entry about which somebody should be written to, and why nobody can be."""

    entry: LedgerEntry
    why: str


@dataclass(slots=True)
class Plan:
    """What a day asks for: new messages, and entries that nobody can be written to about.

    `known` counts the messages that the outbox holds already.
    """

    day: dt.date
    messages: list[Message] = field(default_factory=list)
    unreachable: list[Unreachable] = field(default_factory=list)
    known: int = 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    entry: LedgerEntry
    step: Step
    to: Recipients

    @property
    def key(self) -> str:
        """One message for each entry, step, day for which it is awaited, and address."""
        return key_of(self.step.name, self.entry, self.entry.awaited_on, self.to)


def key_of(what: str, entry: LedgerEntry, day: dt.date | None, to: Recipients) -> str:
    """What a message is about: "late-21 CYP-2026-15 2026-05-01 a@b.example". There is one of each."""
    address = to.contact.email.lower() if to.contact else ""
    return f"{what} {entry.reference} {day.isoformat() if day else 'no-date'} {address}"


def plan(*, as_if: dt.date | None = None, dry_run: bool = False) -> Plan:
    """The reminders of the day `as_if` (default: today); writes them into the outbox unless it is a dry run.

    Asked twice, it writes nothing the second time: of each key there is one message. An entry whose date was extended,
    or for which a later day was promised, has other keys, so it begins anew.
    """
    day = as_if or timezone.localdate()
    planned = Plan(day)
    if settings.CHASING == "off":
        return planned
    if not dry_run:
        set_aside_what_is_overtaken(day=day)
    for batch in _batches(_due_entries(day)):
        _plan_batch(planned, batch, dry_run=dry_run)
    return planned


def _due_entries(day: dt.date) -> Iterable[LedgerEntry]:
    """Entries that wait for somebody, and whose first step has come; as they stood on the day."""
    entries = LedgerEntry.objects.as_it_stood(day).for_lists()
    waiting = entries.filter(Q(fact_rank=Rank.WAITING, fact_clock__lte=first_due_after(day)))
    return waiting.order_by("fact_clock", "pk").iterator(chunk_size=BATCH)


def _batches(entries: Iterable[LedgerEntry]) -> Iterable[list[LedgerEntry]]:
    batch: list[LedgerEntry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _plan_batch(planned: Plan, entries: list[LedgerEntry], *, dry_run: bool) -> None:
    to = recipients_of(entries)
    wanted: list[_Wanted] = []
    for entry in entries:
        step = step_on(entry.awaited_on, planned.day) if entry.awaited_on else None
        if step is None:
            continue
        if to[entry.pk].why_not:
            planned.unreachable.append(Unreachable(entry, to[entry.pk].why_not))
        else:
            wanted.append(_Wanted(entry, step, to[entry.pk]))
    known = kept_keys([it.key for it in wanted], _not_set_aside_by_itself())
    fresh = [it for it in wanted if it.key not in known]
    planned.known += len(wanted) - len(fresh)
    messages = _composed(fresh, planned.day)
    planned.messages += messages if dry_run else keep(messages)


def _not_set_aside_by_itself() -> QuerySet[Message]:
    return Message.objects.exclude(state=MessageState.DROPPED, trouble__in=BY_ITSELF)


def _composed(wanted: list[_Wanted], day: dt.date) -> list[Message]:
    writer = Writer([it.entry for it in wanted], day)
    return [compose(writer, it.entry, it.step.kind, it.to, key=it.key, step=it.step) for it in wanted]


def compose(
    writer: Writer, entry: LedgerEntry, kind: MessageKind, to: Recipients, *, key: str, step: Step | None = None
) -> Message:
    """A message about an entry, as it would stand in the outbox; nothing is kept yet."""
    contact = to.contact
    if contact is None:
        raise ValueError("a message needs a contact")
    return Message(
        key=key,
        kind=kind,
        entry=entry,
        contact=contact,
        for_day=writer.day,
        to_name=contact.greeting[:200],
        to_address=contact.email,
        copy_address=to.head.email if to.head and step and step.copies_head else "",
        subject=writer.subject(entry, kind),
        body=writer.body(entry, kind, to, step),
        why=writer.why(entry, kind),
    )


@transaction.atomic
def keep(messages: list[Message], *, released: bool | None = None) -> list[Message]:
    """Writes those whose key is new into the outbox, and returns these.

    They wait to be looked at, unless the settings, or whoever calls this, let them go out by themselves.
    """
    gone = kept_keys([message.key for message in messages], _not_set_aside_by_itself().filter(to_address=""))
    messages = [message for message in messages if message.key not in gone]
    keys = [message.key for message in messages]
    Message.objects.filter(key__in=keys, state=MessageState.DROPPED, trouble__in=BY_ITSELF, attempts=0).delete()
    now = timezone.now()
    goes_out = settings.CHASING == "by itself" if released is None else released
    for message in messages:
        message.planned_at = now
        if goes_out:
            message.state, message.released_at = MessageState.RELEASED, now
    # Another process may plan the same at the same time: whoever comes second writes nothing (ON CONFLICT DO NOTHING).
    Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=BATCH)
    kept = Message.objects.filter(key__in=keys, planned_at=now).select_related("entry__committee", "contact")
    return list(kept)


def set_aside_what_is_overtaken(*, day: dt.date) -> int:
    """Reminders that nobody has released and that are true no more; how many were set aside."""
    waiting = Message.objects.filter(state=MessageState.PLANNED, kind__in=[kind.value for kind in BY_RULE])
    pks = list(waiting.values_list("pk", flat=True))
    count = 0
    for start in range(0, len(pks), BATCH):
        messages = list(Message.objects.filter(pk__in=pks[start : start + BATCH]))
        for pk, reason in why_untrue(messages, day=day, same_step=True).items():
            still_planned = Message.objects.filter(pk=pk, state=MessageState.PLANNED)
            count += still_planned.update(state=MessageState.DROPPED, trouble=reason)
    return count


def why_untrue(messages: list[Message], *, day: dt.date, same_step: bool = False) -> dict[int, str]:
    """By the number of the message: why a reminder is true no more on that day; without those that are true.

    A reminder speaks of an open entry, its due date and whoever has to answer. With `same_step` it has to be the last
    step that applies too. What an officer asked for is looked at only for whether the entry is open.
    """
    chasing = [*BY_RULE, MessageKind.ASKED]
    about = [message for message in messages if message.kind in chasing and message.entry_id is not None]
    if not about:
        return {}
    entries = LedgerEntry.objects.published().with_facts(day).for_lists()
    found = entries.filter(pk__in={message.entry_id for message in about})
    standing = {entry.pk: entry for entry in found if entry.is_open}
    to = recipients_of(list(standing.values()))
    reasons = {}
    for message in about:
        entry = standing.get(message.entry_id or 0)
        if entry is None:
            reasons[message.pk] = NO_LONGER_OPEN
        elif message.kind != MessageKind.ASKED and not _is_true(message, entry, to[entry.pk], day, same_step):
            reasons[message.pk] = OVERTAKEN
    return reasons


def _is_true(message: Message, entry: LedgerEntry, to: Recipients, day: dt.date, same_step: bool) -> bool:
    step = step_on(entry.awaited_on, day) if entry.awaited_on else None
    if step is None or to.why_not:
        return False
    its_step = message.key.partition(" ")[0]
    return message.key == key_of(step.name if same_step else its_step, entry, entry.awaited_on, to)
