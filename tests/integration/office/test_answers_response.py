"""Officers look at an addressee's response: its verdict may be edited, and accepted it is public with its file."""

import datetime as dt
import hashlib

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from owner_links import answer_by, link_to, path_of, published_action, published_recommendation

from actions.models import LedgerUpdate, Message, OwnerAnswer
from actions.workflow.facts import add_update

pytestmark = pytest.mark.django_db
QUEUE = "/office/ledger/answers/"
GIVEN_ON = dt.date(2026, 3, 2)
CONTENT = b"The response of Cabinet."
TEXT = "Cabinet will look at it with the next budget."


@pytest.fixture
def recommendation(publisher):
    cache.clear()
    return published_recommendation(publisher)


@pytest.fixture
def link(recommendation):
    return link_to(recommendation)


@pytest.fixture
def office(client, clerk):
    client.force_login(clerk)
    return client


def response_by(link, verdict="accepted in principle", **fields):
    told = {"kind": "response", "on": GIVEN_ON, "text": TEXT, "by_name": "Councillor Hale, Leader", **fields}
    return answer_by(link, verdict=verdict, **told)


def with_file(answer):
    return answer.files.create(
        title="response.txt", file=ContentFile(CONTENT, name="response.txt"), media_type="text/plain",
        sha256=hashlib.sha256(CONTENT).hexdigest(), size=len(CONTENT),
    )  # fmt: skip


def url(name, *arguments):
    return reverse(f"ledger:{name}", args=arguments)


def words(response):
    return response.content.decode()


def as_shown(office, answer):
    """The form of acceptance as the page shows it."""
    form = office.get(answer.url).context["accept"]
    return {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}


def public(entry, day=""):
    return words(Client().get(entry.get_absolute_url() + (f"?as_at={day}" if day else "")))


def test_the_queue_and_the_page_show_the_verdict(office, link):
    answer = response_by(link)
    assert "Our response: accepted in principle" in words(office.get(QUEUE))
    page = words(office.get(answer.url))
    assert "Our response, given on 2 March 2026" in page
    assert "<dd>Accepted in principle</dd>" in page
    form = office.get(answer.url).context["accept"]
    assert (form["kind"].value(), form["verdict"].value()) == ("response", "accepted in principle")


def test_an_accepted_response_is_public_with_its_verdict_and_file(office, recommendation, link, clerk):
    add_update(entry=recommendation, kind="sent", on=dt.date(2026, 2, 5), by=clerk)
    answer = response_by(link)
    with_file(answer)
    response = office.post(url("answer-accept", answer.pk), as_shown(office, answer))
    assert (response.status_code, response["Location"]) == (302, answer.url)

    answer.refresh_from_db()
    update = answer.update
    told = (update.kind, update.verdict, update.on, update.text, update.by_name)
    assert told == ("response", "accepted in principle", GIVEN_ON, TEXT, "Councillor Hale, Leader")
    assert answer.state == "accepted"
    page = public(recommendation)
    assert "Response: accepted in principle" in page
    assert TEXT in page
    assert 'data-status="accepted in principle"' in page
    file = update.files.get()
    assert f'href="{file.get_absolute_url()}"' in page
    assert b"".join(Client().get(file.get_absolute_url()).streaming_content) == CONTENT
    before = public(recommendation, "2026-03-01")
    assert TEXT not in before
    assert 'data-status="awaiting response"' in before
    assert file.get_absolute_url() not in before


@pytest.mark.parametrize("verdict", ["accepted", "accepted in part", "rejected", "noted"])
def test_the_verdict_that_the_officer_leaves_counts(office, recommendation, link, verdict):
    answer = response_by(link)
    office.post(url("answer-accept", answer.pk), as_shown(office, answer) | {"verdict": verdict})
    answer.refresh_from_db()
    recommendation.refresh_from_db()
    assert (answer.verdict, answer.update.verdict) == ("accepted in principle", verdict)
    assert recommendation.known_verdict == verdict
    assert f'data-status="{verdict}"' in public(recommendation)
    assert f"Response: {verdict}, 2 March 2026" in words(office.get(answer.url))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"verdict": ""}, "choose the verdict"),
        ({"verdict": "perhaps"}, "Select a valid choice"),
        ({"by_name": " "}, "A response needs its verdict, its words and the name of the responder."),
        ({"text": " "}, "A response needs its verdict, its words and the name of the responder."),
        ({"on": "2026-02-02"}, "nothing can have happened to it before"),
        ({"on": "2999-01-01"}, "A day that has not come yet"),
        ({"kind": "handed over", "owner": "Head of Ferries"}, "Select a valid choice"),
    ],
)
def test_what_the_ledger_does_not_take_is_said_and_nothing_done(office, link, change, sentence):
    answer = response_by(link)
    page = office.post(url("answer-accept", answer.pk), as_shown(office, answer) | change)
    assert page.status_code == 422
    assert sentence in words(page)
    answer.refresh_from_db()
    assert answer.is_waiting
    assert not LedgerUpdate.objects.exists()


