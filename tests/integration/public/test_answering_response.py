"""An addressee responds to a recommendation by a link; an action takes no response, and nothing of it is public yet."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from made_files import pdf_bytes
from owner_links import (
    DONE,
    PROGRESS,
    RESPONSE,
    answer_by,
    link_to,
    path_of,
    published_action,
    published_recommendation,
)

from actions.models import LedgerUpdate, OwnerAnswer
from actions.workflow.facts import add_update

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


@pytest.fixture
def recommendation(publisher):
    return published_recommendation(publisher)


@pytest.fixture
def link(recommendation):
    return link_to(recommendation)


def pdf(name="response.pdf"):
    return SimpleUploadedFile(name, pdf_bytes(), content_type="application/pdf")


def text_of(response):
    return response.content.decode()


def kinds_offered(client, link):
    return [value for value, _ in client.get(path_of(link)).context["form"].fields["kind"].choices]


def test_an_addressee_is_asked_for_the_response_first(client, link):
    words = text_of(client.get(path_of(link)))
    assert kinds_offered(client, link) == ["response", "progress", "completed", "later"]
    for shown in (
        "Our response", "The verdict of the response", "The day of the response", "Who responds: name and post",
        "counts as not accepted until an action with an owner and a date exists", "By which day will you respond?",
    ):  # fmt: skip
        assert shown in words
    for hidden in ("It is not mine", "Whose is it?"):
        assert hidden not in words


def test_the_form_of_an_action_has_no_response(client, publisher):
    link = link_to(published_action(publisher))
    words = text_of(client.get(path_of(link)))
    assert kinds_offered(client, link) == ["progress", "completed", "later", "not mine"]
    for hidden in ("Our response", "verdict", "The day of the response", "Who responds"):
        assert hidden not in words
    assert "Your name and post" in words


def test_a_response_waits_with_its_file_and_nothing_of_it_is_public(client, recommendation, link):
    pages = [recommendation.get_absolute_url(), "/recommendations/", "/unanswered/", "/data/register.json"]
    before = [client.get(page).content for page in pages]
    answer = client.post(path_of(link), {**RESPONSE, "chosen": [pdf("Quizzical.pdf")]})

    assert (answer.status_code, answer["Location"]) == (302, path_of(link))
    row = OwnerAnswer.objects.get()
    assert (row.state, row.kind, row.verdict) == ("waiting", "response", "accepted in principle")
    assert (row.on, row.text, row.by_name) == (dt.date(2026, 3, 2), RESPONSE["text"], RESPONSE["by_name"])
    assert row.files.get().title == "Quizzical.pdf"
    shown = text_of(client.get(path_of(link)))
    assert "Our response: accepted in principle, 2 March 2026" in shown
    assert "Quizzical.pdf" in shown
    assert [client.get(page).content for page in pages] == before
    assert not LedgerUpdate.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"verdict": ""}, "Choose the verdict."),
        ({"verdict": "perhaps"}, "Choose one of these."),
        ({"verdict": "accepted\x00"}, "Choose one of these."),
        ({"text": " \n\x00 "}, "Give the words of the response"),
        ({"by_name": ""}, "Say who responds."),
        ({"responded_on": ""}, "Say on which day the response was given."),
        ({"responded_on": "2026-02-30"}, "Write the date as"),
        ({"responded_on": "0001-01-01"}, "That is before 3 February 2026, when it was made."),
        ({"responded_on": "2026-02-02"}, "That is before 3 February 2026, when it was made."),
        ({"responded_on": "tomorrow"}, "That day has not come yet. Tell us when it is given"),
        ({"kind": "not mine", "owner": "Head of Ferries"}, "Choose one of these."),
        ({"kind": "handed over"}, "Choose one of these."),
        ({"kind": "later"}, "Say by which day you will respond."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, link, change, sentence):
    told = {**RESPONSE, "evidence": "Kept words", **change}
    if told["responded_on"] == "tomorrow":
        told["responded_on"] = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    page = client.post(path_of(link), told)
    assert page.status_code == 422
    assert sentence in text_of(page)
    assert "Kept words" in text_of(page)
    assert not OwnerAnswer.objects.exists()


@pytest.mark.parametrize("day", ["2026-02-03", "today"])
def test_the_day_may_be_that_of_the_meeting_and_today(client, link, day):
    today = timezone.localdate()
    told = {**RESPONSE, "responded_on": today.isoformat() if day == "today" else day}
    assert client.post(path_of(link), told).status_code == 302
    assert OwnerAnswer.objects.get().on == (today if day == "today" else dt.date(2026, 2, 3))


def test_an_action_that_is_posted_a_response_refuses_it(client, publisher):
    link = link_to(published_action(publisher))
    page = client.post(path_of(link), RESPONSE)
    assert page.status_code == 422
    assert "Choose one of these." in text_of(page)
    assert not OwnerAnswer.objects.exists()


@pytest.mark.parametrize("kind", ["progress", "completed", "later"])
def test_what_stood_in_the_fields_of_a_response_counts_for_it_alone(client, link, kind):
    due = (timezone.localdate() + dt.timedelta(days=90)).isoformat()
    told = {**RESPONSE, **DONE, "kind": kind, "due_on": due, "verdict": "perhaps", "responded_on": "nonsense"}
    assert client.post(path_of(link), told).status_code == 302
    row = OwnerAnswer.objects.get()
    assert (row.kind, row.verdict) == (kind, "")
    assert row.on == (dt.date(2026, 3, 2) if kind == "completed" else timezone.localdate())


def test_what_stood_in_the_fields_of_others_does_not_hinder_a_response(client, link):
    told = {**RESPONSE, "on": "nonsense", "due_on": "nonsense", "evidence": "A table", "owner": "Head of Ferries"}
    assert client.post(path_of(link), told).status_code == 302
    row = OwnerAnswer.objects.get()
    assert (row.evidence, row.owner, row.due_on) == ("", "", None)


def test_a_response_that_came_back_stands_in_the_form(client, link):
    answer_by(link, kind="response", verdict="accepted in part", on=dt.date(2026, 3, 2), state="returned",
              returned_because="Which part?", handled_at=timezone.now())  # fmt: skip
    page = client.get(path_of(link))
    form = page.context["form"]
    assert "Which part?" in text_of(page)
    assert (form["kind"].value(), form["verdict"].value()) == ("response", "accepted in part")
    assert (form["responded_on"].value(), form["on"].value()) == (dt.date(2026, 3, 2), None)
    assert client.post(path_of(link), RESPONSE).status_code == 302


def test_after_a_response_the_link_asks_how_it_goes_on(client, recommendation, link, clerk):
    today = timezone.localdate()
    add_update(
        entry=recommendation, kind="response", on=today, by=clerk, verdict="accepted", text="Yes.", by_name="Hale"
    )
    words = text_of(client.get(path_of(link)))
    assert "By which day will it be done?" in words
    assert kinds_offered(client, link)[0] == "response"
    assert client.post(path_of(link), PROGRESS).status_code == 302


def test_a_recommendation_that_is_over_takes_no_response(client, recommendation, link, clerk):
    add_update(entry=recommendation, kind="withdrawn", on=timezone.localdate(), by=clerk, text="Not needed.")
    assert client.post(path_of(link), RESPONSE).status_code == 410
    assert not OwnerAnswer.objects.exists()
