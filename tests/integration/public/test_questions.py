"""Questions as the public reads them: several answers, re-issued ones, what is not allowed, who is not named."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from factories import CommitteeFactory, QuestionFactory, held_meeting

from meetings.editions.difference import difference
from meetings.editions.registers import PublishedQuestion
from portal.publishing.door import publish
from portal.publishing.verification import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    committee = CommitteeFactory(name="Transport", slug="transport", code="TRA")
    return held_meeting(committee=committee, date=dt.date(2026, 2, 3))


def read(client, name, *args):
    return " ".join(client.get(reverse(name, args=args)).content.decode().split())


def the_page(client, meeting):
    return read(client, "meetings:meeting-detail", "transport", meeting.slug)


def reissued(question, text):
    earlier = question.answers.latest("pk")
    return question.answers.create(
        position=earlier.position, by=earlier.by, text=text, replaces=earlier, given_on=dt.date(2026, 3, 4),
        reissued_because="the month was wrong.",
    )  # fmt: skip


def test_several_answers_and_a_reissue_are_told_with_day_and_reason(meeting, publisher, client):
    question = QuestionFactory(meeting=meeting, response="Soon.", response_by="The Leader")
    question.answers.create(position=2, by="Head of Ferries", text="In May.", given_on=dt.date(2026, 2, 1))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    before = client.get(reverse("meetings:meeting-detail", args=["transport", meeting.slug]))
    reissued(question, "In June.")
    edition = publish(meeting=meeting, by=publisher, reason="An answer was re-issued")

    page = the_page(client, meeting)
    assert "Response by The Leader" in page
    assert "Response by Head of Ferries" in page
    assert "This answer was re-issued on" in page
    assert "4 March 2026</time>, because the month was wrong." in page
    assert "1 February 2026" in page
    assert "In May." not in page
    assert "In May." in read(client, "meetings:edition-detail", "transport", meeting.slug, 1)
    assert before["ETag"] != client.get(reverse("meetings:meeting-detail", args=["transport", meeting.slug]))["ETag"]
    register = read(client, "meetings:question-list")
    assert "Answered by The Leader, Head of Ferries" in register
    assert "Re-issued 4 March 2026" in register
    (told,) = difference(meeting.editions.get(number=1).content, edition.content).questions
    assert ("Re-issued", "4 March 2026, because the month was wrong.") in [(one.label, one.after) for one in told.facts]
    assert not list(faults())
    call_command("rebuild_public_rows", verbosity=0)
    assert not list(faults())


def test_ten_office_holders_with_long_titles_can_answer(meeting, publisher, client):
    question = QuestionFactory(meeting=meeting)
    for number in range(10):
        question.answers.create(position=number, by=f"{number} {'Cabinet Member ' * 12}", text="So.")
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    assert len(PublishedQuestion.objects.get().response_by) == 300
    assert not list(faults())


def test_a_promised_answer_says_by_when(meeting, publisher, client):
    QuestionFactory(meeting=meeting, answer_promised_by=dt.date(2026, 2, 20))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    assert "A written answer will follow by" in the_page(client, meeting)
    assert "a written answer will follow by 20 February 2026" in read(client, "meetings:question-list")


def test_of_a_disallowed_question_the_public_reads_the_rule_and_not_the_words(meeting, publisher, client):
    refused = {"state": "disallowed", "disallowed_reason": "It is defamatory.", "disallowed_rule": "Rule 11"}
    QuestionFactory(meeting=meeting, text="Is he a zebrafinch?", **refused)
    QuestionFactory(meeting=meeting, number="", state="received", text="Undecidedly?")
    QuestionFactory(meeting=meeting, number="PQ 3", state="withdrawn", text="Withdrawnly?")
    edition = publish(meeting=meeting, by=publisher, reason="Agenda", at=None) if _decide(meeting) else None
    page = the_page(client, meeting)
    assert "It is defamatory. (Rule 11)" in page
    assert "Ms Ada Lark" in page
    for word in ("zebrafinch", "Undecidedly", "Withdrawnly"):
        assert word not in edition.document
    assert "It is defamatory" in edition.document
    assert "zebrafinch" not in read(client, "meetings:question-list")


def _decide(meeting):
    """Minutes wait for undecided questions; before them nothing waits."""
    meeting.minutes_state, meeting.status, meeting.start = "none", "scheduled", dt.time(10)
    meeting.save()
    return True


def test_a_name_that_is_withheld_is_nowhere(meeting, publisher, client):
    QuestionFactory(meeting=meeting, questioner="Quennell Moor", place="Hidden Green", is_name_withheld=True,
                    response="So.")  # fmt: skip
    edition = publish(meeting=meeting, by=publisher, reason="Draft minutes")
    found = client.get(reverse("search:search"), {"q": "buses late"}).content.decode()
    for page in (the_page(client, meeting), read(client, "meetings:question-list"), found):
        assert "Name withheld at the questioner" in page
        assert "Quennell" not in page
        assert "Hidden Green" not in page
    assert "Quennell" not in edition.document
    nothing = client.get(reverse("search:search"), {"q": "Quennell"}).content.decode()
    assert "PQ 1" not in nothing


def test_an_edition_from_before_answers_were_rows_is_read_as_ever(meeting, publisher, client):
    """The document of such an edition holds one response, and no key for several."""
    QuestionFactory(meeting=meeting, response="Soon.", response_by="The Leader")
    edition = publish(meeting=meeting, by=publisher, reason="Draft minutes")
    (told,) = edition.content["questions"]
    assert set(told) == {
        "anchor", "kind", "number", "questioner", "place", "addressed_to", "question_html", "response_html",
        "response_by", "disallowed", "supplementary_html", "supplementary_disallowed", "supplementary_responses",
    }  # fmt: skip
    assert "Response by The Leader" in the_page(client, meeting)
