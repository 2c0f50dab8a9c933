"""A post with a new holder, and a person whose actions another takes on."""

import datetime as dt

import pytest
from factories import CommitteeFactory, GrantFactory, UserFactory, held_meeting

from actions.models import Contact, LedgerEntry
from actions.workflow.facts import RefusedUpdateError, add_update
from actions.workflow.handing_over import pass_on, post_changed_hands
from actions.workflow.new_actions import add_action
from meetings.editions.models import PublishedCommittee
from portal.accounts.models import Role
from portal.accounts.permissions import NotPermittedError
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 2, 3)
LATER = dt.date(2026, 3, 2)


@pytest.fixture
def committee(publisher):
    publish(meeting=held_meeting(committee=CommitteeFactory(code="TRA"), date=DAY), by=publisher, reason="Draft")
    return PublishedCommittee.objects.get()


@pytest.fixture
def actions(committee, publisher):
    """Two actions of a post in letters of two kinds, one that is done, one that came to it later, one of somebody."""

    def made(text, owner="Head of Transport", **fields):
        fields = {"committee": committee, "made_on": DAY, "by": publisher, "directorate": "Place"} | fields
        return add_action(text=text, owner=owner, **fields)

    rows = {
        "first": made("Count the buses"),
        "second": made("Count the stops", owner="head of transport"),
        "done": made("Count the trams"),
        "later": made("Count the bells", made_on=LATER + dt.timedelta(days=1)),
        "other": made("Count the trains", owner="Treasurer"),
    }
    add_update(entry=rows["done"], kind="completed", on=DAY, text="Counted.", by=publisher)
    return rows


@pytest.fixture
def post(db):
    return Contact.objects.create(name="Head of Transport", kind="post", holder="Ms Old", email="old@wexcombe.example")


def test_a_new_holder_is_told_to_each_open_action_of_the_post(actions, post, publisher):
    told = post_changed_hands(contact=post, holder="Mr New", email="new@wexcombe.example", since=LATER, by=publisher)
    assert [update.entry for update in told] == [actions["first"], actions["second"]]
    assert {(update.kind, update.on, update.directorate) for update in told} == {("handed over", LATER, "Place")}
    assert [update.owner for update in told] == ["Head of Transport", "head of transport"]
    assert not any("New" in update.text + update.by_name + update.owner for update in told)
    post.refresh_from_db()
    assert (post.holder, post.email) == ("Mr New", "new@wexcombe.example")
    assert [(held.holder, held.since) for held in post.holdings.all()] == [("Mr New", LATER)]


def test_a_post_cannot_go_back_to_a_day_before_its_last_holder(actions, post, publisher):
    post_changed_hands(contact=post, holder="Mr New", email="", since=LATER, by=publisher)
    with pytest.raises(RefusedUpdateError, match="Mr New has held the post since 2 March 2026"):
        post_changed_hands(contact=post, holder="Ms Next", email="", since=DAY, by=publisher)
    assert post.holdings.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"holder": " "}, "Say who holds the post"),
        ({"since": dt.date(2999, 1, 1)}, "has not come yet"),
    ],
)
def test_a_holder_without_a_name_or_of_a_day_to_come_is_refused(actions, post, publisher, changes, sentence):
    with pytest.raises(RefusedUpdateError, match=sentence):
        post_changed_hands(**{"contact": post, "holder": "X", "email": "", "since": LATER, "by": publisher} | changes)


def test_a_person_has_no_holder(actions, publisher):
    person = Contact.objects.create(name="Treasurer")
    with pytest.raises(RefusedUpdateError, match="is no post"):
        post_changed_hands(contact=person, holder="Mr New", email="", since=LATER, by=publisher)


def test_a_person_passes_on_all_that_is_open(actions, publisher):
    person = Contact.objects.create(name="head of transport")
    told = pass_on(contact=person, to="Treasurer", directorate="", on=DAY, reason="Moved on.", by=publisher)
    assert [update.entry for update in told] == [actions[name] for name in ("first", "second", "later")]
    assert [update.on for update in told] == [DAY, DAY, LATER + dt.timedelta(days=1)]
    owners = {action.reference: (action.owner, action.directorate) for action in LedgerEntry.objects.actions()}
    assert {owners[actions[name].reference] for name in ("first", "second", "later")} == {("Treasurer", "Place")}
    assert owners[actions["done"].reference][0] == "Head of Transport"


def test_nothing_is_passed_on_to_oneself_or_without_a_reason(actions, publisher):
    person = Contact.objects.create(name="Treasurer")
    for to, reason, sentence in (("treasurer", "Why", "owns these"), ("X", " ", "Say why"), (" ", "Why", "to whom")):
        with pytest.raises(RefusedUpdateError, match=sentence):
            pass_on(contact=person, to=to, directorate="", on=DAY, reason=reason, by=publisher)


def test_who_keeps_another_committee_alone_changes_nothing(actions, post):
    narrow = UserFactory(name="Nell Narrow")
    GrantFactory(user=narrow, role=Role.CLERK, scope="CYP")
    with pytest.raises(NotPermittedError, match=actions["first"].reference):
        post_changed_hands(contact=post, holder="Mr New", email="", since=LATER, by=narrow)
    assert not post.holdings.exists()


def test_a_stranger_hands_nothing_over(post, stranger):
    with pytest.raises(NotPermittedError):
        post_changed_hands(contact=post, holder="Mr New", email="", since=LATER, by=stranger)
    with pytest.raises(NotPermittedError):
        pass_on(contact=post, to="X", directorate="", on=DAY, reason="Why", by=stranger)
