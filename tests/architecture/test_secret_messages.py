"""A secret word in every contact and every message is found at no public address."""

import pytest
from chasing import action_due, ago, committee_of
from crawler import crawl
from django.utils import timezone

from actions.models import Contact, ContactHolding, Message

SECRET = "xylophonequartz"

pytestmark = pytest.mark.django_db


def test_nothing_of_contacts_and_messages_is_public(client, publisher):
    entry = action_due(committee_of(publisher), publisher, ago(10))
    head = Contact.objects.create(name=f"Head {SECRET}", email=f"head@{SECRET}.example")
    contact = Contact.objects.create(
        name=entry.owner, kind="post", holder=SECRET, email=f"{SECRET}@example.org", directorate=SECRET, head=head
    )
    ContactHolding.objects.create(contact=contact, holder=SECRET, since=ago(3))
    Message.objects.create(
        key=SECRET, kind="late", entry=entry, contact=contact, for_day=ago(1), to_name=SECRET, subject=SECRET,
        to_address=f"{SECRET}@example.org", copy_address=f"{SECRET}@example.com", body=SECRET, why=SECRET,
        trouble=SECRET, state="sent", sent_at=timezone.now(),
    )  # fmt: skip
    reached = set()
    for address, response, body in crawl(client):
        assert SECRET.encode() not in body.lower(), address
        assert SECRET not in str(response.headers).lower(), address
        reached.add(address)
    assert entry.get_absolute_url() in reached
