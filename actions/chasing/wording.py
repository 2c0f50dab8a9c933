"""The words of messages: plain text, 72 letters a line, with nothing of the record but its own words.

The signed link stands in no kept message. Where it belongs stands `LINK_MARK`, a character that no text of the record
keeps here, until the message is sent or shown.
"""

import datetime as dt
import textwrap
import unicodedata

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.template.loader import render_to_string

from actions.chasing.recipients import Recipients, named_by
from actions.chasing.rules import Step
from actions.models import AddresseeClock, LedgerEntry, LedgerUpdate, Message
from actions.models.message import MessageKind
from actions.words import DUE_KINDS, EntryKind, UpdateKind
from meetings.editions.spelling import long_date
from meetings.models import Committee
from portal.addresses import absolute

WIDTH = 72
LINK_MARK = "\x1a"
NOT_MADE_YET = "(the link is made when it is sent)"
UNTIL_NOT_SET_YET = "(the day stands here when it is sent)"
UNTIL_MARK = "\x1b"


def flat(text: str) -> str:
    """The words of a text on one line, without control characters."""
    told = "".join(" " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in text)
    return " ".join(told.split())


def wrapped(text: str) -> str:
    """A text whose paragraphs are single lines, at 72 letters a line; indents stay, addresses are not broken."""
    lines: list[str] = []
    for line in text.strip("\n").split("\n"):
        indent = line[: len(line) - len(line.lstrip(" "))]
        folded = textwrap.wrap(line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        if lines and not lines[-1] and not folded:
            continue  # one empty line is enough
        lines.extend(folded or [""])
    return "\n".join(lines).strip("\n") + "\n"


def text_of(message: Message) -> str:
    """The whole text of a kept message, with its marks.

    The mail with which an answer goes back is written where that is done, without a place for the link and for why it
    came; both are added here.
    """
    if message.kind != MessageKind.RETURNED or LINK_MARK in message.body:
        return message.body
    added = f"{LINK_MARK}\n\nThe link works until {UNTIL_MARK}.\n\nWHY THIS CAME\n\n{flat(message.why)}\n"
    return wrapped(f"{message.body.strip()}\n\n{added}\n{settings.COUNCIL_NAME}\n")


def with_link(body: str, link: str = NOT_MADE_YET, until: dt.date | None = None) -> str:
    """The body as it goes out, or as a preview shows it while there is no link."""
    day = long_date(until) if until else UNTIL_NOT_SET_YET
    return wrapped(body.replace(LINK_MARK, link).replace(UNTIL_MARK, day))


class Writer:
    """Writes the messages about some entries, having read once what they have in common."""

    def __init__(self, entries: list[LedgerEntry], day: dt.date) -> None:
        self.day = day
        kinds = [kind for setting in DUE_KINDS.values() for kind in setting]
        told = LedgerUpdate.objects.filter(kind__in=kinds, correction__isnull=True, on__lte=day)
        prefetch_related_objects(entries, Prefetch("updates", queryset=told, to_attr="due_updates"))
        codes = {entry.committee.code for entry in entries}
        self.offices = {committee.code: committee for committee in Committee.objects.filter(code__in=codes)}
        self.clock_rules = dict(AddresseeClock.objects.values_list("addressee_kind", "rule"))

    def subject(self, entry: LedgerEntry, kind: MessageKind) -> str:
        told = "how does it stand?" if kind == MessageKind.ASKED else self._when(entry, short=True)
        return flat(f"{entry.reference}: {told}")[:300]

    def why(self, entry: LedgerEntry, kind: MessageKind) -> str:
        """The sentence that tells the reader why the message came."""
        role = "the addressee of this recommendation" if entry.is_recommendation else "the owner of this action"
        if kind == MessageKind.ASKED or entry.due_on is None:
            reason = "an officer of the committee asks how it stands"
        else:
            reason = f"{'' if entry.is_recommendation else 'it '}{self._when(entry)}"
        name = flat(named_by(entry))
        return f"You get this because the ledger names “{name}” as {role}, and {reason}."[:500]

    def body(self, entry: LedgerEntry, kind: MessageKind, to: Recipients, step: Step | None = None) -> str:
        """The whole text, with marks for the link and its last day."""
        office = self.offices.get(entry.committee.code)
        context = {
            "entry": entry,
            "greeting": flat(to.contact.greeting) if to.contact else "",
            "is_asked": kind == MessageKind.ASKED,
            "when": self._when(entry),
            "text": flat(f"{entry.lead_in} {entry.text}" if entry.lead_in else entry.text),
            "named": flat(named_by(entry)),
            "due": long_date(entry.due_on) if entry.due_on else "",
            "promised": long_date(entry.promised_on) if entry.promised_on else "",
            "rule": self.rule(entry),
            "made_on": long_date(entry.made_on),
            "item": flat(entry.item_title),
            "minute": absolute(entry.minute_url) if entry.minute_url else "",
            "address": absolute(entry.get_absolute_url()),
            "progress": flat(entry.progress)[:600],
            "progress_on": long_date(entry.progress_on) if entry.progress_on else "",
            "link": LINK_MARK,
            "until": UNTIL_MARK,
            "why": self.why(entry, kind),
            "head": flat(to.head.greeting) if to.head and step and step.copies_head else "",
            "head_after": settings.CHASE_HEAD_AFTER,
            "officer": flat(office.contact_name or office.contact_post) if office else "",
            "phone": flat(office.contact_phone) if office else "",
            "reply_to": self.reply_to(entry),
            "council_name": settings.COUNCIL_NAME,
        }
        return wrapped(render_to_string("office/chasing/mail_entry.txt", context))

    def reply_to(self, entry: LedgerEntry) -> str:
        """The address of the committee's contact officer; "" where none is kept."""
        office = self.offices.get(entry.committee.code)
        return office.contact_email if office else ""

    def rule(self, entry: LedgerEntry) -> str:
        """The rule that gave the due date in force."""
        told: list[LedgerUpdate] = entry.due_updates  # type: ignore[attr-defined]  # of the prefetch above
        updates = [update for update in told if update.kind in DUE_KINDS[EntryKind(entry.kind)]]
        if updates and updates[-1].kind == UpdateKind.EXTENDED:
            return flat(f"extended on {long_date(updates[-1].on)}: {updates[-1].text}")
        if entry.is_recommendation:
            return flat(updates[-1].rule if updates else self.clock_rules.get(entry.addressee_kind, ""))
        return "the date that the committee set when it agreed the action" if entry.due_on else ""

    def _when(self, entry: LedgerEntry, *, short: bool = False) -> str:
        """ "was due on 5 March 2026": a day and no number of days, because a message may wait before it goes out."""
        if entry.due_on is None:
            return "has no due date"
        plain = "action " if short else ""
        what = ("response " if short else "the response to it ") if entry.is_recommendation else plain
        return f"{what}{'is' if entry.due_on >= self.day else 'was'} due on {long_date(entry.due_on)}"
