"""A committee with actions that are due, for tests of reminders."""

import datetime as dt

from django.utils import timezone
from factories import CommitteeFactory, held_meeting

from actions.models import Contact
from actions.workflow.new_actions import add_action
from meetings.editions.models import PublishedCommittee
from portal.publishing.door import publish


def today():
    return timezone.localdate()


def ago(days):
    return today() - dt.timedelta(days=days)


def committee_of(publisher, code="TRA", **fields):
    """A published committee whose own entries have no due date near."""
    committee = CommitteeFactory(code=code, **{"contact_email": "clerks@wexcombe.example"} | fields)
    meeting = held_meeting(committee=committee, date=dt.date(2026, 2, 3))
    meeting.items.get().outcome_groups.all().delete()
    publish(meeting=meeting, by=publisher, reason="Draft")
    return PublishedCommittee.objects.get(code=code)


def action_due(committee, publisher, due_on, *, owner="Head of Transport", text="Count the buses"):
    made_on = min(due_on, today()) - dt.timedelta(days=30) if due_on else ago(30)
    return add_action(
        committee=committee, text=text, made_on=made_on, owner=owner, directorate="Place", due_on=due_on, by=publisher
    )


def post(name="Head of Transport", email="transport@wexcombe.example", **fields):
    return Contact.objects.create(name=name, kind="post", holder="Ms Ferry", email=email, **fields)
