"""Addresses of owners and addressees: who has none, keeping them, and what happens when somebody else takes over."""

import pytest
from chasing import action_due, ago, committee_of, post, today
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import Contact
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
LIST = "/office/contacts/"


@pytest.fixture
def committee(publisher):
    return committee_of(publisher)


@pytest.fixture
def office(client, clerk):
    client.force_login(clerk)
    return client


def typed(**fields):
    return {"name": "Head of Transport", "kind": "post", "holder": "", "email": "a@wexcombe.example"} | fields


def test_who_is_named_without_an_address_stands_first(office, committee, publisher):
    action_due(committee, publisher, ago(10))
    action_due(committee, publisher, ago(-10), owner="head of TRANSPORT")
    action_due(committee, publisher, ago(10), owner="Treasurer & Co")
    Contact.objects.create(name="Treasurer & Co", email="")
    words = office.get(LIST).content.decode()
    assert "without an address: 2" in words
    assert "?name=Head%20of%20Transport" in words or "?name=head%20of%20TRANSPORT" in words
    Contact.objects.create(name="HEAD of transport", email="a@wexcombe.example")
    assert "without an address: 1" in office.get(LIST).content.decode()


def test_an_address_is_kept_and_its_words_stand_in_no_audit_event(office, committee):
    response = office.post(f"{LIST}new/", typed())
    assert response.status_code == 302
    contact = Contact.objects.get()
    event = AuditEvent.objects.get(verb="added contact")
    assert "a@wexcombe.example" not in str(event.after) + str(event.before)
    assert office.post(f"{LIST}{contact.pk}/", typed(email="b@wexcombe.example")).status_code == 302
    contact.refresh_from_db()
    assert contact.email == "b@wexcombe.example"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Give the name."),
        ({"name": "TREASURER"}, "Somebody of this name is kept already."),
        ({"kind": "person", "holder": "Ms Ferry"}, "Only a post has a holder."),
        ({"email": "no address"}, "This is no e-mail address."),
        ({"name": "a\x00b"}, "Null characters are not allowed."),
        ({"head": "99999"}, "not one of the available choices"),
    ],
)
def test_what_does_not_hold_is_said_and_kept_in_the_form(office, fields, sentence):
    Contact.objects.create(name="Treasurer")
    response = office.post(f"{LIST}new/", typed(**fields))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Contact.objects.count() == 1


def test_somebody_elses_change_is_not_overwritten_unseen(office):
    contact = post()
    seen = office.get(f"{LIST}{contact.pk}/").context["form"].initial["seen"]
    Contact.objects.update(email="other@wexcombe.example")
    response = office.post(f"{LIST}{contact.pk}/", typed(seen=seen))
    assert response.status_code == 422
    assert "Somebody else changed this while you had it open." in response.content.decode()


def test_nobody_is_the_own_head(office):
    contact = post()
    assert office.post(f"{LIST}{contact.pk}/", typed(head=contact.pk)).status_code == 422


def test_a_post_changes_hands(office, committee, publisher):
    action, contact = action_due(committee, publisher, ago(10)), post()
    data = {"hands-holder": "Mr New", "hands-email": "new@wexcombe.example", "hands-since": ago(1).isoformat()}
    assert office.post(f"{LIST}{contact.pk}/changed-hands/", data).status_code == 302
    contact.refresh_from_db()
    assert (contact.holder, contact.email) == ("Mr New", "new@wexcombe.example")
    assert action.updates.get().kind == "handed over"
    assert "Mr New, since" in office.get(f"{LIST}{contact.pk}/").content.decode()


@pytest.mark.parametrize("since", ["", "nonsense", "2999-01-01"])
def test_a_holder_without_a_true_day_is_refused(office, since):
    contact = post()
    data = {"hands-holder": "Mr New", "hands-email": "", "hands-since": since}
    response = office.post(f"{LIST}{contact.pk}/changed-hands/", data)
    assert response.status_code == 422
    assert "Mr New" in response.content.decode()


def test_actions_are_passed_on(office, committee, publisher):
    action, contact = action_due(committee, publisher, ago(10)), post()
    Contact.objects.create(name="Treasurer", email="money@wexcombe.example")
    data = {"pass-to": "treasurer", "pass-on": today().isoformat(), "pass-reason": "It is about money."}
    assert office.post(f"{LIST}{contact.pk}/pass-on/", data).status_code == 302
    action.refresh_from_db()
    assert action.owner == "Treasurer", "in the letters of the contact"
    refused = office.post(f"{LIST}{contact.pk}/pass-on/", data | {"pass-to": contact.name})
    assert refused.status_code == 422
    assert "owns these actions already" in refused.content.decode()


def test_a_contact_is_removed_with_its_address(office):
    contact = post()
    assert office.post(f"{LIST}{contact.pk}/remove/").status_code == 302
    assert not Contact.objects.exists()


@pytest.mark.parametrize("query", ["?text=%00", "?text=" + "a" * 3000, "?page=-4", "?text=ferry"])
def test_odd_searches_answer(office, query):
    post()
    assert office.get(f"{LIST}{query}").status_code == 200


def test_the_list_costs_as_much_for_many_as_for_few(office, committee, publisher):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert office.get(LIST).status_code == 200
        return len(seen)

    action_due(committee, publisher, ago(10), owner="Owner")
    head = post()
    queries()
    few = queries()
    for number in range(20):
        action_due(committee, publisher, ago(10), owner=f"Owner {number}")
        Contact.objects.create(name=f"Kept {number}", email="a@wexcombe.example", head=head)
    assert queries() == few


def test_what_is_missing_is_said_in_words(office):
    contact = Contact.objects.create(name="Head of Play", kind="post", email="play@wexcombe.example")
    hands = office.post(f"{LIST}{contact.pk}/changed-hands/", {"hands-email": "no address"}).content.decode()
    for sentence in ("Say who holds the post now.", "This is no e-mail address.", "Give the day on which the post"):
        assert sentence in hands
    passing = office.post(f"{LIST}{contact.pk}/pass-on/", {}).content.decode()
    for sentence in ("Say to whom the actions go.", "Give the day on which they were", "Say why they are passed on."):
        assert sentence in passing
    edited = office.post(f"{LIST}{contact.pk}/", {"email": "no address"}).content.decode()
    assert "Give the name." in edited
    assert "field is required" not in hands + passing + edited
