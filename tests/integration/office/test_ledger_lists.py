"""The office's lists of the ledger: whose entries they hold, and the same fact told of several at once."""

import csv
import datetime as dt
import io
import re

import pytest
from django.utils import timezone
from factories import GrantFactory, UserFactory
from ledger_rows import more, open_ledger

from actions.models import LedgerEntry, LedgerUpdate, Message
from actions.workflow.new_actions import add_action
from portal.accounts.models import Role
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
PROGRESS = {"text": "Letters went out.", "on": TODAY.isoformat()}
TOGETHER = "/office/ledger/together/"


@pytest.fixture
def ledger(publisher):
    open_ledger(publisher)


@pytest.fixture
def office(client, clerk, ledger):
    client.force_login(clerk)
    return client


@pytest.fixture
def transport_office(client, ledger):
    """Of a clerk of one committee."""
    user = UserFactory(name="Tess Transport", email="tess@wexcombe.example")
    GrantFactory(user=user, role=Role.CLERK, scope="TRA")
    client.force_login(user)
    return client


def listed(client, address="/office/ledger/", **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return [entry.reference for entry in response.context["page_obj"].object_list]


def tell(client, deed, chosen, step="write", kind="action", **fields):
    address = TOGETHER if kind == "action" else "/office/ledger/recommendations/together/"
    return client.post(f"{address}{deed}/", {"chosen": chosen, "step": step, **fields})


def sent(entry, days_ago, state="sent"):
    at = timezone.now() - dt.timedelta(days=days_ago)
    return Message.objects.create(
        key=f"{entry}-{days_ago}-{state}", kind="late", state=state, entry=entry, for_day=at.date(), subject="Overdue",
        to_address="owen@wexcombe.example", body="Please answer.", why="You own it.", sent_at=at,
    )  # fmt: skip


def test_a_clerk_sees_the_entries_of_the_committees_that_she_keeps(transport_office):
    assert listed(transport_office) == ["TRA-2026-1"]
    assert listed(transport_office, "/office/ledger/recommendations/") == ["TRA-2026-R1"]
    response = transport_office.get("/office/ledger/?committee=arts")
    assert "“arts” is not one of the choices." in response.content.decode()
    content = b"".join(transport_office.get("/office/ledger/download.csv?committee=arts").streaming_content)
    assert [row["Number"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))] == ["TRA-2026-1"]


def test_the_columns_are_those_that_officers_know(office):
    html = office.get("/office/ledger/").content.decode().partition("<thead")[2]
    heads = ["Number", "Meeting date", "Action", "Owner", "Directorate", "Progress update", "Due date", "Status"]
    places = [html.index(f">{head}<") for head in [*heads, "Last chased"]]
    assert places == sorted(places)


def test_last_chased_is_the_day_of_the_last_message_that_was_sent(office):
    entry = more()
    sent(entry, 20), sent(entry, 9), sent(entry, 1, state="uncertain")
    rows = office.get("/office/ledger/").context["page_obj"].object_list
    row = next(row for row in rows if row.pk == entry.pk)
    assert row.last_chased_on == timezone.localdate(timezone.now() - dt.timedelta(days=9))
    assert entry.reference not in listed(office, chased="never")
    assert entry.reference not in listed(office, chased="14")
    assert entry.reference in listed(office, chased="7")


def test_progress_is_looked_at_first_and_then_told_of_each(office):
    other = more().reference
    asked = tell(office, "progress", ["TRA-2026-1", other], step="")
    assert "New due date" not in asked.content.decode()
    shown = tell(office, "progress", ["TRA-2026-1", other], step="preview", **PROGRESS)
    assert shown.status_code == 200
    assert [entry.reference for entry in shown.context["taken"]] == ["TRA-2026-1", other]
    assert not LedgerUpdate.objects.exists()
    done = tell(office, "progress", ["TRA-2026-1", other], back="/office/ledger/?late=on", **PROGRESS)
    assert done["Location"] == "/office/ledger/?late=on"
    assert LedgerUpdate.objects.filter(kind="progress", text="Letters went out.").count() == 2
    assert AuditEvent.objects.filter(verb="recorded progress").count() == 2
    assert f"Progress recorded of 2 actions: TRA-2026-1, {other}." in office.get("/office/ledger/").content.decode()


