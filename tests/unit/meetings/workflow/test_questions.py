"""Deeds on the register of questions: numbers, decisions, answers, re-issues, what was sent in."""

import datetime as dt
import json

import pytest
from django.utils import timezone
from factories import CommitteeFactory, MeetingFactory, QuestionFactory, SubmissionFactory

from meetings.models import Question, QuestionAnswer, SupplementaryResponse
from meetings.workflow.change import RefusedError
from meetings.workflow.question_answers import (
    add_answer,
    add_response,
    change_answer,
    promise_answer,
    reissue_answer,
    remove_answer,
    save_supplementary,
)
from meetings.workflow.question_submissions import set_question_aside, take_question
from meetings.workflow.questions import add_question, change_question, decide_question, move_question, remove_question
from portal.accounts.permissions import NotPermittedError
from portal.audit.models import AuditEvent
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db
RULE = {"reason": "It is defamatory.", "rule": "Rule 11.4"}


@pytest.fixture
def meeting():
    committee = CommitteeFactory(name="Transport", slug="transport", code="TRA")
    return MeetingFactory(committee=committee, date=dt.date(2026, 2, 3), status="scheduled", start=dt.time(10))


def came_in(meeting, by, *, is_accepted=False, **fields):
    question = Question(**{"kind": "public", "questioner": "Ms Lark", "text": "Why?"} | fields)
    return add_question(meeting=meeting, question=question, is_accepted=is_accepted, by=by)


def numbers(meeting):
    return [(row.questioner, row.number) for row in meeting.questions.in_order()]


def test_numbers_are_given_in_the_order_of_acceptance(meeting, clerk):
    first = came_in(meeting, clerk, questioner="A")
    second = came_in(meeting, clerk, questioner="B")
    came_in(meeting, clerk, questioner="C", kind="member", is_accepted=True)
    assert numbers(meeting) == [("A", ""), ("B", ""), ("C", "MQ 1")]

    decide_question(question=second, state="accepted", by=clerk)
    decide_question(question=first, state="disallowed", by=clerk, **RULE)
    assert numbers(meeting) == [("A", "PQ 2"), ("B", "PQ 1"), ("C", "MQ 1")]
    decide_question(question=second, state="withdrawn", by=clerk)
    assert came_in(meeting, clerk, questioner="D", is_accepted=True).number == "PQ 3"


def test_a_refusal_needs_reason_and_rule_and_takes_no_answered_question(meeting, clerk):
    question = came_in(meeting, clerk, is_accepted=True)
    with pytest.raises(RefusedError, match="under which rule"):
        decide_question(question=question, state="disallowed", by=clerk, reason="Rude", rule=" ")
    add_answer(question=question, answer=QuestionAnswer(text="So."), by=clerk)
    with pytest.raises(RefusedError, match="has an answer"):
        decide_question(question=question, state="disallowed", by=clerk, **RULE)


def test_a_public_question_keeps_number_and_place_in_the_record(meeting, clerk, publisher):
    question = came_in(meeting, clerk, is_accepted=True)
    other = came_in(meeting, clerk, is_accepted=True)
    question.number = "PQ 2"
    with pytest.raises(RefusedError, match="Another question of the meeting is PQ 2"):
        change_question(question=question, changed=["number"], by=clerk)
    question.number = "PQ 7"
    change_question(question=question, changed=["number"], by=clerk)
    publish(meeting=meeting, by=publisher, reason="Questions")

    question.number = "PQ 1"
    with pytest.raises(RefusedError, match="PQ 7 is public under this number"):
        change_question(question=question, changed=["number"], by=clerk)
    with pytest.raises(RefusedError, match="not removed"):
        remove_question(question=Question.objects.get(pk=other.pk), by=clerk)
    with pytest.raises(RefusedError, match="is public"):
        decide_question(question=question, state="received", by=clerk)
    decide_question(question=question, state="withdrawn", by=clerk)
    edition = publish(meeting=meeting, by=publisher, reason="One was withdrawn")
    assert [told["number"] for told in edition.content["questions"]] == ["PQ 2"]
    assert came_in(meeting, clerk, is_accepted=True).number == "PQ 8"


