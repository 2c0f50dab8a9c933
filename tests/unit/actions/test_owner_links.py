"""Signed links: one for a message, opened while it may be, and nothing learnt from one that is not genuine."""

import base64
import datetime as dt
import uuid

import pytest
from django.utils import timezone
from owner_links import ADDRESS, answer_by, link_to, message_about, published_action

from actions.answering.link_deeds import forget_old_addresses, make_link, take_link_back
from actions.answering.links import Closed, ClosedLinkError, link_for, open_link, token_of
from actions.models import Contact, OwnerLink
from actions.workflow.facts import RefusedUpdateError, add_update
from portal.audit.models import AuditEvent
from portal.publishing.door import withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(publisher):
    return published_action(publisher)


def state_of(token):
    try:
        open_link(token, at=timezone.now())
    except ClosedLinkError as closed:
        return closed.why
    return None


def told(entry, kind, by, **fields):
    add_update(entry=entry, kind=kind, on=timezone.localdate(), by=by, text="So it is.", **fields)


def test_a_message_has_one_link_however_often_it_is_asked_for(action, settings):
    settings.SITE_URL = "https://records.example"
    message = message_about(action)
    address = link_for(message)

    assert address == link_for(message)
    link = OwnerLink.objects.get()
    assert address == f"https://records.example/answer/{token_of(link)}/"
    assert (link.to_address, link.entry, link.message) == (ADDRESS, action, message)
    assert link.expires_at - link.made_at == dt.timedelta(days=30)
    assert link_for(message_about(action, key="late:2")) != address


def test_a_message_about_no_entry_has_no_link(action):
    message = message_about(action)
    message.entry = None
    with pytest.raises(ValueError, match="about no entry"):
        link_for(message)


def test_a_returned_answer_goes_back_with_its_own_link(action):
    link = link_to(action)
    message = message_about(action)
    answer_by(link, state="returned", returned_because="Which?", message=message)

    assert token_of(link) in link_for(message)
    assert OwnerLink.objects.count() == 1


def test_the_token_holds_the_number_and_nothing_else(action):
    link = link_to(action)
    number, signature = token_of(link).split(".")
    assert uuid.UUID(bytes=base64.urlsafe_b64decode(f"{number}==")) == link.pk
    assert len(signature) == 43
    assert open_link(token_of(link), at=timezone.now()) == link


def test_an_altered_token_opens_nothing(action):
    token, other = token_of(link_to(action)), token_of(link_to(action))
    number, signature = token.split(".")
    swapped = f"{other.split('.')[0]}.{signature}"
    for wrong in (token[:-1], f"{token}A", token.upper(), swapped, f"{number}.", number, "", ".", "é.ü", "a" * 5000):
        assert state_of(wrong) == Closed.ALTERED, wrong
    assert state_of(token) is None


def test_a_signature_made_for_something_else_opens_nothing(action):
    from django.core.signing import Signer

    number = token_of(link_to(action)).split(".")[0]
    assert state_of(Signer(sep=".").sign(number)) == Closed.ALTERED


def test_a_link_that_was_never_made_opens_nothing(action):
    link = link_to(action)
    token = token_of(link)
    link.delete()
    assert state_of(token) == Closed.ALTERED


def test_a_link_ends_with_its_life(action):
    link = link_to(action)
    assert open_link(token_of(link), at=link.expires_at - dt.timedelta(seconds=1)) == link
    with pytest.raises(ClosedLinkError) as closed:
        open_link(token_of(link), at=link.expires_at)
    assert closed.value.why == Closed.EXPIRED


def test_the_life_is_a_setting(action, settings):
    settings.OWNER_LINK_DAYS = 3
    link = link_to(action)
    assert link.expires_at - link.made_at == dt.timedelta(days=3)


def test_a_link_is_taken_back_once(action, clerk):
    link = link_to(action)
    take_link_back(link=link, by=clerk)
    assert state_of(token_of(link)) == Closed.TAKEN_BACK
    with pytest.raises(RefusedUpdateError, match="taken this link back already"):
        take_link_back(link=link, by=clerk)


@pytest.mark.parametrize("kind", ["completed", "withdrawn"])
def test_a_link_ends_with_its_entry_and_lives_again_with_it(action, clerk, kind):
    token = token_of(link_to(action))
    told(action, kind, clerk)
    assert state_of(token) == Closed.ENDED
    told(action, "reopened", clerk)
    assert state_of(token) is None


def test_a_link_ends_where_the_record_is_withdrawn(action, publisher):
    token = token_of(link_to(action))
    withdraw(edition=action.edition, by=publisher, reason="A mistake")
    assert state_of(token) == Closed.NOT_PUBLISHED


def test_a_link_ends_when_somebody_else_owns_it(action, clerk):
    token = token_of(link_to(action))
    told(action, "handed over", clerk, owner="Head of Ferries")
    assert state_of(token) == Closed.HANDED_OVER


def test_a_link_ends_when_the_post_is_written_to_elsewhere(action):
    link = link_to(action)
    Contact.objects.update(email="successor@wexcombe.example")
    assert state_of(token_of(link)) == Closed.HANDED_OVER
    Contact.objects.update(email=ADDRESS.upper())
    assert state_of(token_of(link)) is None


def test_a_link_by_hand_needs_a_contact_and_something_to_answer(action, clerk):
    assert make_link(entry=action, by=clerk).to_address == ADDRESS
    Contact.objects.all().delete()
    with pytest.raises(RefusedUpdateError, match="Nobody is kept as"):
        make_link(entry=action, by=clerk)
    told(action, "completed", clerk)
    with pytest.raises(RefusedUpdateError, match="Reopen it first"):
        make_link(entry=action, by=clerk)


def test_the_address_of_an_old_link_is_forgotten_and_stands_in_no_log(action, settings):
    settings.CONTACT_MONTHS = 12
    old, young = link_to(action), link_to(action)
    ended = dt.datetime(2025, 3, 3, 10, tzinfo=dt.UTC)
    OwnerLink.objects.filter(pk=old.pk).update(expires_at=ended)

    assert forget_old_addresses(today=dt.date(2026, 3, 2)) == 0
    assert forget_old_addresses(today=dt.date(2026, 3, 3)) == 1
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.to_address, young.to_address) == ("", ADDRESS)
    events = AuditEvent.objects.filter(record__startswith="link to an owner")
    assert events.exists()
    assert not any(ADDRESS in str((event.before, event.after)) for event in events)