def test_extending_handing_over_and_completing_several(office):
    chosen = ["TRA-2026-1", more().reference]
    due = TODAY + dt.timedelta(days=30)
    tell(office, "extend", chosen, due_on=due.isoformat(), text="The survey runs late.", on=TODAY.isoformat())
    tell(office, "hand-over", chosen, owner="Treasurer", directorate="Finance", text="", on=TODAY.isoformat())
    tell(office, "complete", chosen, text="All done.", evidence="Minute 4.", on=TODAY.isoformat())
    for entry in LedgerEntry.objects.filter(reference__in=chosen):
        assert (entry.due_on, entry.owner, entry.directorate, entry.status) == (due, "Treasurer", "Finance", "complete")
        assert entry.standing.attention == []


def test_what_addressees_promise_moves_no_last_day(office):
    entry = LedgerEntry.objects.get(reference="TRA-2026-R1")
    due, later = entry.due_on, (TODAY + dt.timedelta(days=30)).isoformat()
    told = {"kind": "recommendation", "due_on": later, "text": "After the budget.", "on": TODAY.isoformat()}
    assert tell(office, "extend", [entry.reference], **told).status_code == 404
    assert tell(office, "promise", [entry.reference], **told).status_code == 302
    entry = LedgerEntry.objects.get(pk=entry.pk)
    assert (entry.due_on, entry.known_promised_on.isoformat()) == (due, later)


def test_what_is_looked_at_shows_the_entries_as_they_still_stand(office):
    entry = more(original_due_on=dt.date(2026, 3, 1))
    due = (TODAY + dt.timedelta(days=30)).isoformat()
    shown = tell(office, "extend", [entry.reference], "preview", due_on=due, text="Late", on=TODAY.isoformat())
    assert shown.context["taken"][0].due_on == dt.date(2026, 3, 1)
    assert not LedgerUpdate.objects.exists()


def test_who_does_not_take_it_is_named_and_left_out(office):
    done = more(updates=[{"kind": "completed", "on": TODAY, "text": "Done"}]).reference
    shown = tell(office, "progress", ["TRA-2026-1", done], step="preview", **PROGRESS)
    assert [(entry.reference, told) for entry, told in shown.context["refused"]] == [
        (done, f"{done} is complete. Reopen it first, and say why.")
    ]
    assert f'name="chosen" value="{done}"' not in shown.content.decode()


def test_nothing_is_written_where_one_is_refused(office):
    done = more(updates=[{"kind": "completed", "on": TODAY, "text": "Done"}]).reference
    response = tell(office, "progress", ["TRA-2026-1", done], **PROGRESS)
    assert response.status_code == 422
    assert "Nothing was written: something has changed since you looked." in response.content.decode()
    assert not LedgerUpdate.objects.filter(kind="progress").exists()
    assert not AuditEvent.objects.filter(verb="recorded progress").exists()