def test_another_kind_brings_another_number(meeting, clerk):
    question = came_in(meeting, clerk, is_accepted=True)
    question.kind = "member"
    change_question(question=question, changed=["kind"], by=clerk)
    assert numbers(meeting) == [("Ms Lark", "MQ 1")]


def test_questions_move_among_their_kind(meeting, clerk):
    rows = [came_in(meeting, clerk, questioner=name) for name in "AB"]
    came_in(meeting, clerk, questioner="M", kind="member")
    rows.append(came_in(meeting, clerk, questioner="C"))
    move_question(question=rows[2], up=True, by=clerk)
    move_question(question=rows[0], up=True, by=clerk)
    assert [name for name, _ in numbers(meeting)] == ["A", "C", "B", "M"]
    meeting.questions.update(position=0)
    move_question(question=rows[0], up=False, by=clerk)
    assert [name for name, _ in numbers(meeting)] == ["B", "A", "C", "M"]


def test_a_public_answer_is_reissued_and_never_changed(meeting, clerk, publisher):
    question = came_in(meeting, clerk, is_accepted=True)
    leader = add_answer(question=question, answer=QuestionAnswer(by="The Leader", text="Soon."), by=clerk)
    officer = add_answer(question=question, answer=QuestionAnswer(by="Head of Ferries", text="In May."), by=clerk)
    leader.text = "Very soon."
    change_answer(answer=leader, by=clerk)
    publish(meeting=meeting, by=publisher, reason="Questions and answers")

    for deed in (change_answer, remove_answer):
        with pytest.raises(RefusedError, match="Re-issue it"):
            deed(answer=officer, by=clerk)
    again = QuestionAnswer(by="Head of Ferries", text="In June.", given_on=dt.date(2026, 2, 9))
    with pytest.raises(RefusedError, match="why the answer is re-issued"):
        reissue_answer(earlier=officer, answer=again, by=clerk)
    again.reissued_because = "the month was wrong."
    reissue_answer(earlier=officer, answer=again, by=clerk)
    with pytest.raises(RefusedError, match="re-issued already"):
        reissue_answer(earlier=officer, answer=QuestionAnswer(**AGAIN), by=clerk)
    edition = publish(meeting=meeting, by=publisher, reason="An answer was re-issued")

    (told,) = edition.content["questions"]
    assert [(answer["by"], answer["html"]) for answer in told["answers"]] == [
        ("The Leader", "<p>Very soon.</p>"),
        ("Head of Ferries", "<p>In June.</p>"),
    ]
    assert told["answers"][1]["reissues"] == [{"on": "2026-02-09", "because": "the month was wrong."}]
    assert told["response_html"] == "<p>Very soon.</p><p>In June.</p>"
    assert "In May." in meeting.editions.get(number=1).document


AGAIN = {"text": "In July.", "given_on": dt.date(2026, 2, 10), "reissued_because": "again."}


def test_a_reissue_that_is_not_public_yet_can_be_taken_back(meeting, clerk, publisher):
    question = came_in(meeting, clerk, is_accepted=True)
    first = add_answer(question=question, answer=QuestionAnswer(text="In May."), by=clerk)
    second = reissue_answer(earlier=first, answer=QuestionAnswer(**AGAIN), by=clerk)
    early = QuestionAnswer(**AGAIN | {"given_on": dt.date(2026, 2, 9)})
    with pytest.raises(RefusedError, match="on the day of the earlier one, or later"):
        reissue_answer(earlier=second, answer=early, by=clerk)
    remove_answer(answer=second, by=clerk)
    assert question.standing_answers == [first]


def test_one_answer_without_a_date_is_told_as_it_always_was(meeting, clerk, publisher):
    question = came_in(meeting, clerk, is_accepted=True)
    add_answer(question=question, answer=QuestionAnswer(by="The Leader", text="Soon."), by=clerk)
    (told,) = publish(meeting=meeting, by=publisher, reason="Questions").content["questions"]
    assert (told["response_html"], told["response_by"]) == ("<p>Soon.</p>", "The Leader")
    assert "answers" not in told


def test_an_answer_is_promised_to_an_accepted_question(meeting, clerk):
    question = came_in(meeting, clerk)
    with pytest.raises(RefusedError, match="Accept the question"):
        promise_answer(question=question, on=dt.date(2026, 2, 20), by=clerk)
    question = decide_question(question=question, state="accepted", by=clerk)
    promise_answer(question=question, on=dt.date(2026, 2, 20), by=clerk)
    decide_question(question=question, state="disallowed", by=clerk, **RULE)
    assert Question.objects.get().answer_promised_by is None
    with pytest.raises(RefusedError, match="it is not answered"):
        add_answer(question=question, answer=QuestionAnswer(text="So."), by=clerk)


