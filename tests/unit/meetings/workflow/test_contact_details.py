"""Contact details go twelve months after the meeting, by the nightly job and by command."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from factories import CommitteeFactory, MeetingFactory, QuestionFactory, SubmissionFactory

from meetings.models import Question, Submission
from meetings.tasks import remove_old_contact_details
from meetings.workflow.contact_details import remove_contact_details
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
MEETING_DAY = dt.date(2025, 2, 28)
CONTACT = {"contact_email": "lark@post.example", "contact_phone": "01632 960111", "contact_address": "1 Long Lane"}


@pytest.fixture
def meeting():
    committee = CommitteeFactory(name="Transport", slug="transport", code="TRA")
    return MeetingFactory(committee=committee, date=MEETING_DAY)


def test_they_go_twelve_months_after_the_meeting_and_the_row_says_when(meeting):
    question = QuestionFactory(meeting=meeting, **CONTACT)
    sent = SubmissionFactory(meeting=meeting, phone="01632 960112")
    later = QuestionFactory(meeting=MeetingFactory(date=dt.date(2025, 3, 1)), **CONTACT)

    assert remove_contact_details(today=dt.date(2026, 2, 27)) == 0
    assert remove_contact_details(today=dt.date(2026, 2, 28)) == 2
    assert remove_contact_details(today=dt.date(2026, 2, 28)) == 0

    for row in (question, sent, later):
        row.refresh_from_db()
    assert not question.has_contact_details
    assert question.questioner == "Ms Ada Lark"
    assert question.contact_removed_on == sent.contact_removed_on == dt.date(2026, 2, 28)
    assert (sent.email, sent.phone) == ("", "")
    assert later.has_contact_details


def test_the_setting_says_how_long(meeting, settings):
    settings.CONTACT_MONTHS = 1
    QuestionFactory(meeting=meeting, **CONTACT)
    assert remove_contact_details(today=dt.date(2025, 3, 28)) == 1


def test_topics_count_from_the_day_they_were_sent(meeting):
    sent_at = dt.datetime(2025, 2, 28, 23, 30, tzinfo=dt.UTC)
    SubmissionFactory(
        meeting=None, committee=meeting.committee, kind="topic", title="Trams", sent_at=sent_at, confirmed_at=sent_at
    )
    assert remove_contact_details(today=dt.date(2026, 2, 27)) == 0
    assert remove_contact_details(today=dt.date(2026, 2, 28)) == 1


def test_what_nobody_confirmed_goes_after_a_week(meeting):
    sent_at = dt.datetime(2025, 2, 1, 12, tzinfo=dt.UTC)
    SubmissionFactory(meeting=meeting, sent_at=sent_at, confirmed_at=None)
    assert remove_contact_details(today=dt.date(2025, 2, 8)) == 0
    assert remove_contact_details(today=dt.date(2025, 2, 9)) == 1
    assert not Submission.objects.exists()


def test_the_command_prints_a_line_for_each_and_names_nobody(meeting, capsys):
    QuestionFactory(meeting=meeting, **CONTACT)
    SubmissionFactory(meeting=meeting, confirmed_at=None)
    call_command("remove_contact_details", "--dry-run", "--before=2025-03-01")
    told = capsys.readouterr().out
    assert "Contact details of PQ 1 to transport/2025-02-28" in told
    assert "Would remove 2 rows." in told
    assert "Lark" not in told
    assert Question.objects.get().has_contact_details

    call_command("remove_contact_details", "--before=2025-03-01")
    assert "Removed 2 rows." in capsys.readouterr().out
    assert not Question.objects.get().has_contact_details
    assert not AuditEvent.objects.filter(after__icontains="01632").exists()
    with pytest.raises(CommandError, match="not a day"):
        call_command("remove_contact_details", "--before=soon")


def test_the_night_removes_what_is_due(meeting):
    question = QuestionFactory(meeting=meeting, **CONTACT)
    remove_old_contact_details()
    question.refresh_from_db()
    assert not question.has_contact_details


def test_the_command_leaves_what_coming_meetings_need(meeting):
    QuestionFactory(meeting=meeting, **CONTACT)
    with pytest.raises(CommandError, match="has not come yet"):
        call_command("remove_contact_details", "--before=2099-01-01")
    assert Question.objects.get().has_contact_details
