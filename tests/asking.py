"""Meetings that take questions, and people who send them, for the tests of the public's forms."""

import datetime as dt
import re

from django.core import mail
from django.utils import timezone
from factories import CommitteeFactory, ItemFactory, MeetingFactory

from meetings.models import Holiday
from portal.publishing.door import publish

ASK = "/meetings/transport/2026-10-28/ask/"
SUGGEST = "/committees/transport/suggest/"
# Three clear working days before Wednesday 28 October 2026, on the other side of the end of summer time.
DEADLINE = dt.datetime(2026, 10, 22, 16, 0, tzinfo=dt.UTC)
QUESTION = {
    "text": "When will the 42 bus run on Sundays again?",
    "addressed_to": "",
    "name": "Perpetua Lamb",
    "place": "Marlebury",
    "email": "perpetua@post.example",
    "phone": "01999 555014",
    "website": "",
}
TOPIC = {**QUESTION, "title": "Buses on Sundays"}


class Clock:
    """The moment that the portal takes for now."""

    def __init__(self, monkeypatch, at):
        self.at = at
        monkeypatch.setattr(timezone, "now", lambda: self.at)

    def pass_by(self, **duration):
        self.at += dt.timedelta(**duration)


def committee_of(publisher, **fields):
    """Transport, whose meeting of 28 October 2026 has a published agenda."""
    Holiday.objects.get_or_create(day=dt.date(2026, 12, 25), defaults={"name": "Christmas Day"})
    told = {"name": "Transport Scrutiny Committee", "slug": "transport", "code": "TRA", **fields}
    return CommitteeFactory(contact_email="clerk@wexcombe.example", **told)


def coming_meeting(publisher, committee, *, date=dt.date(2026, 10, 28), **fields):
    meeting = MeetingFactory(committee=committee, date=date, **fields)
    ItemFactory(meeting=meeting, position=1, title="Bus services")
    publish(meeting=meeting, by=publisher, reason="Agenda", at=timezone.now())
    return meeting


def filled(client, address, **changed):
    """The form as it came from the portal, filled in."""
    page = client.get(address)
    found = re.search(r'name="stamp" value="([^"]+)"', page.content.decode())
    words = TOPIC if address == SUGGEST else QUESTION
    return {**words, "stamp": found[1], **changed}


def link_in(message):
    """The path of the link in a mail."""
    return re.search(r"(/confirm/[\w-]+/)", message.body)[1]


def last_link():
    return link_in(mail.outbox[-1])
