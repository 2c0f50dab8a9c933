"""The outbox as an officer finds it: what waits, what it says, and what can be done with it."""

import datetime as dt
import re

import pytest
from chasing import action_due, ago, committee_of, post
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factories import GrantFactory, UserFactory

from actions.chasing.asking import ASKED_TODAY, NOT_OPEN, chase_now, why_not_now
from actions.chasing.planning import plan
from actions.chasing.sending import send_released
from actions.models import Contact, Message
from actions.workflow.facts import add_update
from portal.accounts.models import Role
from portal.accounts.permissions import NotPermittedError
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
LIST = "/office/chasing/"


@pytest.fixture
def committee(publisher):
    return committee_of(publisher, name="Transport")


@pytest.fixture
def office(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def planned(committee, publisher):
    """Three reminders that wait to be looked at."""
    for days in (10, 11, 12):
        action_due(committee, publisher, ago(days))
    post()
    plan()
    return list(Message.objects.order_by("pk"))


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def states():
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def test_what_waits_is_listed_and_shown_as_it_will_be_sent(office, planned):
    words = page(office, LIST)
    assert [f'href="{LIST}{message.pk}/">{message.subject}<' in words for message in planned] == [True] * 3
    one = page(office, f"{LIST}{planned[0].pk}/")
    for told in ("(the link is made when it is sent)", "Dear Ms Ferry", "transport@wexcombe.example", planned[0].key):
        assert told in one
    assert "\x1a" not in one


def test_the_words_of_the_record_are_no_markup(office, committee, publisher):
    action_due(committee, publisher, ago(10), text="<script>alert(1)</script>")
    post()
    plan()
    assert "<script>alert" not in page(office, f"{LIST}{Message.objects.get().pk}/")


def test_one_some_and_all_are_released(office, planned, clerk):
    office.post(f"{LIST}{planned[0].pk}/release/")
    assert states() == ["released", "planned", "planned"]
    office.post(f"{LIST}release/", {"message": [planned[1].pk], "filters": "state=planned"})
    assert states() == ["released", "released", "planned"]
    office.post(f"{LIST}release/", {"everything": "1", "filters": "state=planned"})
    assert states() == ["released"] * 3
    assert {message.released_by for message in Message.objects.all()} == {clerk}
    assert AuditEvent.objects.filter(verb="released messages").count() == 3


def test_no_reason_is_asked_for_by_the_browser_when_messages_are_released(office, planned):
    """The reason for not sending stands in the same form, folded away, and would hold back both deeds."""
    assert re.search(r'<form class="outbox__pick"[^>]* novalidate>', page(office, LIST))


def test_all_means_all_that_the_filters_show(office, planned, committee, publisher):
    action_due(committee, publisher, ago(13), owner="Treasurer")
    Contact.objects.create(name="Treasurer", email="money@wexcombe.example")
    plan()
    response = office.post(f"{LIST}release/", {"everything": "1", "filters": "state=planned&text=money"})
    assert response["Location"] == f"{LIST}?state=planned&text=money"
    assert list(Message.objects.filter(state="released").values_list("to_address", flat=True)) == [
        "money@wexcombe.example"
    ]


def test_nothing_ticked_is_said(office, planned):
    response = office.post(f"{LIST}release/", {"filters": ""})
    assert response.status_code == 422
    assert "Tick at least one message." in response.content.decode()
    assert states() == ["planned"] * 3


@pytest.mark.parametrize("number", ["0", "99999999", "x", "-1", "9" * 40, "\x00", "١"])
def test_numbers_that_are_not_there_do_nothing(office, planned, number):
    assert office.post(f"{LIST}release/", {"message": [number]}).status_code == 422
    assert states() == ["planned"] * 3


def test_setting_aside_needs_a_reason(office, planned):
    response = office.post(f"{LIST}drop/", {"message": [planned[0].pk], "because": " "})
    assert response.status_code == 422
    assert "Say why it is not sent." in response.content.decode()
    ticked = re.findall(r'name="message" value="(\d+)" checked', response.content.decode())
    assert ticked == [str(planned[0].pk)], "what was ticked is kept"
    office.post(f"{LIST}drop/", {"message": [planned[0].pk], "because": "We rang."})
    assert states() == ["dropped", "planned", "planned"]
    assert office.post(f"{LIST}{planned[1].pk}/drop/", {"because": ""}).status_code == 422
    office.post(f"{LIST}{planned[1].pk}/drop/", {"because": "We met."})
    assert states() == ["dropped", "dropped", "planned"]
    assert "We rang." in page(office, f"{LIST}?state=dropped")


def test_a_failed_message_can_be_tried_again(office, planned):
    Message.objects.filter(pk=planned[0].pk).update(state="failed", trouble="Refused (550).", attempts=4)
    one = page(office, f"{LIST}{planned[0].pk}/")
    assert "Refused (550)." in one
    assert "Try again" in one
    office.post(f"{LIST}{planned[0].pk}/again/")
    planned[0].refresh_from_db()
    assert (planned[0].state, planned[0].attempts, planned[0].trouble) == ("released", 0, "")


def test_of_a_doubtful_one_an_officer_says_that_it_arrived(office, planned):
    Message.objects.filter(pk=planned[0].pk).update(state="uncertain", trouble="Cut off.")
    assert "It arrived" in page(office, f"{LIST}{planned[0].pk}/")
    office.post(f"{LIST}{planned[0].pk}/arrived/")
    assert states()[0] == "sent"


def test_other_committees_are_not_there(client, planned):
    other = UserFactory()
    GrantFactory(user=other, role=Role.CLERK, scope="OTHER")
    client.force_login(other)
    assert "was due on" not in page(client, LIST)
    page(client, f"{LIST}{planned[0].pk}/", status=404)
    assert client.post(f"{LIST}release/", {"message": [planned[0].pk]}).status_code == 422
    client.post(f"{LIST}release/", {"everything": "1"})
    assert states() == ["planned"] * 3
    assert "was due on" not in page(client, f"{LIST}as-if/")


@pytest.mark.parametrize("query", ["?state=x", "?kind=x", "?text=%00", "?page=x", "?text=" + "a" * 3000])
def test_odd_filters_are_left_out(office, planned, query):
    page(office, f"{LIST}{query}")


def test_the_dry_run_writes_nothing(office, committee, publisher):
    action_due(committee, publisher, ago(-20))
    post()
    assert "Reminders on" in page(office, f"{LIST}as-if/")
    words = page(office, f"{LIST}as-if/?day={ago(-15).isoformat()}")
    assert "is due on" in words
    assert "the link is made when it is sent" in words
    assert not Message.objects.exists()
    for odd in ("nonsense", "0001-01-01", "9999-12-31", "%00"):
        page(office, f"{LIST}as-if/?day={odd}", status=422)


def test_what_cannot_be_chased_is_told_with_the_reason(office, committee, publisher):
    action_due(committee, publisher, ago(10), owner="Nobody knows")
    action_due(committee, publisher, None)
    action_due(committee, publisher, ago(-200), owner="")
    action_due(committee, publisher, ago(10))
    post()
    words = page(office, f"{LIST}unreachable/")
    assert "No address is kept for “Nobody knows”." in words
    assert "/office/contacts/new/?name=Nobody%20knows" in words
    assert "No due date was set" in words
    assert "Nobody owns this action" in words
    assert "3 entries" in words


def test_the_desk_leads_to_what_waits(office, planned):
    words = page(office, "/office/")
    assert "3 reminders to look at" in words
    assert f"{LIST}?state=planned" in words
    Message.objects.update(state="uncertain")
    assert "3 reminders perhaps sent" in page(office, "/office/")


def test_mails_of_the_folder_are_shown_outside_production_alone(office, planned, settings, tmp_path, publisher):
    settings.EMAIL_FILE_PATH, settings.SHOW_MAILS, settings.MAILS_ARE_FILES = tmp_path / "mail", True, True
    settings.EMAIL_BACKEND = "portal.mail_folder.EmailBackend"
    office.post(f"{LIST}{planned[0].pk}/release/")
    send_released()
    (file,) = (tmp_path / "mail").iterdir()
    assert planned[0].subject in page(office, f"{LIST}mails/")
    assert "/actions/TRA-" in page(office, f"{LIST}mails/{file.name}/")
    for odd in ("..%2f..%2fmanage.py", "none.eml", "%00"):
        page(office, f"{LIST}mails/{odd}/", status=404)
    settings.SHOW_MAILS = False
    page(office, f"{LIST}mails/", status=404)
    page(office, f"{LIST}mails/{file.name}/", status=404)


def test_what_an_officer_picks_is_asked_about_once_a_day(committee, publisher, clerk):
    entry, done = action_due(committee, publisher, ago(-100)), action_due(committee, publisher, ago(1))
    add_update(entry=done, kind="completed", on=ago(0), text="Counted.", by=publisher)
    unknown = action_due(committee, publisher, ago(1), owner="Nobody knows")
    post()
    entries = [entry, done, unknown]
    reasons = why_not_now(entries)
    assert entry.pk not in reasons
    assert reasons[done.pk] == NOT_OPEN
    (message,) = chase_now(entries=entries, by=clerk)
    assert (message.entry, message.state, message.kind) == (entry, "released", "asked")
    words = " ".join(message.body.split())
    assert "asks how action" in words
    assert "stands; it is due on" in words
    assert chase_now(entries=entries, by=clerk) == []
    assert why_not_now(entries)[entry.pk] == ASKED_TODAY
    assert Message.objects.get().released_by == clerk


def test_nobody_asks_about_another_committee(committee, publisher):
    entry = action_due(committee, publisher, ago(1))
    post()
    other = UserFactory()
    GrantFactory(user=other, role=Role.CLERK, scope="OTHER")
    with pytest.raises(NotPermittedError):
        chase_now(entries=[entry], by=other)
    assert not Message.objects.exists()


def test_the_list_costs_as_much_for_many_as_for_few(office, planned, committee, publisher):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            page(office, LIST)
        return len(seen)

    queries()
    few = queries()
    for days in range(20, 40):
        action_due(committee, publisher, ago(days))
    plan()
    assert Message.objects.count() == 23
    assert queries() == few


def test_the_command_says_what_it_does(committee, publisher, capsys):
    from django.core.management import CommandError, call_command

    action_due(committee, publisher, ago(10))
    action_due(committee, publisher, ago(10), owner="Nobody knows")
    post()
    call_command("chase", "--dry-run", "--as-if", (ago(0) + dt.timedelta(days=1)).isoformat())
    told = capsys.readouterr().out
    assert "would be planned" in told
    assert "No address is kept for “Nobody knows”" in told
    assert not Message.objects.exists()
    with pytest.raises(CommandError, match="only looked at"):
        call_command("chase", "--as-if", "2026-04-26")
    for far in ("9999-12-31", "0001-01-01", "26 April"):
        with pytest.raises(CommandError, match="--as-if"):
            call_command("chase", "--dry-run", "--as-if", far)
    with pytest.raises(CommandError, match="A dry run sends nothing"):
        call_command("chase", "--dry-run", "--send")


def test_what_cannot_be_chased_leads_to_where_it_is_mended(office, committee, publisher):
    entry = action_due(committee, publisher, ago(3), owner="Nobody knows")
    address = reverse("ledger:entry", args=[entry.reference])
    assert f'href="{address}"' in page(office, f"{LIST}unreachable/")
    assert f'href="{address}"' in page(office, f"{LIST}as-if/")
