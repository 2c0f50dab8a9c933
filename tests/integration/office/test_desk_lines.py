"""Each kind of line of the desk: for whom, by when, under which rule, and where its click leads."""

import datetime as dt

import pytest
from django.utils import timezone
from factories import (
    CommitteeFactory,
    DocumentFactory,
    GrantFactory,
    ItemFactory,
    MeetingFactory,
    QuestionFactory,
    UserFactory,
    held_meeting,
)
from freezing import on_the_day

from actions.models import LedgerEntry
from meetings.models import Meeting, Report, Submission
from meetings.workflow.ready import mark_ready
from meetings.workspace.desk import Desk, Urgency
from portal.accounts.models import Role
from portal.desk.gathering import grouped, lines_of
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db
DESK = "/office/"
# A Monday, with no holiday near.
TODAY = dt.date(2026, 10, 5)


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    on_the_day(monkeypatch, TODAY)


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


def after(days):
    return TODAY + dt.timedelta(days=days)


def desk_of(user, **narrowed):
    return lines_of(Desk(user, TODAY, **narrowed))


def only(lines, what):
    (found,) = [line for line in lines if line.what.startswith(what)]
    return found


def test_an_agenda_is_due_on_the_last_lawful_day_by_the_reading_that_rules(clerk):
    item = ItemFactory(meeting=MeetingFactory(date=dt.date(2026, 10, 15), committee__name="Transport"))
    line = only(desk_of(clerk), "Publish the agenda, which gives notice too")
    assert (line.due, line.urgency(TODAY), line.committee) == (dt.date(2026, 10, 7), Urgency.WEEK, "Transport")
    assert "at least 5 clear days" in line.rule
    assert line.beside == "Section 243: Thursday 8 October 2026"
    assert line.url == f"/office/publish/{item.meeting.committee.slug}/2026-10-15/?what=agenda"


@pytest.mark.parametrize(
    ("day", "told", "urgency"),
    [
        (dt.date(2026, 10, 9), "4 days late", Urgency.OVERDUE),
        (dt.date(2026, 10, 13), "today", Urgency.TODAY),
        (dt.date(2026, 10, 14), "tomorrow", Urgency.WEEK),
        (dt.date(2026, 10, 20), "in 7 days", Urgency.WEEK),
        (dt.date(2026, 10, 21), "in 8 days", Urgency.LATER),
    ],
)
def test_how_urgent_it_is_stands_there_in_words(clerk, day, told, urgency):
    ItemFactory(meeting=MeetingFactory(date=day))
    lines = [line for line in desk_of(clerk) if "agenda" in line.what]
    (group,) = grouped(lines, TODAY)
    assert (group.urgency, [row.told for row in group.rows]) == (urgency, [told])


def test_a_meeting_without_agenda_and_notice_wants_both(clerk):
    meeting = MeetingFactory(date=dt.date(2026, 10, 20), status="provisional")
    agenda, notice = only(desk_of(clerk), "Make the agenda"), only(desk_of(clerk), "Give notice")
    assert agenda.url == f"/office/meetings/{meeting.committee.slug}/2026-10-20/#agenda"
    assert "Schedule 12, paragraph 4" in notice.rule
    assert agenda.due == notice.due == dt.date(2026, 10, 12)
    assert "provisional meeting of Tuesday 20 October 2026" in agenda.about


def test_the_meetings_own_earlier_date_goes_before_the_lawful_one_and_a_later_one_does_not(clerk):
    meeting = MeetingFactory(date=dt.date(2026, 10, 20), publication_deadline=dt.date(2026, 10, 8))
    assert only(desk_of(clerk), "Make the agenda").due == dt.date(2026, 10, 8)
    Meeting.objects.filter(pk=meeting.pk).update(publication_deadline=dt.date(2026, 10, 16))
    line = only(desk_of(clerk), "Make the agenda")
    assert (line.due, "which is too late" in line.rule) == (dt.date(2026, 10, 12), True)


def test_what_falls_due_in_months_stands_in_the_year_alone(clerk):
    MeetingFactory(date=after(65))
    assert desk_of(clerk) == []


