"""Questions are taken until the published deadline, to the minute; those sent in time are confirmed a little later."""

import dataclasses
import datetime as dt

import pytest
from asking import ASK, DEADLINE, QUESTION, Clock, coming_meeting, committee_of, filled, last_link
from django.core.cache import cache

from meetings.models import Submission
from portal import conditional
from portal.kept_pages import pages
from portal.publishing.door import publish, publish_committee, withdraw
from portal.release import release

pytestmark = pytest.mark.django_db
MEETING = "/meetings/transport/2026-10-28/"
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    cache.clear()
    pages.clear()
    yield Clock(monkeypatch, DEADLINE - dt.timedelta(days=2))
    pages.clear()


@pytest.fixture
def committee(publisher):
    return committee_of(publisher)


@pytest.fixture
def meeting(publisher, committee, clock):
    return coming_meeting(publisher, committee)


def send(client, clock, capture, **changed):
    words = filled(client, ASK, **changed)
    clock.pass_by(seconds=10)
    with capture(execute=True):
        return client.post(ASK, words)


def test_the_deadline_is_published_with_its_rule_across_the_end_of_summer_time(meeting, client):
    facts = meeting.editions.get().content["meeting"]
    assert facts["questions_deadline"] == "2026-10-22T17:00:00+01:00"
    assert facts["questions_rule"] == "3 clear working days before the meeting"
    page = client.get(ASK).content.decode()
    assert "5pm on Thursday 22 October 2026" in page
    assert "3 clear working days before the meeting" in page


def test_an_hour_of_winter_time_is_told_in_winter_time(publisher, committee, clock, client):
    clock.at = dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC)
    coming_meeting(publisher, committee, date=dt.date(2026, 11, 4))
    page = "/meetings/transport/2026-11-04/ask/"
    assert "5pm on Thursday 29 October 2026" in client.get(page).content.decode()
    clock.at = dt.datetime(2026, 10, 29, 16, 59, tzinfo=dt.UTC)
    assert b"<form" in client.get(page).content
    clock.at += MINUTE
    assert b"The deadline for questions has passed" in client.get(page).content


def test_the_form_closes_at_the_deadline_to_the_minute(meeting, client, clock, django_capture_on_commit_callbacks):
    words = filled(client, ASK)
    clock.at = DEADLINE - MINUTE
    assert b'name="text"' in client.get(ASK).content
    clock.at = DEADLINE
    closed = client.get(ASK)
    assert closed.status_code == 200
    assert b'name="text"' not in closed.content
    assert "3 clear working days before the meeting" in closed.content.decode()
    refused = client.post(ASK, words)
    assert refused.status_code == 422
    assert QUESTION["text"] in refused.content.decode(), "what was written can be copied"
    assert not Submission.objects.exists()


def test_a_question_sent_in_the_last_minute_is_taken(meeting, client, clock, django_capture_on_commit_callbacks):
    clock.at = DEADLINE - MINUTE
    assert send(client, clock, django_capture_on_commit_callbacks).status_code == 302


@pytest.mark.parametrize(("after", "status"), [(dt.timedelta(minutes=119), 302), (dt.timedelta(hours=2), 422)])
def test_what_was_sent_in_time_may_be_confirmed_for_two_hours(
    meeting, client, clock, django_capture_on_commit_callbacks, after, status
):
    clock.at = DEADLINE - MINUTE
    send(client, clock, django_capture_on_commit_callbacks)
    clock.at = DEADLINE + after
    link = last_link()
    assert client.post(link).status_code == status
    row = Submission.objects.get()
    assert (row.confirmed_at is not None) == (status == 302)
    if status == 422:
        page = client.get(link).content.decode()
        assert "It is too late for this meeting" in page
        assert "5pm on Thursday 22 October 2026" in page
        assert "Yes, confirm" not in page


def test_the_next_meeting_that_takes_questions_is_offered(meeting, publisher, committee, client, clock):
    coming_meeting(publisher, committee, date=dt.date(2026, 11, 25))
    clock.at = DEADLINE
    assert "/meetings/transport/2026-11-25/ask/" in client.get(ASK).content.decode()
    clock.at = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    assert "No other meeting takes questions at present" in client.get(ASK).content.decode()


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_a_meeting_that_is_lost_takes_none(
    meeting, publisher, client, clock, django_capture_on_commit_callbacks, status
):
    send(client, clock, django_capture_on_commit_callbacks)
    meeting.status, meeting.status_reason = status, "The hall is flooded."
    meeting.save()
    publish(meeting=meeting, by=publisher, reason="Lost")
    page = client.get(ASK).content.decode()
    assert "This meeting takes no questions" in page
    assert "The hall is flooded." in page
    assert 'name="text"' not in page
    assert client.post(last_link()).status_code == 422
    assert "does not take place" in client.get(last_link()).content.decode()


