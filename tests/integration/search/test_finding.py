"""What is found: forms of words, phrases, exclusions, filters, names and numbers; and what must never be found."""

import datetime as dt

import pytest
from django.urls import reverse
from factories import (
    CommitteeFactory,
    DocumentFactory,
    ItemFactory,
    OutcomeFactory,
    PersonFactory,
    QuestionFactory,
    SeriesFactory,
    held_meeting,
)

from actions.models import LedgerEntry
from meetings.models import Attendance
from portal.publishing.door import publish, withdraw
from portal.search.models import EntryKind, SearchEntry, SearchWord

pytestmark = pytest.mark.django_db


@pytest.fixture
def transport():
    return CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")


@pytest.fixture
def record(transport, publisher):
    """A published meeting with one thing of every kind."""
    meeting = held_meeting(committee=transport, date=dt.date(2026, 2, 3), notes="Bring a torch")
    item = meeting.items.get()
    item.minute_number, item.series = "144", SeriesFactory(committee=transport)
    item.minutes_html = (
        "<p>Councillor Price asked about the café at the station, and whether studies of the evening timetable "
        "were complete. The charges at the school gate were not discussed.</p>"
    )
    item.save()
    price = PersonFactory(name="Anwen Price", slug="anwen-price", sort_name="price anwen")
    Attendance.objects.create(meeting=meeting, person=price, name="Councillor Anwen Price")
    DocumentFactory(meeting=meeting, item=item, title="Appendix on ferries", report_by="Head of Harbours")
    DocumentFactory(meeting=meeting, title="Pack of papers", text="The lighthouse keeper retired.")
    QuestionFactory(
        meeting=meeting, number="PQ 1", kind="public", questioner="Gwil Moor", place="Wexcombe",
        text="When will the tramway open?", response="Not before autumn.",
    )  # fmt: skip
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return meeting


@pytest.fixture
def ask(client):
    def ask(q, **query):
        response = client.get(reverse("search:search"), {"q": q, **query})
        assert response.status_code == 200
        return response

    return ask


def found(response):
    return [(result.entry.kind, result.entry.anchor) for result in response.context["found"].results]


def test_every_kind_of_thing_is_found_at_its_place(record, ask, client):
    paper = record.documents.get(title="Appendix on ferries")
    expected = {
        "torch": (EntryKind.MEETING, ""),
        "station": (EntryKind.ITEM, "item-1"),
        "noted": (EntryKind.RESOLUTION, "item-1-a"),
        '"review the evening"': (EntryKind.RECOMMENDATION, "item-1-b"),
        "circulate": (EntryKind.ACTION, "item-1-action-1"),
        "tramway": (EntryKind.QUESTION, "question-pq-1"),
        "ferries": (EntryKind.PAPER, f"paper-{paper.pk}"),
        "harbours": (EntryKind.PAPER, f"paper-{paper.pk}"),
        "lighthouse": (EntryKind.PAPER, f"paper-{record.documents.get(title='Pack of papers').pk}"),
    }
    page = client.get("/meetings/transport/2026-02-03/").content.decode()
    for q, place in expected.items():
        response = ask(q)
        assert found(response) == [place], q
        anchor = place[1]
        address = "/meetings/transport/2026-02-03/" + (f"#{anchor}" if anchor else "")
        assert f'href="{address}"' in response.content.decode()
        assert not anchor or f'id="{anchor}"' in page


@pytest.mark.parametrize(
    "q",
    [
        "study",
        "STUDIED",
        "café",
        "cafe",
        "CAFÉS",
        '"evening timetable" station',
        "torch or station",
        "evening - timetable",
        "evening-timetable",
        "evening/station",
    ],
)
def test_words_are_found_in_any_form(record, ask, q):
    assert (EntryKind.ITEM, "item-1") in found(ask(q))


@pytest.mark.parametrize("q", ['"timetable evening"', "station -café", 'station -"evening timetable"'])
def test_phrases_and_exclusions_hold(record, ask, q):
    assert (EntryKind.ITEM, "item-1") not in found(ask(q))


def test_a_title_counts_for_more_than_a_text(record, publisher, ask):
    ItemFactory(meeting=record, position=2, title="The station")
    publish(meeting=record, by=publisher, reason="More")
    assert found(ask("station")) == [("item", "item-2"), ("item", "item-1")]


def test_what_was_found_is_marked_and_everything_else_escaped(record, publisher, ask):
    OutcomeFactory(
        group=record.items.get().outcome_groups.first(),
        position=9,
        anchor="item-1-z",
        text="<b>gherkins</b> & more\x02",
    )
    publish(meeting=record, by=publisher, reason="More")
    html = ask("gherkin").content.decode()
    assert "&lt;b&gt;<mark>gherkins</mark>&lt;/b&gt; &amp; more" in html
    assert "<b>" not in html


def test_the_extract_of_a_long_text_is_the_part_that_was_asked_for(record, publisher, ask):
    item = record.items.get()
    item.minutes_html = (
        "<p>" + "Nothing of note was said. " * 400 + "Then the walrus spoke. " + "Silence fell. " * 400 + "</p>"
    )
    item.save()
    publish(meeting=record, by=publisher, reason="Longer")
    [result] = ask("walrus").context["found"].results
    assert "<mark>walrus</mark> spoke" in result.extract
    assert len(result.extract) < 600