def test_a_response_that_becomes_progress_has_no_verdict(office, recommendation, link):
    answer = response_by(link)
    office.post(url("answer-accept", answer.pk), as_shown(office, answer) | {"kind": "progress"})
    answer.refresh_from_db()
    assert (answer.update.kind, answer.update.verdict) == ("progress", "")
    assert 'data-status="not sent"' in public(recommendation)


def test_progress_that_is_a_response_in_truth_becomes_one_with_a_verdict(office, link):
    answer = answer_by(link)
    form = as_shown(office, answer) | {"kind": "response"}
    assert office.post(url("answer-accept", answer.pk), form).status_code == 422
    office.post(url("answer-accept", answer.pk), form | {"verdict": "noted"})
    answer.refresh_from_db()
    assert (answer.update.kind, answer.update.verdict) == ("response", "noted")


def test_no_answer_about_an_action_becomes_a_response(office, publisher):
    cache.clear()
    answer = answer_by(link_to(published_action(publisher)))
    assert "Verdict" not in words(office.get(answer.url))
    form = as_shown(office, answer) | {"kind": "response", "verdict": "accepted"}
    assert office.post(url("answer-accept", answer.pk), form).status_code == 422
    assert not LedgerUpdate.objects.exists()


@pytest.mark.parametrize("verdict", ["accepted", "accepted in part", "accepted in principle"])
def test_after_a_response_that_accepts_the_action_is_the_next_step(office, recommendation, link, clerk, verdict):
    answer = response_by(link, verdict)
    page = office.post(url("answer-accept", answer.pk), as_shown(office, answer), follow=True)
    step = f"{url('entry', recommendation.reference)}?record=planned#record"
    assert f'href="{step}"' in words(page)
    assert ("counts as not accepted" in words(page)) == (verdict == "accepted in principle")
    assert office.get(step).context["form"].kind == "planned"
    today = timezone.localdate()
    add_update(entry=recommendation, kind="planned", on=today, by=clerk, text="A plan", owner="Leader", due_on=today)
    assert step not in words(office.get(answer.url))


@pytest.mark.parametrize("verdict", ["rejected", "noted"])
def test_after_another_response_the_officer_is_back_in_the_queue(office, link, verdict):
    answer = response_by(link, verdict)
    response = office.post(url("answer-accept", answer.pk), as_shown(office, answer))
    assert response["Location"] == QUEUE
    assert "record=planned" not in words(office.get(answer.url))


def test_a_response_to_what_was_implemented_since_can_still_be_told(office, recommendation, link, clerk):
    answer, progress = response_by(link, "accepted"), answer_by(link_to(recommendation))
    add_update(entry=recommendation, kind="completed", on=timezone.localdate(), by=clerk, text="Done.")
    assert "has ended since" in words(office.get(progress.url))
    response = office.post(url("answer-accept", answer.pk), as_shown(office, answer), follow=True)
    assert response.status_code == 200
    assert "record=planned" not in words(response)
    recommendation.refresh_from_db()
    assert (recommendation.known_verdict, recommendation.known_end) == ("accepted", "completed")


def test_a_returned_response_goes_back_as_others_do(office, link):
    answer = response_by(link)
    office.post(url("answer-return", answer.pk), {"because": "Which budget?"})
    assert Message.objects.get().kind == "returned"
    page = words(Client().get(path_of(link)))
    assert "Which budget?" in page
    assert f"{TEXT}</textarea>" in page
    assert not LedgerUpdate.objects.exists()


def test_a_closed_response_leaves_the_recommendation_as_it_was(office, recommendation, link):
    before = public(recommendation)
    answer = response_by(link)
    office.post(url("answer-close", answer.pk), {"because": "It was given at the meeting."})
    assert OwnerAnswer.objects.get().state == "closed"
    assert public(recommendation) == before
