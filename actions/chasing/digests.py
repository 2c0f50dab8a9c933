"""The weekly summaries: what waits for the officers of a committee, and what is late for long, for its chairperson.

They are planned on Monday, or on the first day of the week on which a worker runs; there is one for each reader and
week. Officers get theirs at once, chairpersons' wait to be looked at like reminders. Neither holds a signed link.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from actions.chasing.forgetting import kept_keys
from actions.chasing.planning import keep
from actions.chasing.recipients import named_by, recipients_of
from actions.chasing.wording import flat, wrapped
from actions.models import Contact, LedgerEntry, Message, OwnerAnswer
from actions.models.entry import LedgerEntryQuerySet
from actions.models.message import MessageKind, MessageState
from actions.models.owner_answer import AnswerState
from actions.words import EntryKind, Rank
from meetings.editions.models import PublishedCommittee
from meetings.editions.spelling import long_date
from meetings.models import Membership
from meetings.models.membership import MembershipRole
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.reach import scopes_of
from portal.addresses import absolute

AHEAD = dt.timedelta(days=14)
# So many lines of each part; the ledger in the office shows the others.
MOST_LINES = 30


@dataclass(slots=True)
class Part:
    """One part of a summary: its title, how many entries there are, and the lines of the first ones."""

    title: str
    count: int
    lines: list[str] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


def plan_digests(*, as_if: dt.date | None = None, dry_run: bool = False) -> list[Message]:
    """The summaries of the week in which the day lies that are not in the outbox yet, written into it unless dry."""
    day = as_if or timezone.localdate()
    if settings.CHASING == "off":
        return []
    clerks, chairs = _for_clerks(day), _for_chairs(day)
    if dry_run:
        keys = [message.key for message in [*clerks, *chairs]]
        known = kept_keys(keys, Message.objects.all())
        return [message for message in [*clerks, *chairs] if message.key not in known]
    return [*keep(clerks, released=True), *keep(chairs)]


def _week(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _for_clerks(day: dt.date) -> list[Message]:
    """One for each officer who keeps the ledger of some committee and for whom something waits."""
    messages, parts_of = [], {}
    for user in User.objects.filter(is_active=True).prefetch_related("grants").order_by("pk"):
        codes = scopes_of(user, Permission.UPDATE_LEDGER)
        # The machine's own account, and whoever was never here, reads no mail.
        if codes == frozenset() or not (user.has_usable_password() or user.last_login):
            continue
        if codes not in parts_of:
            parts_of[codes] = _clerks_parts(codes, day)
        parts = [part for part in parts_of[codes] if part.count]
        if not parts:
            continue
        over = "every committee" if codes is None else ", ".join(sorted(codes))
        why = f"You get this every week because your account keeps the ledger of {over}."
        messages.append(
            _message(
                MessageKind.CLERKS, day, name=user.name, address=user.email, parts=parts, why=why,
                subject="The ledger this week", key=f"clerks {_week(day)} {user.email}",
            )
        )  # fmt: skip
    return messages


def _clerks_parts(codes: frozenset[str] | None, day: dt.date) -> list[Part]:
    mine = Q() if codes is None else Q(committee__code__in=codes)
    entries = LedgerEntry.objects.as_it_stood(day).for_lists().filter(mine)
    waiting = entries.filter(Q(fact_rank=Rank.WAITING))
    by_date = ("fact_clock", "pk")
    incomplete = waiting.filter(
        Q(due_in_force__isnull=True) | Q(known_owner="", original_owner=""), kind=EntryKind.ACTION
    )
    late = waiting.filter(Q(fact_clock__lt=day))
    answers = OwnerAnswer.objects.filter(state=AnswerState.WAITING)
    outbox = Message.objects.all()
    if codes is not None:
        answers = answers.filter(entry__committee__code__in=codes)
        outbox = outbox.filter(Q(entry__committee__code__in=codes) | Q(committee__code__in=codes))
    return [
        Part("Answers of owners that wait for you", answers.count()),
        Part("Reminders to look at before they go out", outbox.filter(state=MessageState.PLANNED).count()),
        Part(
            "Messages that could not be sent, or perhaps were",
            outbox.filter(state__in=[MessageState.FAILED, MessageState.UNCERTAIN]).count(),
        ),
        _part("Overdue", late.order_by(*by_date), day),
        _part("Due within two weeks", waiting.filter(Q(fact_clock__range=(day, day + AHEAD))).order_by(*by_date), day),
        _part("Without an owner or a due date", incomplete.order_by("-made_on", "pk"), day),
        _unreachable(late, day),
    ]


def _part(title: str, entries: LedgerEntryQuerySet, day: dt.date) -> Part:
    count = entries.count()
    return Part(title, count, [_line(entry, day) for entry in entries[:MOST_LINES]])


def _unreachable(late: LedgerEntryQuerySet, day: dt.date) -> Part:
    """Among the entries that are late the longest: those about which nobody can be written to."""
    looked_at = list(late.order_by("fact_clock", "pk")[:1000])
    to = recipients_of(looked_at)
    found = [entry for entry in looked_at if to[entry.pk].why_not]
    lines = [f"{entry.reference}: {to[entry.pk].why_not}" for entry in found[:MOST_LINES]]
    return Part("Overdue, and nobody can be written to", len(found), lines)


def _line(entry: LedgerEntry, day: dt.date) -> str:
    who = flat(named_by(entry)) or ("no addressee" if entry.is_recommendation else "no owner")
    due = f"due {long_date(entry.due_on)}" if entry.due_on else "no due date"
    late = f", {entry.days_late} days late" if entry.days_late else ""
    text = flat(entry.text)
    return f"{entry.reference}, {who}, {due}{late}: {text[:120]}{'…' if len(text) > 120 else ''}"


def _for_chairs(day: dt.date) -> list[Message]:
    """One for each committee with a chairperson who can be reached, where something is late for long."""
    messages = []
    committees = {committee.code: committee for committee in PublishedCommittee.objects.all()}
    chairs = Membership.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=day), role=MembershipRole.CHAIRPERSON, first_day__lte=day
    ).select_related("committee", "person__account")
    since = day - dt.timedelta(days=settings.CHASE_CHAIR_AFTER)
    for seat in chairs.order_by("committee__code"):
        committee, address = committees.get(seat.committee.code), address_of_chair(seat)
        if committee is None or not address:
            continue
        entries = LedgerEntry.objects.as_it_stood(day).for_lists().filter(committee=committee)
        long_late = entries.filter(Q(fact_rank=Rank.WAITING, fact_clock__lte=since)).order_by("fact_clock", "pk")
        part = _part(f"Late for {settings.CHASE_CHAIR_AFTER} days or more", long_late, day)
        if not part.count:
            continue
        why = f"You get this every week in which something is late for long, as chairperson of {committee.name}."
        messages.append(
            _message(
                MessageKind.CHAIRS, day, name=seat.person.full_name, address=address, parts=[part], why=why,
                subject=f"{committee.name}: what is late for long", committee=committee,
                key=f"chairs {_week(day)} {committee.code} {address}",
            )
        )  # fmt: skip
    return messages


def address_of_chair(seat: Membership) -> str:
    """By the contact of that name, else by the account, else by the address that the record keeps; "" for none."""
    person = seat.person
    contacts = Contact.objects.called({person.full_name, person.name})
    found = [contact.email for contact in contacts.values() if contact.email]
    account = person.account.email if person.account and person.account.is_active else ""
    return (found[0] if found else account or person.email).lower()


def _message(
    kind: MessageKind,
    day: dt.date,
    *,
    name: str,
    address: str,
    parts: list[Part],
    why: str,
    subject: str,
    key: str,
    committee: PublishedCommittee | None = None,
) -> Message:
    context = {
        "greeting": flat(name),
        "is_chair": kind == MessageKind.CHAIRS,
        "parts": parts,
        "why": why,
        "outbox": absolute(reverse("chasing:outbox")),
        "actions": absolute(reverse("actions:action-list")),
        "recommendations": absolute(reverse("actions:recommendation-list")),
        "committee": committee,
        "council_name": settings.COUNCIL_NAME,
    }
    return Message(
        key=key[:300],
        kind=kind,
        committee=committee,
        for_day=day,
        to_name=name[:200],
        to_address=address,
        subject=flat(f"{subject}, {long_date(day)}")[:300],
        body=wrapped(render_to_string("office/chasing/mail_digest.txt", context)),
        why=why[:500],
    )