def test_a_publisher_sees_first_what_is_ready(clerk, publisher):
    meeting = ItemFactory(meeting=MeetingFactory(date=dt.date(2026, 10, 15))).meeting
    mark_ready(meeting=meeting, by=clerk)
    groups = grouped(desk_of(publisher), TODAY)
    assert [line.line.what for line in groups[0].rows] == ["Publish what is ready"]
    assert groups[0].urgency == Urgency.READY
    assert not [line for line in desk_of(publisher) if line.what.startswith("Publish the agenda")]
    assert not [line for line in desk_of(clerk) if line.is_ready]
    assert only(desk_of(clerk), "Publish the agenda")


def test_questions_close(clerk):
    closes = dt.datetime(2026, 10, 9, 16, tzinfo=dt.UTC)  # 5pm in summer
    meeting = MeetingFactory(date=dt.date(2026, 10, 15), questions_deadline=closes)
    line = only(desk_of(clerk), "Questions close")
    assert (line.due, line.url.endswith("#questions")) == (dt.date(2026, 10, 9), True)
    assert "by 5pm" in line.rule
    Meeting.objects.filter(pk=meeting.pk).update(questions_deadline=None)
    assert only(desk_of(clerk), "Questions close").due == dt.date(2026, 10, 9)


def test_questions_without_an_answer(clerk):
    meeting = MeetingFactory(date=dt.date(2026, 10, 19), committee__name="Transport")  # a Monday
    asked = [QuestionFactory(meeting=meeting, number=f"PQ {number}", state="accepted") for number in (1, 2, 3)]
    QuestionFactory(meeting=meeting, number="PQ 4", state="accepted", response="So.")
    QuestionFactory(meeting=meeting, number="PQ 5", state="disallowed", disallowed_reason="No", disallowed_rule="4.1")
    asked[2].answer_promised_by = dt.date(2026, 10, 30)
    asked[2].save()
    line = only(desk_of(clerk), "Get the answers to PQ 1 and PQ 2")
    assert (line.due, line.committee) == (dt.date(2026, 10, 16), "Transport")
    assert line.url.endswith(f"#question-{asked[0].pk}")
    assert "supplement" in line.rule
    promised = only(desk_of(clerk), "Get the answer to PQ 3")
    assert (promised.due, "promised" in promised.rule) == (dt.date(2026, 10, 30), True)

    Meeting.objects.filter(pk=meeting.pk).update(date=dt.date(2026, 10, 2))
    late = only(desk_of(clerk), "Get the answers to PQ 1 and PQ 2")
    assert (late.due, late.urgency(TODAY)) == (dt.date(2026, 10, 2), Urgency.OVERDUE)
    assert only(desk_of(clerk), "Get the answer to PQ 3").urgency(TODAY) == Urgency.LATER
    Meeting.objects.filter(pk=meeting.pk).update(status="cancelled", status_reason="Snow")
    assert not [line for line in desk_of(clerk) if line.what.startswith("Get the answer")]


def test_many_questions_without_an_answer_are_one_line(clerk):
    meeting = MeetingFactory(date=dt.date(2026, 10, 19))
    for number in range(1, 13):
        QuestionFactory(meeting=meeting, number=f"PQ {number}", state="accepted")
    assert only(desk_of(clerk), "Get the answer").what == "Get the answers to 12 questions"


def test_papers_that_are_to_follow(clerk):
    item = ItemFactory(meeting=MeetingFactory(date=dt.date(2026, 10, 7)), title="Buses", state="to follow")
    line = only(desk_of(clerk), "Bring in the papers of item")
    assert (line.due, line.url.endswith("#papers")) == (dt.date(2026, 10, 7), True)
    assert "were to be public by Tuesday 29 September 2026" in line.rule
    item.state = ""
    item.save()
    assert not [line for line in desk_of(clerk) if line.duty == "papers"]


