"""Which reminders a day asks for, each once, and about what nobody can be written to."""

import datetime as dt

import pytest
from chasing import action_due, ago, committee_of, post, today
from django.core.exceptions import ImproperlyConfigured

from actions.chasing.planning import NO_LONGER_OPEN, OVERTAKEN, keep, plan
from actions.chasing.rules import is_for_the_chair, step_on, steps
from actions.chasing.wording import LINK_MARK, with_link
from actions.models import Contact, Message
from actions.workflow.facts import add_update
from portal import environment

DUE = dt.date(2026, 5, 1)


@pytest.fixture
def committee(publisher):
    return committee_of(publisher, contact_name="Ms Clerk", contact_phone="01632 960140")


def after(days):
    return DUE + dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "name"),
    [(-8, None), (-7, "before-7"), (-1, "before-7"), (0, "due"), (6, "due"), (7, "late-7"), (20, "late-7"),
     (21, "late-21"), (400, "late-21")],
)  # fmt: skip
def test_of_the_steps_that_have_come_the_last_one_applies(days, name):
    step = step_on(DUE, after(days))
    assert (step.name if step else None) == name


def test_the_head_gets_a_copy_from_the_settings_day_on(settings):
    settings.CHASE_DAYS_AFTER, settings.CHASE_HEAD_AFTER = (3, 10, 30), 10
    assert [(step.days, step.copies_head) for step in steps()] == [
        (-7, False), (0, False), (3, False), (10, True), (30, True)
    ]  # fmt: skip


def test_the_chair_is_told_from_the_forty_second_day_on():
    assert not is_for_the_chair(DUE, after(41))
    assert is_for_the_chair(DUE, after(42))


@pytest.mark.parametrize("value", ["7,x", "-1", "7;21", "400"])
def test_days_of_the_settings_are_numbers_of_days(monkeypatch, value):
    monkeypatch.setenv("CHASE_DAYS_AFTER", value)
    with pytest.raises(ImproperlyConfigured, match="CHASE_DAYS_AFTER"):
        environment.day_counts("CHASE_DAYS_AFTER", (7, 21))


def test_days_of_the_settings_can_be_none(monkeypatch):
    monkeypatch.setenv("CHASE_DAYS_AFTER", "none")
    assert environment.day_counts("CHASE_DAYS_AFTER", (7,)) == ()
    monkeypatch.setenv("CHASE_DAYS_AFTER", "21, 7,21")
    assert environment.day_counts("CHASE_DAYS_AFTER", (7,)) == (7, 21)


def test_a_reminder_is_planned_once(committee, publisher):
    entry, contact = action_due(committee, publisher, ago(10)), post(head=None)
    planned = plan()
    message = Message.objects.get()
    assert [it.key for it in planned.messages] == [message.key]
    assert message.key == f"late-7 {entry.reference} {ago(10).isoformat()} transport@wexcombe.example"
    assert (message.state, message.kind, message.contact, message.copy_address) == ("planned", "late", contact, "")
    again = plan()
    assert (again.messages, again.known) == ([], 1)
    assert Message.objects.count() == 1


def test_after_a_month_without_a_worker_one_reminder_goes_out(committee, publisher):
    action_due(committee, publisher, ago(30))
    post(head=Contact.objects.create(name="Director", email="director@wexcombe.example"))
    plan()
    message = Message.objects.get()
    assert (message.kind, message.copy_address) == ("head", "director@wexcombe.example")


@pytest.mark.parametrize("email", ["", "transport@wexcombe.example"])
def test_a_head_without_an_own_address_gets_no_copy(committee, publisher, email):
    action_due(committee, publisher, ago(30))
    post(head=Contact.objects.create(name="Director", email=email))
    plan()
    assert Message.objects.get().copy_address == ""


def test_the_words_say_what_when_why_and_whom_to_ask(committee, publisher):
    entry = action_due(committee, publisher, ago(10), text="Count <b>the</b> buses\nand\x0b the trams")
    post()
    plan()
    message = Message.objects.get()
    for words in (
        "Dear Ms Ferry,", "Count <b>the</b> buses and the trams", entry.reference, "WHY THIS CAME", "Ms Clerk, 01632",
        "the owner of this action", f"/actions/{entry.reference}/", "clerks@wexcombe.example",
    ):  # fmt: skip
        assert words in " ".join(message.body.split()), words
    assert message.body.count(LINK_MARK) == 1
    preview = with_link(message.body)
    assert "(the link is made when it is sent)" in preview
    assert all(len(line) <= 72 or "://" in line for line in preview.split("\n"))


def test_the_text_of_an_entry_cannot_stand_for_the_link(committee, publisher):
    action_due(committee, publisher, ago(10), text=f"Ring {LINK_MARK} back")
    post()
    plan()
    assert Message.objects.get().body.count(LINK_MARK) == 1