def test_filters_narrow_the_answers(record, transport, publisher, ask):
    other = CommitteeFactory(name="Housing", slug="housing", code="HOU")
    publish(meeting=held_meeting(committee=other, date=dt.date(2025, 6, 3)), by=publisher, reason="Draft minutes")
    everything = found(ask("timetable"))
    assert len(everything) == 5
    assert {kind for kind, _ in found(ask("timetable", kind="action"))} == {"action"}
    assert len(found(ask("timetable", committee="housing"))) == 2
    assert len(found(ask("timetable", year="2025"))) == 5
    assert len(found(ask("thanked", year="2025", committee="housing"))) == 1
    assert found(ask("timetable", person="anwen-price")) == [("item", "item-1")]
    assert found(ask("timetable", person="Anwen Price", kind="item")) == [("item", "item-1")]


def test_answers_are_counted_by_kind(record, ask):
    facets = {facet.kind: facet.count for facet in ask("timetable").context["found"].facets}
    assert facets == {"item": 1, "recommendation": 1, "action": 1}


def test_no_more_answers_are_read_than_the_cap(record, transport, publisher, ask, settings):
    for day in range(1, 6):
        publish(meeting=held_meeting(committee=transport, date=dt.date(2025, 5, day)), by=publisher, reason="Draft")
    settings.SEARCH_MOST = 4
    response = ask("timetable")
    assert "More than 4 results" in response.content.decode()
    dates = [result.entry.date for result in response.context["found"].results]
    assert len(dates) == 4
    # The newest were read first, from two municipal years; one more than is shown, and the worst of them left out.
    assert dates.count(dt.date(2026, 2, 3)) >= 2
    assert set(dates) == {dt.date(2026, 2, 3), dt.date(2025, 5, 5)}
    settings.SEARCH_MOST = 13
    assert "13 results" in ask("timetable").content.decode()


def test_a_line_shows_where_it_stands_in_the_ledger(record, ask):
    html = ask('"review the evening"').content.decode()
    assert "TRA-2026-R1" in html
    assert 'data-status="not sent"' in html


def test_a_reference_is_found_first_with_its_status(record, ask):
    response = ask("tra-2026-r1")
    assert [entry.reference for entry in response.context["found"].cards] == ["TRA-2026-R1"]
    assert 'data-status="not sent"' in response.content.decode()
    assert ask("TRA-2026-R99").context["found"].cards == []


def test_a_minute_number_is_found(record, ask):
    for q in ("144", "minute 144"):
        assert [item.anchor for item in ask(q).context["found"].items] == ["item-1"]
    assert ask("minute 14").context["found"].items == []


def test_people_and_committees_are_found_by_name(record, ask):
    response = ask("price")
    assert [person.slug for person in response.context["found"].people] == ["anwen-price"]
    assert 'href="/people/anwen-price/"' in response.content.decode()
    assert [other.slug for other in ask("transport").context["found"].committees] == ["transport"]
    assert [other.slug for other in ask("tra").context["found"].committees] == ["transport"]
    assert ask("scrutiny of buses").context["found"].committees == []
    assert ask("pric").context["found"].people == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tiemtable", "timetable"),
        ("evning timetable", "evening timetable"),
        ('"evening timetabel"', '"evening timetable"'),
        ("ligthhouse -bus", "lighthouse -bus"),
    ],
)
def test_a_typing_error_is_seen_through(record, ask, typed, meant):
    response = ask(typed)
    assert response.context["found"].suggestion == meant
    assert found(ask(meant)) != []


@pytest.mark.parametrize("typed", ["studys", "zzzzqqqq", "timetable", "lighthouse tiemtable", "-tiemtable buses"])
def test_nothing_is_suggested_that_finds_nothing_or_was_not_asked_for(record, ask, typed):
    assert ask(typed).context["found"].suggestion == ""


def test_drafts_are_neither_found_nor_suggested_nor_counted(record, transport, ask):
    held_meeting(committee=transport, date=dt.date(2026, 4, 7), notes="Ornithopter")
    record.notes = "Ornithopter"
    record.save()
    assert_nowhere("ornithopter", "ornithoptre", ask)


def test_withdrawn_words_are_neither_found_nor_suggested_nor_counted(record, publisher, ask):
    item = ItemFactory(
        meeting=record, position=2, title="Ornithopters", minute_number="155", series=record.items.get().series
    )
    OutcomeFactory(group__item=item, group__position=1, anchor="item-2-a", kind="action", text="Buy an ornithopter")
    edition = publish(meeting=record, by=publisher, reason="More")
    assert found(ask("ornithopter")) != []
    assert ask("ornithoptre").context["found"].suggestion == "ornithopter"
    reference = LedgerEntry.objects.get(anchor="item-2-a").reference
    withdraw(edition=edition, by=publisher, reason="Too much")
    assert_nowhere("ornithopter", "ornithoptre", ask)
    assert ask(reference).context["found"].cards == []
    assert ask("minute 155").context["found"].items == []


def assert_nowhere(word, mistyped, ask):
    assert found(ask(word)) == []
    assert ask(word).context["found"].facets == []
    assert ask(mistyped).context["found"].suggestion == ""
    assert not SearchWord.objects.filter(word__startswith=word).exists()
    assert not SearchEntry.objects.filter(text__icontains=word).exists()
    assert not SearchEntry.objects.filter(title__icontains=word).exists()


def test_a_word_is_kept_for_as_many_places_as_hold_it(record, transport, publisher):
    before = SearchWord.objects.get(word="timetable").places
    other = publish(meeting=held_meeting(committee=transport, date=dt.date(2026, 3, 3)), by=publisher, reason="Draft")
    assert SearchWord.objects.get(word="timetable").places == before + 1
    withdraw(edition=other, by=publisher, reason="Too early")
    assert SearchWord.objects.get(word="timetable").places == before
