"""A question of several words that finds too little: what holds some of them; and what ranks above what."""

import datetime as dt

import pytest
from django.urls import reverse
from factories import CommitteeFactory, DocumentFactory, ItemFactory, OutcomeFactory, held_meeting

from meetings.models import ItemKind
from portal.publishing.door import publish
from portal.publishing.verification import faults
from portal.search.models import SearchEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(publisher):
    """A meeting with three items: the future of a surgery, its queues, and declarations that name both."""
    committee = CommitteeFactory(name="Health Scrutiny Committee", slug="health", code="HEA")
    meeting = held_meeting(committee=committee, date=dt.date(2026, 2, 3))
    ItemFactory(
        meeting=meeting, position=2, title="The future of Marsh Lane Surgery",
        minutes_html="<h4>Lease</h4><p>The lease ends. Nothing was said of the harbour lights.</p>",
    )  # fmt: skip
    queues = ItemFactory(
        meeting=meeting, position=3, title="Queues", minutes_html="<p>The chemist had been asked for a talk.</p>"
    )
    OutcomeFactory(
        group__item=queues,
        group__position=1,
        anchor="item-3-a",
        kind="resolution",
        text="The chemist be asked to a talk",
    )
    ItemFactory(
        meeting=meeting, position=4, title="Declarations", kind=ItemKind.DECLARATIONS,
        minutes_html="<p>A councillor works for the chemist, and said so of the chemist twice. The chemist paid.</p>",
    )  # fmt: skip
    DocumentFactory(meeting=meeting, item=meeting.items.get(position=2), title="Paper by the board", report_by="")
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return meeting


@pytest.fixture
def ask(client):
    def ask(q, **query):
        response = client.get(reverse("search:search"), {"q": q, **query})
        assert response.status_code == 200
        return response

    return ask


def titles(results):
    return [result.entry.title for result in results]


@pytest.mark.parametrize(
    "q", ["surgery zeppelin", "GP surgery zeppelin", '"marsh lane" zeppelin', "zeppelin surgery the"]
)
def test_what_holds_some_of_the_words_is_found(record, ask, q):
    response = ask(q)
    html = response.content.decode()
    assert "The future of Marsh Lane Surgery" in titles(response.context["found"].partial)
    assert "No record holds all of these words. These hold some of them:" in html
    assert "zeppelin" in response.context["found"].nowhere
    assert "nowhere in the record" in html
    assert "How to ask" not in html


def test_more_of_the_words_come_first(record, ask):
    partial = ask("chemist surgery lease zeppelin").context["found"].partial
    assert partial[0].entry.title == "The future of Marsh Lane Surgery"
    assert "Queues" in titles(partial)[1:]


def test_a_few_that_hold_all_stand_before_those_that_hold_some(record, ask):
    response = ask("chemist twice")
    found = response.context["found"]
    assert titles(found.results) == ["Declarations"]
    assert set(titles(found.partial)) == {"Queues"}
    assert "No other record holds all of these words. These hold some of them:" in response.content.decode()
    assert found.nowhere == []


@pytest.mark.parametrize("q", ["surgery zeppelin -lease", 'surgery zeppelin -"harbour lights"'])
def test_exclusions_keep_their_force(record, ask, q):
    partial = ask(q).context["found"].partial
    assert "item-2" not in {result.entry.anchor for result in partial}
    assert "Paper by the board" in titles(partial)


def test_phrases_keep_their_force(record, ask):
    assert ask('"lane marsh" zeppelin').context["found"].partial == []


def test_filters_keep_their_force(record, ask):
    partial = ask("chemist zeppelin", kind="resolution").context["found"].partial
    assert {result.entry.kind for result in partial} == {"resolution"}
    response = ask("chemist queues", kind="paper")
    assert "Without the filters, something is found" in response.content.decode()


def test_one_word_has_no_parts(record, ask):
    assert ask("zeppelin").context["found"].partial == []
    assert "Nothing was found" in ask("zeppelin").content.decode()


def test_no_more_parts_are_read_than_the_cap(record, ask, settings):
    settings.SEARCH_MOST = 3
    assert len(ask("chemist zeppelin").context["found"].partial) == 1


def test_a_typing_error_is_seen_through_as_well(record, ask):
    found = ask("surgery leese").context["found"]
    assert found.suggestion == "surgery lease"
    assert found.partial != []


def test_few_queries_do(record, ask, django_assert_max_num_queries):
    for query in ({}, {"kind": "item", "person": "Nobody Known"}, {"kind": "resolution"}):
        with django_assert_max_num_queries(10):
            ask("chemist twicee asked", **query)


def test_substance_ranks_above_routine_and_what_came_of_it_first(record, ask):
    results = ask("chemist").context["found"].results
    assert [result.entry.anchor for result in results] == ["item-3-a", "item-3", "item-4"]


def test_a_routine_item_is_found_first_by_its_own_title(record, ask):
    assert titles(ask("declarations").context["found"].results)[0] == "Declarations"


def test_a_paper_is_found_by_the_title_of_its_item(record, ask):
    assert titles(ask("surgery", kind="paper").context["found"].results) == ["Paper by the board"]
    assert next(faults(), None) is None


def test_an_extract_parts_what_stands_on_lines_of_its_own(record, ask):
    [result] = ask('"harbour lights"').context["found"].results
    assert "Lease · The lease ends." in result.extract


@pytest.mark.parametrize("typed", ["''\"unlease", '"leese', "'leese'", "leese '"])
def test_nothing_is_suggested_inside_broken_quotes(record, ask, typed):
    assert ask(typed).context["found"].suggestion == ""


def test_the_opposite_is_suggested_last(record, publisher, ask):
    ItemFactory(meeting=record, position=5, title="Healthy meals, unhealthily dear")
    publish(meeting=record, by=publisher, reason="More")
    assert SearchEntry.objects.filter(title__contains="unhealthily").exists()
    assert ask("unhealthy").context["found"].suggestion == "unhealthily"
