"""The register of questions in the workspace: its forms, what they refuse, and the page that comes of them."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factories import (
    CommitteeFactory,
    ItemFactory,
    MeetingFactory,
    QuestionFactory,
    SubmissionFactory,
    held_meeting,
)
from lxml import html
from office_forms import form_of, workspace_of

from meetings.models import Question
from portal.publishing.door import publish
from portal.publishing.reasons import why_not_publish

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
LONG = "Why is the bus late, and why does nobody at the council answer? " * 60


@pytest.fixture
def office(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def meeting():
    committee = CommitteeFactory(name="Transport", slug="transport", code="TRA")
    return MeetingFactory(committee=committee, date=dt.date(2026, 2, 3), status="scheduled", start=dt.time(10))


def address(meeting, name, *more):
    return reverse(f"office:{name}", args=[meeting.committee.slug, meeting.slug, *more])


def words(response):
    return " ".join(html.fromstring(response.content).text_content().split())


def sent_form(office, meeting, form_id, *, opened=None, **typed):
    """Fills a form of the page as a browser without scripts would, and sends it; answers with what comes back."""
    page = office.get(address(meeting, "question", opened) if opened else workspace_of(meeting))
    fields, action = form_of(page, form_id)
    names = set(html.fromstring(page.content).get_element_by_id(form_id).fields)
    named = {next(full for full in names if full.endswith(f"-{name}")): value for name, value in typed.items()}
    return office.post(action, fields | named)


def entered(office, meeting, **typed):
    response = sent_form(office, meeting, "questions-form", **{"is_accepted": "on"} | typed)
    assert response.status_code == 302, words(response)
    return meeting.questions.latest("pk")


def test_a_question_from_the_post_is_entered_and_late_ones_are_marked(office, meeting):
    row = entered(
        office, meeting, questioner="Ms Lark", place="Wexcombe", text="Why?", contact_email="lark@post.example",
        received_at="2026-01-20T09:00", addressed_to="The Leader",
    )  # fmt: skip
    assert (row.number, row.state, row.contact_email) == ("PQ 1", "accepted", "lark@post.example")
    late = entered(office, meeting, questioner="Mr Moor", text="When?", received_at="2026-02-02T09:00", kind="member")
    assert late.number == "MQ 1"
    page = office.get(workspace_of(meeting))
    assert "Questions had to be in by 5pm on Wednesday 28 January 2026." in words(page)
    assert words(page).count("Received late") == 1
    assert "Never published" in words(page)


def test_a_form_that_is_refused_keeps_what_was_typed(office, meeting):
    response = sent_form(office, meeting, "questions-form", questioner="", text=LONG, contact_email="no address")
    assert response.status_code == 422
    assert not Question.objects.exists()
    assert LONG.strip() in response.content.decode()
    assert "Enter a valid email address" in words(response)


@pytest.mark.parametrize("text", ["Why\x00?", "a" * 100_000, ""], ids=["nul", "long", "none"])
def test_odd_words_are_refused_with_a_sentence(office, meeting, text):
    response = sent_form(office, meeting, "questions-form", questioner="Ms Lark", text=text)
    assert response.status_code == 422
    assert "There is a problem" in words(response)


def test_a_question_is_disallowed_with_reason_and_rule(office, meeting):
    row = QuestionFactory(meeting=meeting, number="", state="received", text="Is Mr X a thief?")
    form = f"question-{row.pk}-decision"
    refused = sent_form(office, meeting, form, opened=row.pk, state="disallowed", reason="It is defamatory.")
    assert refused.status_code == 422
    assert "under which rule" in words(refused)
    assert 'value="It is defamatory."' in refused.content.decode()
    done = sent_form(
        office, meeting, form, opened=row.pk, state="disallowed", reason="It is defamatory.", rule="Rule 11"
    )
    assert done.status_code == 302
    row.refresh_from_db()
    assert (row.state, row.number) == ("disallowed", "PQ 1")


def test_two_clerks_do_not_overwrite_each_other(office, meeting):
    row = QuestionFactory(meeting=meeting)
    fields, action = form_of(office.get(address(meeting, "question", row.pk)), f"question-{row.pk}-details")
    Question.objects.update(text="Why are buses always late?")
    fields[f"question-{row.pk}-question-text"] = ["Why are buses early?"]
    refused = office.post(action, fields)
    assert refused.status_code == 422
    assert "Somebody else changed this" in words(refused)
    again, action = form_of(refused, f"question-{row.pk}-details")
    assert office.post(action, again).status_code == 302
    row.refresh_from_db()
    assert row.text == "Why are buses early?"


def test_what_was_sent_in_waits_at_the_top_and_is_taken_or_set_aside(office, meeting):
    sent, other = SubmissionFactory(meeting=meeting), SubmissionFactory(meeting=meeting, name="Ms Bell")
    SubmissionFactory(meeting=meeting, name="Mr Unconfirmed", confirmed_at=None)
    page = office.get(workspace_of(meeting))
    assert "Sent in by the public form, waiting: 2" in words(page)
    assert "Unconfirmed" not in words(page)

    assert office.post(address(meeting, "sent-question-take", sent.pk), {"then": "accept"}).status_code == 302
    refused = office.post(address(meeting, "sent-question-set-aside", other.pk), {f"sent-{other.pk}-because": ""})
    assert refused.status_code == 422
    done = office.post(
        address(meeting, "sent-question-set-aside", other.pk), {f"sent-{other.pk}-because": "No question"}
    )
    assert done.status_code == 302
    assert [row.number for row in meeting.questions.all()] == ["PQ 1"]
    assert "Sent in by the public form" not in words(office.get(workspace_of(meeting)))
    twice = office.post(address(meeting, "sent-question-take", sent.pk), {"then": "accept"}, **HTMX)
    assert twice.status_code == 422
    assert "took it in already" in words(twice)


def test_rows_of_another_meeting_are_not_found(office, meeting):
    row = QuestionFactory(meeting=MeetingFactory(), response="So.", supplementary="And?")
    own = QuestionFactory(meeting=meeting)
    response = row.supplementary_responses.create(text="So.")
    sent = SubmissionFactory(meeting=row.meeting)
    addresses = [
        *(address(meeting, name, row.pk) for name in ("question-change", "question-decide", "question-move")),
        address(meeting, "answer-change", own.pk, row.answers.get().pk),
        address(meeting, "answer-reissue", own.pk, row.answers.get().pk),
        address(meeting, "response-remove", own.pk, response.pk),
        address(meeting, "sent-question-take", sent.pk),
    ]
    assert [office.post(one).status_code for one in addresses] == [404] * len(addresses)
    assert office.get(address(meeting, "question", row.pk)).status_code == 404


def test_a_script_gets_the_part_with_the_question_open(office, meeting):
    row = QuestionFactory(meeting=meeting)
    panel = office.get(address(meeting, "question", row.pk), **HTMX)
    assert f'id="question-{row.pk}-answer"' in panel.content.decode()
    assert "<main" not in panel.content.decode()
    data = {f"question-{row.pk}-answer-text": "Traffic.", f"question-{row.pk}-answer-by": "The Leader"}
    answered = office.post(address(meeting, "answer-add", row.pk), data, **HTMX)
    assert answered.status_code == 200
    assert 'id="questions"' in answered.content.decode()
    assert "1 answer" in words(answered)
    assert office.post(address(meeting, "question-move", row.pk), {"direction": "sideways"}).status_code == 422


def test_contact_details_are_for_those_who_edit_the_record(meeting, councillor, publisher, office):
    row = QuestionFactory(meeting=meeting, contact_email="lark@post.example")
    QuestionFactory(meeting=meeting, number="PQ 2", contact_removed_on=dt.date(2026, 2, 1))
    assert "lark@post.example" in office.get(address(meeting, "question", row.pk)).content.decode()
    publish(meeting=meeting, by=publisher, reason="Questions")
    reader = Client()
    reader.force_login(councillor)
    assert reader.get(workspace_of(meeting)).status_code == 404
    for name in ("meetings:meeting-detail", "meetings:edition-list"):
        public = reader.get(reverse(name, args=["transport", meeting.slug]))
        assert b"lark@post.example" not in public.content
    removed = meeting.questions.get(number="PQ 2")
    assert "were removed on 1 February 2026" in words(office.get(address(meeting, "question", removed.pk)))


def test_minutes_wait_until_every_question_is_dealt_with(publisher, clerk):
    meeting = held_meeting(date=dt.date(2026, 2, 3))
    asked = QuestionFactory(meeting=meeting, number="", state="received", questioner="Quentin", is_name_withheld=True)
    open_one = QuestionFactory(meeting=meeting, number="PQ 2")
    told = why_not_publish(meeting)
    assert [(one.part, one.place) for one in told] == [
        ("questions", f"question-{asked.pk}"),
        ("questions", f"question-{open_one.pk}"),
    ]
    assert "is not decided yet" in told[0]
    assert "Quentin" not in told[0]
    assert "has no response" in told[1]
    Question.objects.filter(pk=asked.pk).update(state="withdrawn")
    Question.objects.filter(pk=open_one.pk).update(answer_promised_by=dt.date(2026, 2, 20))
    assert why_not_publish(meeting) == []


def test_the_workspace_asks_as_much_for_forty_questions_as_for_two(office, meeting):
    def add(number):
        QuestionFactory(meeting=meeting, number=f"PQ {number}", position=number, text=LONG, response=LONG)
        SubmissionFactory(meeting=meeting, text=LONG)

    for number in (1, 2):
        add(number)
    office.get(workspace_of(meeting))
    with CaptureQueriesContext(connection) as few:
        office.get(workspace_of(meeting))
    for number in range(3, 41):
        add(number)
    with CaptureQueriesContext(connection) as many:
        office.get(workspace_of(meeting))
    assert len(many) == len(few)


def test_questions_of_the_source_read_in_the_page_as_they_were_entered(office, publisher, client):
    """Two public questions, one supplementary disallowed and one with three responses, and a member's question."""
    meeting = held_meeting(
        committee=CommitteeFactory(name="Transport", slug="transport", code="TRA"), date=dt.date(2026, 2, 3)
    )
    ItemFactory(meeting=meeting, position=2, kind="public questions", title="Questions from members of the public")
    first = entered(office, meeting, questioner="Ms Ash", place="Wexcombe", text=FIRST, addressed_to="Chairperson")
    second = entered(office, meeting, questioner="Mr Birch", place="Low Farrow", text="Where is the report?")
    third = entered(office, meeting, kind="member", questioner="Councillor Cole", text="Who leads?")
    answers = [(first, "", ANSWER), (second, "Chairperson", "In the pack."), (third, "The Leader", "I do.")]
    for row, by, text in answers:
        sent_form(office, meeting, f"question-{row.pk}-answer", opened=row.pk, by=by, text=text)
    sent_form(
        office, meeting, f"question-{first.pk}-supplementary", opened=first.pk, supplementary="Who was it?",
        supplementary_disallowed_reason="It risked naming somebody.", supplementary_disallowed_rule="Rule 4.5 (g)",
    )  # fmt: skip
    sent_form(
        office, meeting, f"question-{second.pk}-supplementary", opened=second.pk, supplementary="Is that soon enough?"
    )
    for by, text in SECOND_ROUND:
        sent_form(office, meeting, f"question-{second.pk}-response", opened=second.pk, by=by, text=text)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")

    page = html.fromstring(client.get(reverse("meetings:meeting-detail", args=["transport", meeting.slug])).content)
    told = [" ".join(" ".join(one.itertext()).split()) for one in page.xpath("//section[@class='question']")]
    assert told == [
        "PQ 1: Ms Ash, Wexcombe Link to question PQ 1 # To: Chairperson Question Why were boats late in March? Nobody "
        "knew. Response The storm closed the harbour. It opened in April. Not allowed The supplementary question was "
        "not allowed: It risked naming somebody. (Rule 4.5 (g))",
        "PQ 2: Mr Birch, Low Farrow Link to question PQ 2 # Question Where is the report? Response by Chairperson In "
        "the pack. Supplementary question Is that soon enough? Response by Cabinet Member Harbours It was. Response by "
        "Head of Ferries It took 90 records. Response by Chairperson A written answer would follow.",
        "MQ 1: Councillor Cole Link to question MQ 1 # Question Who leads? Response by The Leader I do.",
    ]
    assert "Who was it?" not in page.text_content()


FIRST = "Why were boats late in March?\n\nNobody knew."
ANSWER = "The storm closed the harbour.\n\nIt opened in April."
SECOND_ROUND = [
    ("Cabinet Member Harbours", "It was."),
    ("Head of Ferries", "It took 90 records."),
    ("Chairperson", "A written answer would follow."),
]
