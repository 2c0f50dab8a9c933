"""Papers that come out after the agenda carry the number of their supplement."""

import io

import pytest
from factories import ItemFactory, MeetingFactory
from made_files import examined

from meetings.models import Document
from meetings.workflow.papers import bring_in, remove_paper
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    meeting = MeetingFactory(status="scheduled")
    ItemFactory(meeting=meeting, position=1, agenda_number="1", title="Buses")
    return meeting


def bring(meeting, by, name):
    content = f"%PDF {name}".encode()
    found = examined(content, f"{name}.pdf")
    return bring_in(
        meeting=meeting, item=meeting.items.get(), examined=found, source=io.BytesIO(content), by=by
    ).document


def numbers():
    return dict(Document.objects.values_list("title", "supplement"))


def test_papers_of_the_agenda_carry_no_number_and_those_of_supplements_theirs(meeting, publisher):
    bring(meeting, publisher, "Plan")
    publish(meeting=meeting, by=publisher, reason="Agenda")
    assert numbers() == {"Plan": None}
    bring(meeting, publisher, "Map")
    bring(meeting, publisher, "Table")
    first = publish(meeting=meeting, by=publisher, reason="Two papers")
    bring(meeting, publisher, "Letter")
    second = publish(meeting=meeting, by=publisher, reason="A letter")

    assert numbers() == {"Plan": None, "Map": 1, "Table": 1, "Letter": 2}
    listed = {paper["title"]: paper.get("supplement") for paper in first.content["items"][0]["documents"]}
    assert listed == {"Plan": None, "Map": 1, "Table": 1}
    assert second.stage == "supplement"


def test_supplement_without_papers_takes_no_number(meeting, publisher):
    publish(meeting=meeting, by=publisher, reason="Agenda")
    meeting.notes = "Use the side door."
    meeting.save()
    publish(meeting=meeting, by=publisher, reason="The door")
    bring(meeting, publisher, "Map")
    publish(meeting=meeting, by=publisher, reason="A map")
    assert numbers() == {"Map": 1}


def test_number_of_papers_that_are_gone_is_not_used_again(meeting, publisher):
    publish(meeting=meeting, by=publisher, reason="Agenda")
    gone = bring(meeting, publisher, "Map")
    publish(meeting=meeting, by=publisher, reason="A map")
    remove_paper(document=gone, reason="Wrong map", by=publisher)
    publish(meeting=meeting, by=publisher, reason="The map was wrong")
    bring(meeting, publisher, "New map")
    publish(meeting=meeting, by=publisher, reason="The right map")
    assert numbers() == {"New map": 2}


def test_restricted_paper_is_in_no_supplement(meeting, publisher):
    publish(meeting=meeting, by=publisher, reason="Agenda")
    Document.objects.filter(pk=bring(meeting, publisher, "Tender").pk).update(
        title="A tender",
        is_restricted=True,
        file="restricted/t",
        exempt_paragraph=3,
        exempt_reason="Bids",
        exempt_review_on="2027-01-01",
    )
    bring(meeting, publisher, "Map")
    publish(meeting=meeting, by=publisher, reason="A map")
    assert numbers() == {"A tender": None, "Map": 1}


def test_public_page_says_the_number(client, meeting, publisher):
    publish(meeting=meeting, by=publisher, reason="Agenda")
    bring(meeting, publisher, "Map")
    publish(meeting=meeting, by=publisher, reason="A map")
    page = client.get(f"/meetings/{meeting.committee.slug}/{meeting.slug}/").content.decode()
    assert page.count("Supplement 1") >= 2, "beside the item, and among all papers"
