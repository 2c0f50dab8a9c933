"""The lists of the ledger: what each filter finds, in which order, what a bad one says, and what a page costs."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import CommitteeFactory, held_meeting

from actions.models import LedgerEntry, LedgerUpdate
from actions.projection import append_update
from meetings.pagination import CappedPaginator
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LISTS = ["actions:recommendation-list", "actions:action-list"]


@pytest.fixture
def ledger(publisher):
    """A recommendation and an action of each of two committees, and further rows by `more`."""
    for name, slug, code, day in (
        ("Transport Scrutiny Committee", "transport", "TRA", dt.date(2026, 2, 3)),
        ("Arts Scrutiny Committee", "arts", "ART", dt.date(2025, 4, 30)),
    ):
        meeting = held_meeting(committee=CommitteeFactory(name=name, slug=slug, code=code), date=day)
        publish(meeting=meeting, by=publisher, reason="Draft minutes")


def more(kind="action", updates=(), **fields):
    """A further entry of the transport committee."""
    entry = LedgerEntry.objects.filter(kind=kind, committee__slug="transport").order_by("pk").first()
    number = LedgerEntry.objects.count() + 1
    entry.pk, entry.number, entry.line_key = None, number, uuid.uuid4()
    entry.reference = f"TRA-2026-{'R' if kind == 'recommendation' else ''}{number}"
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.save(force_insert=True)
    for update in updates:
        append_update(LedgerUpdate(entry=entry, published_at=timezone.now(), **update))
    return entry


def listed(client, name, **query):
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    return [entry.reference for entry in response.context["page_obj"].object_list]


def recommendations(client, **query):
    return listed(client, "actions:recommendation-list", **query)


def actions(client, **query):
    return listed(client, "actions:action-list", **query)


def test_committee_year_and_dates_of_the_meeting(ledger, client):
    assert recommendations(client, committee="arts") == ["ART-2025-R1"]
    assert recommendations(client, year="2024") == ["ART-2025-R1"]
    assert recommendations(client, year="2025") == ["TRA-2026-R1"]
    assert recommendations(client, since="2026-01-01") == ["TRA-2026-R1"]
    assert recommendations(client, until="2026-01-01") == ["ART-2025-R1"]
    assert recommendations(client, since="2025-04-30", until="2025-04-30") == ["ART-2025-R1"]


def test_due_dates_are_those_in_force(ledger, client):
    extended = {"kind": "extended", "on": dt.date(2026, 2, 4), "text": "Later", "due_on": dt.date(2026, 8, 1)}
    reference = more(updates=[extended]).reference
    assert actions(client, due_since="2026-08-01", due_until="2026-08-01") == [reference]
    assert actions(client, due_until="2025-12-31") == ["ART-2025-1"]


def test_addressee_its_kind_and_owner_in_force(ledger, client):
    handed = {"kind": "handed over", "on": dt.date(2026, 2, 4), "owner": "Treasurer", "directorate": "Finance"}
    owned = more(updates=[handed]).reference
    asked = more("recommendation", addressee="Hospital Trust", addressee_kind="nhs body").reference
    assert recommendations(client, addressee="TRUST") == [asked]
    assert recommendations(client, addressee_kind="nhs body") == [asked]
    assert actions(client, owner="treasurer") == [owned]
    assert owned not in actions(client, owner="clerk")
    assert actions(client, directorate="Finance") == [owned]


def test_words_stand_in_text_reference_or_title_in_any_order(ledger, client):
    reference = more(text="Ask Ännchen for 50% of it", item_title="Trams_and trains").reference
    for text in ("ännchen", "ÄNNCHEN trams", "50% ask", "trams_and", reference.lower()):
        assert actions(client, text=text) == [reference], text
    assert actions(client, text="50_") == []
    assert actions(client, text="ännchen buses") == []


def test_status_and_lateness(ledger, client):
    done = {"kind": "completed", "on": TODAY, "text": "Done"}
    begun = {"kind": "progress", "on": TODAY, "text": "Begun"}
    complete = more(updates=[done]).reference
    progressing = more(updates=[begun], original_due_on=TODAY).reference
    overdue = more(updates=[begun], original_due_on=TODAY - dt.timedelta(days=1)).reference
    assert actions(client, status="complete") == [complete]
    assert actions(client, status="in progress") == [progressing]
    assert actions(client, status="overdue")[-1] == overdue
    assert actions(client, late="on") == actions(client, status="overdue") == ["ART-2025-1", "TRA-2026-1", overdue]


def test_a_list_says_how_many_are_late_and_leads_to_them(ledger, client):
    sent = {"kind": "sent", "on": dt.date(2026, 2, 4), "due_on": dt.date(2026, 4, 3)}
    late = more("recommendation", updates=[sent]).reference
    html = client.get(reverse("actions:recommendation-list")).content.decode()
    assert '<a class="late-link__count" href="?late=on">1 response overdue</a>' in html
    assert recommendations(client, late="on") == [late]
    assert "Show what is not overdue as well" in client.get("/recommendations/?late=on").content.decode()


def test_every_order_is_followed_and_its_reverse_is_the_reverse(ledger, client):
    soon, undated = more(original_due_on=dt.date(2025, 6, 1)).reference, more(original_due_on=None).reference
    assert actions(client, sort="due") == [
        "ART-2025-1",
        soon,
        "TRA-2026-1",
        undated,
    ]
    assert actions(client, sort="-due") == ["TRA-2026-1", soon, "ART-2025-1", undated]
    assert actions(client, sort="committee") == ["ART-2025-1", "TRA-2026-1", soon, undated]
    assert actions(client, sort="made")[0] == "ART-2025-1"
    assert actions(client, sort="status")[-1] == undated
    for sort in ("made", "committee", "status"):
        assert actions(client, sort=f"-{sort}") == actions(client, sort=sort)[::-1]


def test_a_sorted_column_says_so_and_its_link_turns_it_round(ledger, client):
    html = client.get("/actions/?sort=due&text=t&page=1").content.decode()
    assert 'aria-sort="ascending"><a class="sort" href="?sort=-due&amp;text=t">Due' in html
    assert html.count("aria-sort") == 1
    assert "aria-sort" not in client.get("/actions/").content.decode()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("status=lost", "“lost” is not one of the choices. Choose one from the list."),
        ("committee=nope", "“nope” is not one of the choices."),
        ("committee=%00", "This is not one of the choices."),
        ("committee=%3Cb%3E", "“&lt;b&gt;” is not one of the choices."),
        ("year=1066", "“1066” is not one of the choices."),
        ("sort=rank" + "k" * 10000, f"“rank{'k' * 36}…” is not one of the choices."),
        ("since=yesterday", "This is not a date."),
        ("due_until=2026-02-30", "This is not a date."),
        ("since=2025-01-01&until=2024-12-31", "This day comes before the one in “Made from”."),
        ("text=" + "x" * 10000, "Use 200 characters at most."),
        ("text=%00", "Null characters are not allowed."),
    ],
)
@pytest.mark.parametrize("name", LISTS)
def test_a_bad_filter_says_so_beside_its_field_and_is_left_out(ledger, client, name, query, sentence):
    response = client.get(f"{reverse(name)}?{query}")
    assert response.status_code == 200
    assert f'<span class="hidden-text">Error: </span>{sentence}' in response.content.decode()
    assert "A filter with a problem is left out" in response.content.decode()
    assert response.context["page_obj"].paginator.count
    other_filters_count = query.startswith("since=2025")
    assert (" (on)</summary>" in response.content.decode()) is other_filters_count
    assert '<a href="?">Clear the filters' in response.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_nothing_is_offered_as_a_file_where_nothing_was_found(ledger, client, name):
    def offers(query):
        return "Download as CSV" in client.get(f"{reverse(name)}?{query}").content.decode()

    assert offers("")
    assert not offers("text=zeppelins")


def test_a_filter_that_counts_beside_a_bad_one_is_on(ledger, client):
    assert "Filter the actions (on)</summary>" in client.get("/actions/?status=lost&text=a").content.decode()


def test_a_date_that_is_none_stays_as_it_was_typed(ledger, client):
    html = client.get("/actions/?since=next+week").content.decode()
    assert '<input type="text" name="since" value="next week"' in html


@pytest.mark.parametrize("text", ["' OR 1=1 --", "%%%", "\\", "_", "<script>", "é" * 200, "a " * 90])
@pytest.mark.parametrize("name", LISTS)
def test_no_words_break_a_list(ledger, client, name, text):
    for field in ("text", "owner", "addressee"):
        assert client.get(reverse(name), {field: text}).status_code == 200


@pytest.mark.parametrize(
    ("page", "shown"), [("-1", 1), ("0", 1), ("x", 1), ("", 1), ("9" * 5000, 1), ("2", 2), ("999999", 3)]
)
def test_any_page_number_gives_a_page(ledger, client, monkeypatch, page, shown):
    monkeypatch.setattr("actions.list_views.PAGE_SIZE", 2)
    for _ in range(3):
        more()
    response = client.get("/actions/", {"page": page})
    assert response.context["page_obj"].number == shown


def test_pages_go_through_the_whole_list_once(ledger, client, monkeypatch):
    for day in range(9):
        more(original_due_on=dt.date(2026, 5, 1) + dt.timedelta(days=day % 3))
    whole = actions(client)
    monkeypatch.setattr("actions.list_views.PAGE_SIZE", 4)
    assert [reference for page in (1, 2, 3) for reference in actions(client, page=page)] == whole


def test_a_long_list_is_counted_and_paged_to_its_cap_only(ledger, client, monkeypatch):
    monkeypatch.setattr(CappedPaginator, "CAP", 5)
    monkeypatch.setattr("actions.list_views.PAGE_SIZE", 2)
    for _ in range(3):
        more()
    exact = client.get("/actions/").content.decode()
    assert ">5 actions</h2>" in exact
    assert "of 5" in exact
    more()
    html = client.get("/actions/?page=3").content.decode()
    assert ">More than 5 actions</h2>" in html
    assert "5 to 5 of more than 5. Filters bring up the others." in html
    assert len(actions(client, page=3)) == 1


@pytest.mark.parametrize("name", LISTS)
def test_every_filter_together_costs_no_more_than_eight_queries(ledger, client, name, django_assert_max_num_queries):
    query = {
        "committee": "transport", "year": "2025", "since": "2026-01-01", "until": "2027-01-01", "text": "the",
        "due_since": "2020-01-01", "due_until": "2030-01-01", "addressee": "cab", "addressee_kind": "executive",
        "owner": "clerk", "answered": "any-late", "sort": "-due", "page": "2",
    }  # fmt: skip
    few = None
    for count in (2, 20):
        for _ in range(count):
            more("action")
            more("recommendation")
        with django_assert_max_num_queries(8) as captured:
            assert client.get(reverse(name), query).status_code == 200
        few = few or len(captured)
        assert len(captured) == few


def test_an_entry_tells_its_rule_its_neighbours_and_how_to_cite_it(ledger, client, publisher):
    entry = LedgerEntry.objects.get(reference="TRA-2026-R1")
    html = client.get(entry.get_absolute_url()).content.decode()
    assert "The time runs from the day of receipt, which is not recorded yet" in html
    assert "Transport Scrutiny Committee, recommendation TRA-2026-R1, 3 February 2026." in html
    assert 'href="/actions/TRA-2026-1/" rel="next"' in html
    assert 'rel="prev"' not in html
    action = client.get("/actions/TRA-2026-1/").content.decode()
    assert "Named in the minutes" in action
    assert 'href="/recommendations/TRA-2026-R1/" rel="prev"' in action


def test_an_extension_sets_the_date_of_an_action_and_no_last_day_for_a_response(ledger, client):
    sent = {"kind": "sent", "on": dt.date(2026, 2, 4), "due_on": dt.date(2026, 4, 3), "rule": "Two months"}
    longer = {
        "kind": "extended",
        "on": dt.date(2026, 3, 1),
        "text": "Figures were late.",
        "due_on": dt.date(2099, 1, 1),
    }
    owed = client.get(more("action", updates=[longer]).get_absolute_url()).content.decode()
    assert '<span class="facts__rule">Extended on 1 March 2026. Figures were late.</span>' in owed
    assert "Due date extended" in owed
    asked = client.get(more("recommendation", updates=[sent, longer]).get_absolute_url()).content.decode()
    assert '<span class="facts__rule">Two months</span>' in asked
    assert '<dt>Promised</dt>\n  <dd><time datetime="2099-01-01">1 January 2099</time></dd>' in asked
    assert "A later day promised" in asked