def test_a_provisional_meeting_takes_none_yet(publisher, committee, client):
    coming_meeting(publisher, committee, status="provisional")
    assert "Its date is provisional" in client.get(ASK).content.decode()


def test_a_meeting_nobody_knows_of_is_not_found(meeting, publisher, client):
    assert client.get("/meetings/transport/2030-01-01/ask/").status_code == 404
    assert client.post("/meetings/nowhere/2026-10-28/ask/").status_code == 404
    withdraw(edition=meeting.editions.get(), by=publisher, reason="By mistake")
    assert client.get(ASK).status_code == 404


def test_the_hour_that_an_officer_set_counts_without_a_rule(publisher, committee, client, clock):
    own = dt.datetime(2026, 10, 26, 12, tzinfo=dt.UTC)
    coming_meeting(publisher, committee, questions_deadline=own)
    page = client.get(ASK).content.decode()
    assert "noon on Monday 26 October 2026" in page
    assert "clear working days" not in page


def test_a_draft_of_the_deadline_changes_nothing(meeting, client, clock):
    meeting.questions_deadline = DEADLINE + dt.timedelta(days=3)
    meeting.save()
    clock.at = DEADLINE
    assert b'name="text"' not in client.get(ASK).content


# The way to the form stands on pages that are kept.


@pytest.mark.parametrize("kept", [0, 1])
def test_the_link_goes_at_the_deadline_from_kept_pages_too(meeting, client, clock, settings, monkeypatch, kept):
    settings.KEEP_PAGES_MB = kept
    running = dataclasses.replace(release(), at=DEADLINE - dt.timedelta(days=30))
    monkeypatch.setattr(conditional, "release", lambda: running)
    clock.at = DEADLINE - MINUTE
    first = client.get(MEETING)
    assert ASK in first.content.decode()
    again = {"if-none-match": first["ETag"]}
    assert client.get(MEETING, headers=again).status_code == 304
    clock.at = DEADLINE
    after = client.get(MEETING, headers=again)
    assert after.status_code == 200
    assert ASK not in after.content.decode()
    assert client.get(MEETING, headers={"if-modified-since": first["Last-Modified"]}).status_code == 200


def test_an_earlier_edition_and_the_preview_lead_to_no_form(meeting, publisher, client):
    meeting.notes = "Please use the side door."
    meeting.save()
    publish(meeting=meeting, by=publisher, reason="The notes were missing")
    assert ASK not in client.get(f"{MEETING}editions/1/").content.decode()
    assert ASK in client.get(MEETING).content.decode()


def test_a_committee_that_takes_none_is_believed_once_it_is_published(meeting, committee, publisher, client, settings):
    settings.KEEP_PAGES_MB = 1
    page, suggest = "/committees/transport/", "/committees/transport/suggest/"
    before = {address: client.get(address) for address in (MEETING, page)}
    assert suggest in before[page].content.decode()
    committee.takes_questions = committee.takes_topics = False
    committee.save()
    assert ASK in client.get(MEETING).content.decode()
    publish_committee(committee=committee, by=publisher, reason="We stop")
    for address, earlier in before.items():
        after = client.get(address, headers={"if-none-match": earlier["ETag"]})
        assert after.status_code == 200
        assert not {ASK, suggest} & set(after.content.decode().split('"'))
    assert "This meeting takes no questions here" in client.get(ASK).content.decode()
    assert client.get(suggest).status_code == 404


@pytest.mark.parametrize(("kind", "takes", "is_open"), [
    ("scrutiny", None, True), ("scrutiny", False, False), ("cabinet", None, False), ("cabinet", True, True),
])  # fmt: skip
def test_who_takes_questions(publisher, client, kind, takes, is_open):
    committee = committee_of(publisher, kind=kind, takes_questions=takes, takes_topics=takes)
    coming_meeting(publisher, committee)
    assert (ASK in client.get(MEETING).content.decode()) is is_open
    assert (b'name="text"' in client.get(ASK).content) is is_open
    assert client.get("/committees/transport/suggest/").status_code == (200 if is_open else 404)
