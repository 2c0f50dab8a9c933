"""What is published keeps its address, and what another meeting keeps to itself stays there."""

import datetime as dt

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from factories import CommitteeFactory, DocumentFactory, ItemFactory, held_meeting

from meetings.editions.models import PublishedMeeting
from meetings.models import Correction, MinuteSeries
from meetings.policies.exempt_words import paragraphs_named
from portal.publishing.door import publish
from portal.publishing.reasons import why_not_publish
from portal.publishing.remains import editions_that_show_more
from portal.search.models import SearchEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(publisher):
    committee = CommitteeFactory(name="Transport", slug="transport", code="TRA")
    meeting = held_meeting(committee=committee, date=dt.date(2026, 2, 3))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return meeting


@pytest.mark.parametrize("name", ["slug", "code"])
def test_a_published_committee_keeps_its_address(held, name):
    setattr(held.committee, name, "OTHER")
    with pytest.raises(IntegrityError, match="a published address is permanent"), transaction.atomic():
        held.committee.save()


def test_a_published_meeting_keeps_its_address_and_committee(held):
    held.slug = "2026-02-04"
    with pytest.raises(IntegrityError, match="a published address is permanent"), transaction.atomic():
        held.save()
    held.refresh_from_db()
    held.committee = CommitteeFactory()
    with pytest.raises(IntegrityError, match="a published address is permanent"), transaction.atomic():
        held.save()


def test_a_meeting_that_nobody_published_may_move():
    meeting = held_meeting()
    meeting.slug = "2026-12-31"
    meeting.save()


def test_a_postponed_meeting_keeps_its_address_under_a_new_date(held, publisher):
    held.date = dt.date(2026, 2, 10)
    held.save()
    publish(meeting=held, by=publisher, reason="The date was wrong")
    row = PublishedMeeting.objects.get()
    assert (row.slug, row.date) == ("2026-02-03", dt.date(2026, 2, 10))


def test_a_line_that_was_moved_to_another_meeting_is_refused_with_a_sentence(held):
    other = held_meeting(committee=held.committee, date=dt.date(2026, 3, 3))
    group = held.items.get().outcome_groups.get(position=2)
    group.item, group.position = other.items.get(), 9
    group.save()
    assert any("belongs to TRA-2026-1, made at another meeting" in reason for reason in why_not_publish(other))


def test_a_renamed_committee_keeps_its_published_name_until_it_is_published(held, publisher):
    held.committee.name = "Transport and Secret Plans"
    held.committee.save()
    ItemFactory(meeting=held, position=2)
    edition = publish(meeting=held, by=publisher, reason="More")
    assert edition.content["committee"]["name"] == "Transport"


def test_the_title_of_another_meetings_draft_item_is_not_told(held, publisher):
    later = held_meeting(committee=held.committee, date=dt.date(2026, 3, 3))
    item = ItemFactory(meeting=later, position=7, title="A secret title")
    held.minutes_state, held.minutes_signed_by = "approved", "The chairperson"
    held.minutes_approved_on, held.minutes_approved_at = later.date, item
    held.save()
    Correction.objects.create(meeting=held, noted_at=item, text="Monday reads Tuesday")

    edition = publish(meeting=held, by=publisher, reason="Approved")

    assert "secret title" not in edition.document
    assert edition.content["meeting"]["approved_at"]["label"] == "3 March 2026"
    publish(meeting=later, by=publisher, reason="Agenda")
    held.notes = "Approved in March"
    held.save()
    assert "item 7: A secret title" in publish(meeting=held, by=publisher, reason="With a note").document


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("under paragraphs 1 and 3 of Part 1 of Schedule 12A", {1, 3}),
        ("paragraph 3 of Schedule 12A", {3}),
        ("paragraphs 1, 2 and 7", {1, 2, 7}),
        ("under paragraph 12", {12}),
        ("section 100A", set()),
    ],
)
def test_paragraphs_that_a_resolution_names(text, numbers):
    assert paragraphs_named(text) == numbers


def test_earlier_editions_that_show_more_are_named(held, publisher):
    paper = DocumentFactory.with_file(meeting=held)
    assert editions_that_show_more(publish(meeting=held, by=publisher, reason="The paper came")) == []
    paper.is_restricted, paper.file = True, f"restricted/{paper.file.name}"
    paper.exempt_paragraph, paper.exempt_reason = 3, "It would harm the bargaining of the council."
    paper.exempt_review_on = dt.date(2027, 1, 1)
    paper.save()
    assert editions_that_show_more(publish(meeting=held, by=publisher, reason="The paper went")) == [2]


def test_minutes_that_break_off_say_so(held, publisher, client):
    item = held.items.get()
    item.is_cut_off = True
    item.series = MinuteSeries.objects.create(committee=held.committee, name="s", begun_on=held.date)
    item.minute_number = "7"
    item.save()
    publish(meeting=held, by=publisher, reason="It breaks off")
    assert (
        b"These minutes were taken from a page that broke off here."
        in client.get("/meetings/transport/2026-02-03/").content
    )


def test_a_refused_method_gets_a_page_of_ours(held, client):
    response = client.post("/meetings/")
    assert response.status_code == 405
    assert b"This page is for reading" in response.content
    assert response["Allow"] == "GET, HEAD"


def test_search_entries_follow_from_the_edition(held):
    from portal.publishing.verification import faults

    SearchEntry.objects.first().delete()
    assert "what the search finds of it" in str(next(faults()))
