"""What reports and restricted business keep from being published, and where each reason leads."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import DocumentFactory, GroupFactory, ItemFactory, MeetingFactory, OutcomeFactory, held_meeting

from meetings.editions.difference import difference
from meetings.models import Document
from meetings.workflow.reports import Reviewer, begin_report, save_report, save_review
from portal.publishing.door import publish
from portal.publishing.presenting import reason_rows
from portal.publishing.reasons import why_not_publish
from portal.publishing.stage import foresee
from portal.publishing.transitions import What

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 4, 9)


@pytest.fixture
def meeting():
    meeting = MeetingFactory(date=dt.date(2027, 4, 28))
    ItemFactory(meeting=meeting, position=1, title="Bus services")
    return meeting


@pytest.fixture
def paper(meeting, clerk, settings):
    """A report that was brought in by the office: nobody has reviewed it yet."""
    settings.REPORT_REVIEWERS = ["Legal", "Finance"]
    paper = DocumentFactory.with_file(meeting=meeting, item=meeting.items.get(), kind="report", title="Evening buses")
    begin_report(document=paper, by=clerk)
    return paper


def review(paper, clerk, *reviewers, approver="Head of Transport"):
    approved_on = DAY if approver else None
    save_review(document=paper, reviewers=reviewers, approver=approver, approved_on=approved_on, by=clerk)


def complete(paper, clerk):
    review(paper, clerk, Reviewer("Legal", "A. Lawyer", DAY))
    values = {"background_papers": "None identified", "wards": "All wards", "recommendations": "That it be noted"}
    save_report(document=paper, values=values, by=clerk, verb="saved")


def reasons(meeting, **options):
    return [str(reason) for reason in why_not_publish(meeting, **options)]


@pytest.mark.parametrize(
    ("reviewers", "approver", "words"),
    [
        ([], "Head of Transport", "nobody is entered as its reviewer"),
        ([Reviewer("Legal", "A. Lawyer", DAY), Reviewer("Finance")], "Head of Transport", "not complete for Finance"),
        ([Reviewer("Legal", "A. Lawyer"), Reviewer("Risk")], "Head of Transport", "not complete for Legal, Risk"),
        ([Reviewer("Legal", "A. Lawyer", DAY)], "", "nobody has approved it yet"),
    ],
)
def test_a_report_that_is_not_reviewed_is_not_published(meeting, paper, clerk, reviewers, approver, words):
    complete(paper, clerk)
    review(paper, clerk, *reviewers, approver=approver)
    (reason,) = reasons(meeting)
    assert reason.startswith("The report “Evening buses” cannot be published before its reviewers' section is complete")
    assert words in reason


@pytest.mark.parametrize("background", ["", "  \n "])
def test_background_papers_are_listed_or_said_to_be_none(meeting, paper, clerk, background):
    complete(paper, clerk)
    save_report(document=paper, values={"background_papers": background}, by=clerk, verb="saved")
    (reason,) = reasons(meeting)
    assert "lists no background papers" in reason


def test_a_report_that_is_complete_is_published_with_its_header(meeting, paper, clerk, publisher, client):
    complete(paper, clerk)
    before = publish(meeting=meeting, by=publisher, reason="Agenda").content
    (listed,) = before["items"][0]["documents"]
    assert listed["report"] == {
        "classification": "", "decision_type": "", "wards": "All wards", "purpose": "",
        "recommendations": ["That it be noted"], "background_papers": [],
        "reviewers": [{"role": "Legal", "name": "A. Lawyer", "on": "2026-04-09"}],
        "approver": "Head of Transport", "approved_on": "2026-04-09",
    }  # fmt: skip
    html = client.get(reverse("meetings:meeting-detail", args=[meeting.committee.slug, meeting.slug])).content.decode()
    about = html.partition("About this report")[2].partition("</details>")[0]
    assert all(words in about for words in ("All wards", "None identified", "Legal: A. Lawyer, 9 April 2026"))

    save_report(document=paper, values={"wards": "Orrin Vale"}, by=clerk, verb="saved")
    after = publish(meeting=meeting, by=publisher, reason="The ward").content
    (changed,) = difference(before, after).changed_items
    assert [(fact.label, fact.after) for fact in changed.papers[0].facts] == [("Wards affected", "Orrin Vale")]


def test_a_report_that_came_with_a_document_is_asked_nothing(meeting, publisher):
    DocumentFactory(meeting=meeting, item=meeting.items.get(), kind="report")
    assert reasons(meeting) == []
    (listed,) = publish(meeting=meeting, by=publisher, reason="Agenda").content["items"][0]["documents"]
    assert "report" not in listed


@pytest.mark.parametrize("change", [{"kind": "appendix"}, {"is_restricted": True}])
def test_what_is_no_open_report_needs_no_review(meeting, paper, change):
    if "is_restricted" in change:
        change |= {"file": "restricted/x.pdf", "exempt_paragraph": 3, "exempt_reason": "R", "exempt_review_on": DAY}
    Document.objects.filter(pk=paper.pk).update(**change)
    assert reasons(meeting) == []


def test_a_report_of_an_exempt_item_needs_no_review(meeting, paper):
    meeting.items.update(is_exempt=True, exempt_paragraph=3, exempt_reason="R", exempt_review_on=DAY)
    assert reasons(meeting) == []


def test_a_notice_asks_for_none_of_this_and_an_agenda_does(meeting, paper, publisher):
    assert foresee(meeting=meeting, what=What.NOTICE, by=publisher).all_reasons == []
    agenda = foresee(meeting=meeting, what=What.AGENDA, by=publisher).all_reasons
    rows = reason_rows(agenda, of=meeting)
    page = reverse("office:paper", args=[meeting.committee.slug, meeting.slug, paper.pk])
    assert [row["url"] for row in rows] == [f"{page}#review", f"{page}#background"]


def test_minutes_ask_for_the_review_too(paper, publisher):
    held = held_meeting(date=dt.date(2026, 2, 3))
    Document.objects.filter(pk=paper.pk).update(meeting=held, item=held.items.get())
    minutes = foresee(meeting=held, what=What.DRAFT_MINUTES, by=publisher).all_reasons
    assert any("Evening buses" in reason for _, reason in minutes)


def test_a_restricted_paper_needs_its_reason_and_one_of_an_exempt_item_has_it(meeting):
    item = meeting.items.get()
    paper = DocumentFactory(
        meeting=meeting, item=item, is_restricted=True, title="Prices", exempt_paragraph=None, exempt_reason="",
        exempt_review_on=None,
    )  # fmt: skip
    (reason,) = why_not_publish(meeting)
    assert reason.startswith("The paper “Prices” is restricted without a paragraph of Schedule 12A")
    assert reason.url == f"{reverse('office:paper', args=[meeting.committee.slug, meeting.slug, paper.pk])}#restriction"
    assert reasons(meeting, with_agenda=False) == []
    meeting.items.update(is_exempt=True, exempt_paragraph=3, exempt_reason="R", exempt_review_on=DAY)
    assert reasons(meeting) == []


def test_a_summary_is_asked_for_unless_what_remains_is_a_fair_record():
    held = held_meeting(date=dt.date(2026, 2, 3))
    exclusion = ItemFactory(meeting=held, position=2, kind="exclusion of the public")
    OutcomeFactory(group=GroupFactory(item=exclusion), text="That the public be excluded under paragraph 3", anchor="x")
    item = ItemFactory(
        meeting=held, position=3, is_exempt=True, exempt_paragraph=3, exempt_reason="R", exempt_review_on=DAY
    )
    (reason,) = why_not_publish(held)
    assert "has no public summary" in reason
    assert reason.place == f"row-{item.pk}"
    held.items.filter(pk=item.pk).update(needs_no_summary=True)
    assert reasons(held) == []


def test_the_public_may_be_excluded_without_a_reason_for_urgency(publisher):
    meeting = MeetingFactory(date=timezone.localdate() + dt.timedelta(days=1))
    ItemFactory(meeting=meeting, position=1)
    publish(meeting=meeting, by=publisher, reason="Agenda")
    ItemFactory(meeting=meeting, position=2, title="Exclusion", kind="exclusion of the public")
    assert foresee(meeting=meeting, what=What.SUPPLEMENT, by=publisher).all_reasons == []
    ItemFactory(meeting=meeting, position=3, title="Ferries")
    ((_, reason),) = foresee(meeting=meeting, what=What.SUPPLEMENT, by=publisher).all_reasons
    assert reason.startswith("“Ferries” is added to the agenda after the last day")


def test_papers_that_never_came_are_a_hint_to_the_publisher_of_minutes(client, publisher):
    held = held_meeting(date=dt.date(2026, 2, 3))
    ItemFactory(meeting=held, position=2, title="Ferries", state="to follow")
    client.force_login(publisher)
    address = reverse("door:publish", args=[held.committee.slug, held.slug])
    html = client.get(address, {"what": "draft-minutes"}).content.decode()
    assert "Item 2 Ferries still says that its papers are to follow" in html
    assert "Nothing speaks against it" in html
