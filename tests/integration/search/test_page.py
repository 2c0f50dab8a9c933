"""The page of the search: what it says in each state, what it survives, and what it costs."""

import datetime as dt

import pytest
from django.urls import reverse
from factories import CommitteeFactory, held_meeting
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.publishing.door import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def transport():
    return CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")


@pytest.fixture
def record(transport, publisher):
    meeting = held_meeting(committee=transport, date=dt.date(2026, 2, 3))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return meeting


def page(client, **query):
    response = client.get(reverse("search:search"), query)
    assert response.status_code == 200
    return response.content.decode()


def test_without_a_question_it_says_how_to_ask(client):
    html = page(client)
    assert "How to ask" in html
    assert "result" not in html.split("<main")[1].split("</main")[0].lower()
    assert '<meta name="robots" content="noindex">' in html


def test_an_empty_record_answers_too(client):
    assert "Nothing was found" in page(client, q="bus")


def test_what_was_typed_is_kept(record, client):
    html = page(client, q='"evening bus" -school', kind="action", committee="transport", year="2025")
    assert 'value="&quot;evening bus&quot; -school"' in html
    for value in ("action", "transport", "2025"):
        assert f'<option value="{value}" selected>' in html


@pytest.mark.parametrize(
    ("q", "sentence"),
    [
        ("the of and", "These words cannot be searched for"),
        ('"', "These words cannot be searched for"),
        ("🚌🚌", "How to ask"),
        ("-bus", "This only says what to leave out"),
        ("bus or -tram", "This only says what to leave out"),
        ("zeppelin", "Nothing was found"),
        ('"evening timetable', "1 result<"),
        ("bus " * 2500, "Its first 200 characters were searched for"),
        ("'; DROP TABLE search_searchentry; --", "Nothing was found"),
        ("مجلس", "Nothing was found"),
        ("bus\x00es", "“es” stands nowhere in the record"),
    ],
)
def test_odd_questions_get_a_clear_sentence(record, client, q, sentence):
    assert sentence in page(client, q=q)


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "nope"}, {"committee": "nope"}, {"year": "MMXXV"}, {"person": "nobody at all"}, {"person": "\x00"},
        {"person": "x" * 10_000}, {"page": "-1"}, {"page": "x"}, {"page": "999999"}, {"page": "\x00"},
        {"year": "9" * 5000},
    ],
)  # fmt: skip
def test_bad_filters_are_left_out_and_said(record, client, query):
    html = page(client, q="timetable", **query)
    assert "3 results" in html or "2 results" in html
    assert ("There is a problem" in html) == ("page" not in query)


def test_a_filter_in_the_way_is_said(record, client):
    html = page(client, q="timetable", kind="question")
    assert "within these filters" in html
    assert "Without the filters, something is found" in html
    assert "something is found" not in page(client, q="zeppelin", kind="question")


def test_pages_keep_the_question_and_the_filters(record, transport, publisher, client):
    for day in range(1, 13):
        publish(meeting=held_meeting(committee=transport, date=dt.date(2025, 9, day)), by=publisher, reason="Draft")
    html = page(client, q="timetable", committee="transport")
    assert "26 results" in html
    assert "q=timetable&amp;committee=transport&amp;page=2" in html
    assert "16 to 26 of 26" in page(client, q="timetable", committee="transport", page="2")


@given(q=st.text(max_size=60), kind=st.text(max_size=5), number=st.text(max_size=5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_question_breaks_the_page(record, client, q, kind, number):
    page(client, q=q, kind=kind, page=number)


@given(
    parts=st.lists(
        st.sampled_from(['"', "-", "or", "bus", "the", "(", ")", "!", "&", "|", ":*", "<->", "'", "\\", "é"])
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_sign_of_the_query_language_breaks_the_page(record, client, parts):
    page(client, q="".join(parts))
    page(client, q=" ".join(parts))


STATES = [
    {},
    {"q": "timetable"},
    {"q": "timetable", "kind": "action", "committee": "transport", "year": "2025", "person": "Anwen Price"},
    {"q": "zeppelin", "kind": "action", "person": "Anwen Price"},
    {"q": "tiemtable"},
    {"q": "TRA-2026-R1 timetable"},
    {"q": "72"},
    {"q": "the"},
]


def test_it_costs_the_same_number_of_queries_for_few_answers_and_for_many(
    record, transport, publisher, client, django_assert_max_num_queries
):
    for day in (1, 2):
        publish(meeting=held_meeting(committee=transport, date=dt.date(2025, 8, day)), by=publisher, reason="Draft")
    few = []
    for state in STATES:
        with django_assert_max_num_queries(10) as captured:
            page(client, **state)
        few.append(len(captured))
    for day in range(1, 21):
        publish(meeting=held_meeting(committee=transport, date=dt.date(2025, 9, day)), by=publisher, reason="Draft")
    for state, cost in zip(STATES, few, strict=True):
        with django_assert_max_num_queries(10) as captured:
            page(client, **state)
        assert len(captured) == cost, state