def test_the_supplementary_round_holds_together(meeting, clerk):
    question = came_in(meeting, clerk, is_accepted=True)
    with pytest.raises(RefusedError, match="supplementary question first"):
        add_response(question=question, response=SupplementaryResponse(text="So."), by=clerk)
    question.supplementary = "And then?"
    save_supplementary(question=question, by=clerk)
    add_response(question=question, response=SupplementaryResponse(by="The Leader", text="So."), by=clerk)
    question.supplementary_disallowed_reason = "It named somebody."
    with pytest.raises(RefusedError, match="Remove it before"):
        save_supplementary(question=question, by=clerk)
    question.supplementary_disallowed_reason, question.supplementary = "", ""
    with pytest.raises(RefusedError, match="its words stay"):
        save_supplementary(question=question, by=clerk)


def test_what_was_sent_in_becomes_a_question_once(meeting, clerk):
    sent = SubmissionFactory(meeting=meeting, is_name_withheld=True)
    question = take_question(submission=sent, meeting=meeting, is_accepted=True, by=clerk)
    assert (question.number, question.received_at, question.asked_by) == ("PQ 1", sent.sent_at, "Name withheld")
    assert question.contact_email == "gwil@post.example"
    sent.refresh_from_db()
    assert (sent.email, sent.taken_by, sent.question) == ("", clerk, question)
    with pytest.raises(RefusedError, match="took it in already"):
        take_question(submission=sent, meeting=meeting, is_accepted=False, by=clerk)
    with pytest.raises(RefusedError, match="took it in already"):
        set_question_aside(submission=sent, meeting=meeting, because="Twice", by=clerk)


def test_what_is_not_confirmed_is_not_taken(meeting, clerk):
    sent = SubmissionFactory(meeting=meeting, confirmed_at=None)
    with pytest.raises(RefusedError, match="not confirmed"):
        take_question(submission=sent, meeting=meeting, is_accepted=True, by=clerk)
    other = SubmissionFactory(meeting=meeting)
    with pytest.raises(RefusedError, match="Say why"):
        set_question_aside(submission=other, meeting=meeting, because=" ", by=clerk)
    set_question_aside(submission=other, meeting=meeting, because="It was no question.", by=clerk)
    other.refresh_from_db()
    assert other.set_aside_because == "It was no question."


def test_a_councillor_enters_nothing(meeting, councillor):
    with pytest.raises(NotPermittedError):
        came_in(meeting, councillor)


def test_the_audit_log_knows_neither_name_nor_contact_details(meeting, clerk):
    """It is kept for ever: what is removed after twelve months must never have been in it."""
    fields = {"questioner": "Quennell Secret", "place": "Hidden Green", "is_name_withheld": True}
    contact = {"contact_email": "q@post.example", "contact_phone": "01632 960999", "contact_address": "1 Hidden Green"}
    question = came_in(meeting, clerk, is_accepted=True, **fields, **contact)
    question.contact_phone, question.questioner = "01632 960998", "Quennell Other"
    before = AuditEvent.objects.count()
    change_question(question=question, changed=["contact_phone", "questioner"], by=clerk)
    assert AuditEvent.objects.count() == before + 1, "that it was changed is noted"
    assert timezone.now() - question.who_changed_at < dt.timedelta(minutes=5)
    Question.objects.filter(pk=question.pk).update(contact_email="other@post.example")
    Question.objects.filter(pk=question.pk).delete()

    told = json.dumps(list(AuditEvent.objects.values("subject", "verb", "deed", "before", "after")), default=str)
    assert "Why?" in told
    for secret in ("Quennell", "Hidden Green", "post.example", "01632"):
        assert secret not in told


def test_questions_of_another_meeting_are_not_reached(meeting, clerk):
    elsewhere = QuestionFactory()
    elsewhere.meeting = meeting
    with pytest.raises(RefusedError, match="Somebody else removed"):
        decide_question(question=elsewhere, state="accepted", by=clerk)