@pytest.mark.parametrize(
    ("deed", "fields", "sentence"),
    [
        ("progress", {"on": TODAY.isoformat()}, "Say what has been done."),
        ("progress", {"text": "Begun", "on": "soon"}, "This is not a date."),
        ("progress", {"text": "x" * 100_000, "on": TODAY.isoformat()}, "Use 5,000 characters at most."),
        ("progress", {"text": "a\x00b", "on": TODAY.isoformat()}, "Null characters are not allowed."),
        ("extend", {"text": "Later", "due_on": TODAY.isoformat(), "on": TODAY.isoformat()}, "does not come after"),
        ("hand-over", {"on": TODAY.isoformat()}, "Name the person or the post that has it now."),
        ("complete", {"on": TODAY.isoformat()}, "Say what was done."),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_what_was_typed_is_kept(office, deed, fields, sentence):
    response = tell(office, deed, ["TRA-2026-1"], **fields)
    assert response.status_code == 422
    html = response.content.decode()
    assert sentence in html
    assert 'name="chosen" value="TRA-2026-1"' in html
    assert not LedgerUpdate.objects.exists()


def test_a_day_that_has_not_come_is_refused_by_every_entry(office):
    tomorrow = (TODAY + dt.timedelta(days=1)).isoformat()
    shown = tell(office, "progress", ["TRA-2026-1"], step="preview", text="Begun", on=tomorrow)
    assert shown.context["taken"] == []
    assert "A day that has not come yet cannot be recorded." in shown.content.decode()


def test_what_a_wrong_day_left_out_is_asked_about_again(office, publisher):
    today = add_action(
        committee=LedgerEntry.objects.get(reference="TRA-2026-1").committee,
        text="Made today",
        made_on=TODAY,
        by=publisher,
    ).reference
    early = {"text": "Begun", "on": (TODAY - dt.timedelta(days=1)).isoformat()}
    shown = tell(office, "progress", ["TRA-2026-1", today], step="preview", **early)
    assert [entry.reference for entry, _ in shown.context["refused"]] == [today]
    fields = re.findall(r'name="(chosen|left_out)" value="([^"]+)"', shown.content.decode())
    assert sorted(fields) == [("chosen", "TRA-2026-1"), ("left_out", today)]
    again = tell(office, "progress", ["TRA-2026-1"], step="again", left_out=[today], **early)
    assert {entry.reference for entry in again.context["entries"]} == {"TRA-2026-1", today}
    tell(office, "progress", ["TRA-2026-1"], step="write", left_out=[today], text="Begun", on=TODAY.isoformat())
    assert LedgerUpdate.objects.get().entry.reference == "TRA-2026-1"


def test_entries_of_others_and_of_the_other_kind_are_as_if_they_were_not(transport_office):
    for chosen in (["ART-2026-1"], ["TRA-2026-R1"], ["\x00"], ["x" * 100_000], []):
        response = tell(transport_office, "progress", chosen, **PROGRESS)
        assert response.status_code == 302, chosen
    assert not LedgerUpdate.objects.exists()
    assert "Choose at least one entry" in transport_office.get("/office/ledger/").content.decode()


def test_more_than_two_hundred_are_too_many(office, monkeypatch):
    monkeypatch.setattr("actions.lists.together_views.MOST", 1)
    assert tell(office, "progress", ["TRA-2026-1", "ART-2026-1"], **PROGRESS).status_code == 302
    assert not LedgerUpdate.objects.exists()


def test_nobody_hands_over_a_recommendation_and_no_deed_is_unknown(office):
    assert tell(office, "hand-over", ["TRA-2026-R1"], kind="recommendation").status_code == 404
    assert tell(office, "lose", ["TRA-2026-1"]).status_code == 404
    assert office.get(f"{TOGETHER}progress/").status_code == 405
    assert tell(office, "progress", ["TRA-2026-R1"], kind="recommendation", **PROGRESS).status_code == 302
    assert LedgerUpdate.objects.get().entry.reference == "TRA-2026-R1"


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/office/", "javascript:x"])
def test_the_way_back_leads_to_the_list_alone(office, back):
    assert tell(office, "progress", ["TRA-2026-1"], back=back, **PROGRESS)["Location"] == "/office/ledger/"


def test_an_entry_whose_owner_has_no_address_is_left_out_of_a_chase(office):
    shown = tell(office, "chase", ["TRA-2026-1"], step="")
    assert [entry.reference for entry, _ in shown.context["refused"]] == ["TRA-2026-1"]
    assert shown.context["taken"] == []
    tell(office, "chase", ["TRA-2026-1"])
    assert not Message.objects.exists()
    assert "Nobody was written to" in office.get("/office/ledger/").content.decode()


def test_a_past_day_offers_no_deeds(office):
    assert 'name="chosen"' in office.get("/office/ledger/").content.decode()
    assert 'name="chosen"' not in office.get("/office/ledger/?as_at=2026-03-01").content.decode()


def test_a_page_costs_as_many_queries_for_many_rows_as_for_few(
    office, django_assert_max_num_queries, django_assert_num_queries
):
    with django_assert_max_num_queries(8) as few:
        listed(office)
    for _ in range(19):
        sent(more(updates=[{"kind": "progress", "on": TODAY, "text": "Begun"}]), 3)
    with django_assert_num_queries(len(few)):
        assert len(listed(office)) == 21