def test_reports_that_are_not_complete(clerk):
    paper = DocumentFactory(meeting=MeetingFactory(date=dt.date(2026, 10, 20)), title="Buses")
    report = Report.objects.create(document=paper)
    assert only(desk_of(clerk), "Complete the report").what == (
        "Complete the report “Buses”: no reviewer is entered, background papers are not listed"
    )
    reviewer = report.reviewers.create(role="Legal")
    assert "a review is not done" in only(desk_of(clerk), "Complete the report").what
    reviewer.reviewed_on = TODAY
    reviewer.save()
    Report.objects.update(background_papers="None identified")
    assert not [line for line in desk_of(clerk) if line.duty == "papers"]


def test_restrictions_are_reviewed_however_old_they_are(clerk):
    meeting = MeetingFactory(date=dt.date(2019, 3, 5), status="held")
    exempt = {"exempt_paragraph": 3, "exempt_reason": "Prices"}
    ItemFactory(meeting=meeting, is_exempt=True, exempt_review_on=after(-2), **exempt)
    DocumentFactory(meeting=meeting, title="Bids", is_restricted=True, exempt_review_on=after(30), **exempt)
    DocumentFactory(meeting=meeting, title="Plans", is_restricted=True, exempt_review_on=after(31), **exempt)
    lines = [line for line in desk_of(clerk) if line.duty == "restricted"]
    assert [(line.due, line.urgency(TODAY)) for line in lines] == [
        (after(-2), Urgency.OVERDUE),
        (after(30), Urgency.LATER),
    ]


def test_minutes_are_written_published_and_approved_at_the_next_meeting(clerk, publisher):
    meeting = MeetingFactory(date=after(-4), status="held")
    item = ItemFactory(meeting=meeting)
    line = only(desk_of(clerk), "Write the minutes")
    assert line.due == dt.date(2026, 10, 15)
    assert "own aim" in line.rule
    assert "No law" in line.rule
    item.minutes_html, item.minutes_revision = "<p>Buses</p>", 1
    item.save()
    Meeting.objects.filter(pk=meeting.pk).update(minutes_state="draft")
    assert only(desk_of(clerk), "Publish the draft minutes").url.endswith("?what=draft-minutes")
    meeting.refresh_from_db()
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    assert only(desk_of(clerk), "Enter the meeting that approves").due is None
    following = MeetingFactory(committee=meeting.committee, date=after(20))
    MeetingFactory(committee=meeting.committee, date=after(10), status="cancelled", status_reason="Snow")
    line = only(desk_of(clerk), "Approve the minutes on")
    assert (line.due, "paragraph 41" in line.rule) == (after(20), True)
    assert line.url == f"/office/meetings/{meeting.committee.slug}/{following.slug}/#minutes"
    Meeting.objects.filter(pk=meeting.pk).update(
        minutes_state="approved", minutes_approved_on=after(-1), minutes_signed_by="Cllr Pellow"
    )
    assert only(desk_of(clerk), "Publish the approved minutes").due == dt.date(2026, 10, 16)


def test_the_attendance_is_taken_on_the_day(clerk):
    MeetingFactory(date=TODAY)
    assert only(desk_of(clerk), "Take the attendance").urgency(TODAY) == Urgency.TODAY


def test_a_lost_meeting_is_published_as_lost(clerk):
    MeetingFactory(date=after(9), status="cancelled", status_reason="Snow")
    assert only(desk_of(clerk), "Publish that it is cancelled").due == after(9)


def submission(**fields):
    meeting = MeetingFactory(date=after(9))
    sent = {"committee": meeting.committee, "name": "Ms Lark", "text": "Why?", "sent_at": timezone.now()}
    return Submission.objects.create(
        **{"kind": "question", "meeting": meeting, "key_digest": f"{Submission.objects.count()}", **sent, **fields}
    )


def test_submissions_wait_once_they_are_confirmed(clerk):
    row = submission()
    assert not [line for line in desk_of(clerk) if "Ms Lark" in line.what]
    row.confirmed_at = timezone.now()
    row.save()
    assert only(desk_of(clerk), "Take in or set aside a question from Ms Lark").due == after(9)
    submission(kind="topic", meeting=None, confirmed_at=timezone.now())
    assert only(desk_of(clerk), "Take in or set aside a topic").due is None
    Submission.objects.update(taken_at=timezone.now(), taken_by=clerk)
    assert not [line for line in desk_of(clerk) if "Ms Lark" in line.what]


