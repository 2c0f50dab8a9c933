"""Every late response: those that came after their due date beside those that are still awaited."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone
from factories import CommitteeFactory, held_meeting

from actions.models import LedgerEntry, LedgerUpdate
from actions.projection import append_update
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db

MADE = dt.date(2026, 2, 3)
DUE = dt.date(2026, 4, 3)


@pytest.fixture
def answers(publisher):
    """A recommendation of each kind by name: answered in time, answered late, late without an answer, and unsent."""
    committee = CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")
    publish(meeting=held_meeting(committee=committee, date=MADE), by=publisher, reason="Draft minutes")
    unsent = LedgerEntry.objects.get(kind="recommendation")
    found = {"unsent": unsent.reference}
    for number, (name, days) in enumerate({"in time": 0, "late": 9, "unanswered": None}.items(), 2):
        entry = LedgerEntry.objects.get(pk=unsent.pk)
        entry.pk, entry.number, entry.line_key, entry.text = None, number, uuid.uuid4(), "the stop be moved; and"
        entry.reference = found[name] = f"TRA-2026-R{number}"
        entry.save(force_insert=True)
        told(entry, "sent", MADE, due_on=DUE)
        if days is not None:
            told(
                entry, "response", DUE + dt.timedelta(days=days), verdict="noted", text="We saw it.", by_name="Cabinet"
            )
    return found


def told(entry, kind, on, **fields):
    append_update(LedgerUpdate(entry=entry, kind=kind, on=on, published_at=timezone.now(), **fields))


def html_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def listed(client, query):
    return [entry.reference for entry in client.get(f"/recommendations/?{query}").context["page_obj"].object_list]


def test_filters_find_what_came_late_and_what_is_late(answers, client):
    assert listed(client, "answered=late") == [answers["late"]]
    assert listed(client, "late=on") == [answers["unanswered"]]
    assert listed(client, "answered=any-late") == [answers["unanswered"], answers["late"]]
    assert listed(client, "answered=any-late&committee=transport&sort=-due&late=on") == [answers["unanswered"]]


def test_the_list_leads_to_every_late_response_and_back(answers, client):
    link = '<a href="?committee=transport&amp;answered=any-late">Every response that was or is late</a>'
    assert link in html_of(client, "/recommendations/?committee=transport&page=1")
    back = '<a href="?committee=transport">Show responses in time as well</a>'
    assert back in html_of(client, "/recommendations/?committee=transport&answered=any-late&page=1")
    assert "was or is late" not in html_of(client, "/actions/")


def test_a_list_without_a_late_response_leads_to_an_empty_one_that_says_so(client):
    assert "Every response that was or is late" in html_of(client, "/recommendations/")
    assert "No published recommendation fits these filters." in html_of(client, "/recommendations/?answered=any-late")


def test_lists_and_pages_say_by_how_many_days(answers, client):
    told_late = "answered 9 days late"
    assert html_of(client, "/recommendations/").count(told_late) == 1
    page = html_of(client, f"/recommendations/{answers['late']}/")
    assert '<dd><time datetime="2026-04-12">12 April 2026</time> <span class="late">9 days late</span></dd>' in page
    assert '<span class="late">Answered 9 days late</span>' in page
    in_time = html_of(client, f"/recommendations/{answers['in time']}/")
    assert "3 April 2026" in in_time
    assert "days late" not in in_time


def test_a_meeting_says_it_beside_the_line(answers, client, publisher):
    entry = LedgerEntry.objects.get(reference=answers["unsent"])
    told(entry, "sent", MADE, due_on=DUE)
    told(entry, "response", DUE + dt.timedelta(days=1), verdict="noted", text="We saw it.", by_name="Cabinet")
    assert "Answered 1 day late" in html_of(client, entry.meeting.get_absolute_url())


def test_rows_can_be_understood_alone(answers, client):
    """With the title of the item, a capital letter and no "and" at the end; the text is the link to the entry."""
    entry = LedgerEntry.objects.get(reference=answers["unanswered"])
    for address in ("/", "/committees/transport/"):
        html = html_of(client, address)
        assert f'<span class="row__item">{entry.item_title}</span>' in html
        assert f'<a href="/recommendations/{entry.reference}/">The stop be moved</a>' in html
    html = html_of(client, "/recommendations/")
    assert f'<span class="table__minor">{entry.item_title}</span><span>The stop be moved</span>' in html
    assert "the stop be moved</p>" in html_of(client, f"/recommendations/{entry.reference}/")


def test_follow_up_of_a_meeting_says_what_each_entry_is_about(answers, client):
    entry = LedgerEntry.objects.get(reference=answers["unsent"])
    LedgerEntry.objects.filter(pk=entry.pk).update(text="one two three four five six seven eight nine ten eleven")
    html = html_of(client, entry.meeting.get_absolute_url())
    assert '<span class="glance__words">One two three four five six seven eight nine …</span>' in html


def test_the_page_of_the_record_explains_a_late_answer(client):
    assert "?answered=any-late" in html_of(client, "/about/")
