"""Until when questions come in, and which number is next."""

import datetime as dt

import pytest
from factories import MeetingFactory, QuestionFactory

from meetings.models import Holiday
from meetings.policies.deadlines import deadlines_of
from meetings.policies.questions import next_number, public_questions
from meetings.policies.questions_close import closing_of
from portal.publishing.door import publish


@pytest.mark.parametrize(
    ("kind", "taken", "number"),
    [
        ("public", [], "PQ 1"),
        ("member", ["PQ 4"], "MQ 1"),
        ("public", ["PQ 1", "PQ 10", "MQ 12"], "PQ 11"),
        ("public", ["PQ 2A", "", "pq 3"], "PQ 4"),
        ("public", ["PQ", "PQ one"], "PQ 1"),
    ],
)
def test_the_next_number_follows_the_highest_of_its_kind(kind, taken, number):
    assert next_number(kind, taken) == number


@pytest.mark.django_db
def test_questions_close_three_clear_days_before_unless_the_meeting_says_otherwise():
    for day in (dt.date(2022, 4, 15), dt.date(2022, 4, 18)):
        Holiday.objects.get_or_create(day=day, defaults={"name": "Easter", "kind": "bank"})
    meeting = MeetingFactory(date=dt.date(2022, 4, 26))
    by_rule = dt.datetime(2022, 4, 20, 16, tzinfo=dt.UTC)  # 5pm in summer time

    closing = closing_of(meeting, deadlines_of(meeting))
    assert (closing.at, closing.has_passed(by_rule)) == (by_rule, False)
    assert "3 clear days before the meeting" in closing.rule
    assert closing.has_passed(by_rule + dt.timedelta(minutes=1))
    assert "its own deadline" not in closing.rule
    assert closing.is_late(by_rule + dt.timedelta(seconds=1))
    assert not closing.is_late(by_rule)
    assert not closing.is_late(None)

    meeting.questions_deadline = dt.datetime(2022, 4, 21, 11, tzinfo=dt.UTC)
    own = closing_of(meeting, deadlines_of(meeting))
    assert own.at == meeting.questions_deadline
    assert "By the rule that is 20 April 2022" in own.rule


@pytest.mark.django_db
def test_what_the_public_reads_is_known_by_number_and_words(publisher):
    meeting = MeetingFactory(date=dt.date(2026, 2, 3), status="scheduled", start=dt.time(10))
    question = QuestionFactory(meeting=meeting, response="So.", response_by="The Leader")
    answer = question.answers.get()
    assert not public_questions(meeting).holds(question)
    publish(meeting=meeting, by=publisher, reason="Questions")

    public = public_questions(meeting)
    assert public.numbers == ["PQ 1"]
    assert public.holds(question)
    assert public.holds_answer(question, answer)
    answer.text = "Otherwise."
    assert not public.holds_answer(question, answer)