@pytest.fixture
def ledger(publisher):
    """A recommendation and an action of a committee, both published; the action is due 30 days after the meeting."""
    meeting = held_meeting(committee=CommitteeFactory(code="TRA"), date=after(-40))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return LedgerEntry.objects.actions().get()


def test_late_actions_stand_on_the_desk(clerk, ledger):
    line = only(desk_of(clerk), f"Chase action {ledger.reference}: Clerk to the committee")
    assert (line.due, line.url) == (after(-10), ledger.get_absolute_url())
    assert "set when it agreed the action" in line.rule


def test_more_late_actions_than_the_desk_has_room_for(clerk, publisher, ledger, monkeypatch):
    other = held_meeting(date=after(-60))
    publish(meeting=other, by=publisher, reason="Draft minutes")
    monkeypatch.setattr("actions.office.due.AT_MOST", 1)
    lines = desk_of(clerk)
    assert only(lines, f"Chase action {ledger.reference}")
    assert only(lines, "Look through what is late").url == "/actions/?late=on"


def test_the_desk_is_that_of_the_own_committees(client, ledger):
    MeetingFactory(date=after(9), committee__code="OTHER")
    user = UserFactory()
    GrantFactory(user=user, role=Role.CLERK, scope="OTHER")
    lines = desk_of(user)
    assert {line.duty.value for line in lines} == {"agendas", "questions"}
    client.force_login(user)
    assert ledger.reference not in client.get(DESK).content.decode()


def test_the_desk_is_narrowed_by_the_address(signed_in, ledger):
    mine = MeetingFactory(date=after(9), committee__name="Harbours", committee__slug="harbours").committee
    text = signed_in.get(f"{DESK}?committee=harbours").content.decode()
    assert "Give notice of the meeting" in text
    assert ledger.reference not in text
    text = signed_in.get(f"{DESK}?about=ledger").content.decode()
    assert ledger.reference in text
    assert "Give notice" not in text
    assert mine.name in text


@pytest.mark.parametrize(
    "query", ["committee=none", "about=x", "committee=%00", "about=%00", f"committee={'x' * 9000}"]
)
def test_the_desk_takes_whatever_is_asked(signed_in, query):
    MeetingFactory(date=after(9))
    response = signed_in.get(f"{DESK}?{query}")
    assert response.status_code == 200
    assert "Give notice of the meeting" in response.content.decode()


def test_the_desk_asks_no_more_for_twenty_lines_of_each_kind_than_for_two(
    signed_in, publisher, django_assert_num_queries, django_assert_max_num_queries
):
    def more(number):
        for _ in range(number):
            meeting = MeetingFactory(date=after(9 + number % 3), slug=f"m-{Meeting.objects.count()}")
            ItemFactory(meeting=meeting, state="to follow")
            Report.objects.create(document=DocumentFactory(meeting=meeting))
            exempt = {"exempt_paragraph": 3, "exempt_reason": "Prices", "exempt_review_on": TODAY}
            ItemFactory(meeting=meeting, is_exempt=True, **exempt)
            DocumentFactory(meeting=meeting, is_restricted=True, **exempt)
            submission(confirmed_at=timezone.now())
            MeetingFactory(date=after(-5), status="held")
            publish(meeting=held_meeting(date=after(-40)), by=publisher, reason="Draft minutes")

    more(2)
    with django_assert_max_num_queries(20) as asked:
        signed_in.get(DESK)
    more(18)
    with django_assert_num_queries(len(asked)):
        assert len(signed_in.get(DESK).context["groups"]) >= 3


def test_an_administrator_is_told_what_there_is_to_do(client, administrator):
    client.force_login(administrator)
    text = client.get(DESK).content.decode()
    assert "edits no committee" in text
    assert 'href="/office/users/"' in text
    assert 'href="/office/audit/"' in text