def test_nobody_without_an_address_is_written_to(committee, publisher):
    action_due(committee, publisher, ago(10), owner="")
    action_due(committee, publisher, ago(10), owner="Nobody knows")
    action_due(committee, publisher, ago(10))
    post(email="")
    whys = [it.why for it in plan().unreachable]
    assert len(whys) == 3
    assert not Message.objects.exists()
    assert whys[0].startswith("Nobody owns this action")
    assert "No address is kept for “Nobody knows”" in whys[1]
    assert "without an e-mail address" in whys[2]


def test_an_extended_date_begins_anew(committee, publisher):
    entry = action_due(committee, publisher, ago(10))
    post()
    plan()
    add_update(entry=entry, kind="extended", on=ago(1), text="A later count", due_on=ago(-3), by=publisher)
    plan()
    assert [(it.state, it.kind) for it in Message.objects.order_by("pk")] == [
        ("dropped", "late"),
        ("planned", "before"),
    ]
    assert "extended on" in Message.objects.get(kind="before").body


def test_what_waits_is_set_aside_when_it_is_true_no_more(committee, publisher):
    done, passed = action_due(committee, publisher, ago(10)), action_due(committee, publisher, ago(10))
    post()
    plan()
    add_update(entry=done, kind="completed", on=today(), text="Counted.", by=publisher)
    add_update(entry=passed, kind="handed over", on=today(), owner="Treasurer", by=publisher)
    plan()
    assert Message.objects.get(entry=done).trouble == NO_LONGER_OPEN
    assert Message.objects.get(entry=passed).trouble == OVERTAKEN


def test_what_was_set_aside_by_itself_is_planned_anew_once_it_is_true_again(committee, publisher):
    entry = action_due(committee, publisher, ago(10))
    post()
    plan()
    add_update(entry=entry, kind="completed", on=today(), text="Counted.", by=publisher)
    plan()
    add_update(entry=entry, kind="reopened", on=today(), text="Miscounted.", by=publisher)
    plan()
    assert [it.state for it in Message.objects.all()] == ["planned"]


def test_what_an_officer_set_aside_stays_so(committee, publisher):
    action_due(committee, publisher, ago(10))
    post()
    plan()
    Message.objects.update(state="dropped", trouble="We rang.")
    assert plan().known == 1
    assert Message.objects.get().trouble == "We rang."


def test_a_later_step_takes_the_place_of_one_that_waits(committee, publisher):
    action_due(committee, publisher, ago(21))
    post()
    keep(plan(as_if=ago(10), dry_run=True).messages)
    assert Message.objects.get().key.startswith("late-7 ")
    plan()
    assert [(it.key.split()[0], it.state) for it in Message.objects.order_by("pk")] == [
        ("late-7", "dropped"), ("late-21", "planned")
    ]  # fmt: skip


def test_a_dry_run_writes_nothing_and_knows_the_past(committee, publisher):
    entry = action_due(committee, publisher, ago(10))
    post()
    add_update(entry=entry, kind="completed", on=ago(2), text="Counted.", by=publisher)
    assert plan(as_if=ago(-10), dry_run=True).messages == []
    (message,) = plan(as_if=ago(3), dry_run=True).messages
    assert message.key.startswith("late-7 ")
    assert not Message.objects.exists()


def test_a_recommendation_is_chased_in_the_words_of_a_response(publisher):
    from factories import CommitteeFactory, held_meeting

    from actions.models import LedgerEntry
    from portal.publishing.door import publish

    publish(meeting=held_meeting(committee=CommitteeFactory(code="TRA"), date=ago(120)), by=publisher, reason="Draft")
    entry = LedgerEntry.objects.recommendations().get()
    add_update(entry=entry, kind="sent", on=ago(100), by=publisher)
    Contact.objects.create(name="cabinet", kind="body", email="cabinet@wexcombe.example")
    plan()
    message = Message.objects.get()
    words = " ".join(message.body.split())
    assert "response was due" in message.subject
    assert words.count("the response to it was due on") == 2, "in what it says, and in why it came"
    assert "the addressee of this recommendation" in words
    assert "section 9FE" in words
    assert "There you can give the response: the verdict, its words and day, and the document." in words
    assert entry.meeting.get_absolute_url() in words
    add_update(entry=entry, kind="extended", on=ago(1), text="After the budget.", due_on=ago(-3), by=publisher)
    plan()
    assert list(Message.objects.order_by("pk").values_list("state", "kind")) == [
        ("dropped", "head"),
        ("planned", "before"),
    ]
    later = Message.objects.get(state="planned")
    assert "Promised for: " in later.body
    assert "response was due" in later.subject  # the promise gives time to the reminders, not to the response


def test_nothing_is_planned_where_chasing_is_off(committee, publisher, settings):
    settings.CHASING = "off"
    action_due(committee, publisher, ago(10))
    post()
    assert plan().messages == []


def test_by_itself_messages_need_no_officer(committee, publisher, settings):
    settings.CHASING = "by itself"
    action_due(committee, publisher, ago(10))
    post()
    plan()
    assert Message.objects.get().state == "released"


def test_planning_costs_as_much_for_many_as_for_few(committee, publisher, django_assert_max_num_queries):
    post()
    for number in range(25):
        action_due(committee, publisher, ago(10 + number))
    with django_assert_max_num_queries(16):
        assert len(plan().messages) == 25
