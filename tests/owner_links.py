"""Owners' links for tests: an entry whose owner is kept as a contact, its link, and the words of an answer."""

import datetime as dt

from django.urls import reverse
from factories import CommitteeFactory, held_meeting

from actions.answering.links import new_link, token_of, whose
from actions.models import Contact, LedgerEntry, Message, OwnerAnswer
from portal.publishing.door import publish

DAY = dt.date(2026, 2, 3)
ADDRESS = "owner@wexcombe.example"
PROGRESS = {"kind": "progress", "text": "Half of the stops have been counted.", "by_name": "Ms Wren, Head of Transport"}
DONE = {
    "kind": "completed",
    "on": "2026-03-02",
    "text": "All stops were counted.",
    "evidence": "The table of stops",
    "by_name": "Ms Wren, Head of Transport",
}
RESPONSE = {
    "kind": "response",
    "verdict": "accepted in principle",
    "responded_on": "2026-03-02",
    "text": "Cabinet will look at it with the next budget.",
    "by_name": "Councillor Hale, Leader of the Council",
}


def published_action(publisher, **committee):
    """The action of published minutes, with a contact for its owner."""
    told = {"name": "Transport", "slug": "transport", "code": "TRA", **committee}
    meeting = held_meeting(committee=CommitteeFactory(**told), date=DAY, contact_name="Mr Jonah Silk")
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    action = LedgerEntry.objects.actions().get(committee__code=told["code"])
    Contact.objects.get_or_create(name=whose(action), defaults={"email": ADDRESS})
    return action


def published_recommendation(publisher, **committee):
    """The recommendation of published minutes, with a contact for its addressee."""
    code = published_action(publisher, **committee).committee.code
    recommendation = LedgerEntry.objects.recommendations().get(committee__code=code)
    Contact.objects.get_or_create(name=whose(recommendation), defaults={"email": "cabinet@wexcombe.example"})
    return recommendation


def link_to(entry):
    return new_link(entry=entry, contact=Contact.objects.get(name=whose(entry)))


def path_of(link):
    return reverse("answering:answer", args=[token_of(link)])


def message_about(entry, key="late:1", **fields):
    """A reminder to the owner, released."""
    contact = Contact.objects.get(name=whose(entry))
    return Message.objects.create(
        key=key, kind="late", state="released", entry=entry, contact=contact, for_day=DAY, to_name=contact.greeting,
        to_address=contact.email, subject="Overdue", body="It is overdue.", why="You own it.", **fields,
    )  # fmt: skip


def answer_by(link, **fields):
    told = {"kind": "progress", "on": DAY, "text": "Half is counted.", "by_name": "Ms Wren", **fields}
    return OwnerAnswer.objects.create(link=link, entry=link.entry, **told)
