"""The editions of a meeting and what changed between two of them."""

import datetime as dt

import pytest
from django.urls import reverse
from factories import CommitteeFactory, DocumentFactory, ItemFactory, held_meeting

from portal.publishing.door import publish, withdraw

pytestmark = pytest.mark.django_db
MEETING = ["transport", "2026-02-03"]


@pytest.fixture
def meeting(publisher):
    """Three editions; in the second, words of an item changed and Trams came; in the third a paper came."""
    committee = CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")
    meeting = held_meeting(committee=committee, date=dt.date(2026, 2, 3))
    publish(meeting=meeting, by=publisher, reason="Draft minutes for approval")
    item = meeting.items.get()
    item.minutes_html = "<p>The committee considered evening buses.</p><p>It thanked the officers.</p>"
    item.save()
    ItemFactory(meeting=meeting, position=2, title="Trams")
    publish(meeting=meeting, by=publisher, reason="Trams were missing")
    DocumentFactory.with_file(meeting=meeting, title="Map of routes")
    publish(meeting=meeting, by=publisher, reason="The map came late")
    return meeting


def editions_page(client, status=200, **query):
    response = client.get(reverse("meetings:edition-list", args=MEETING), query)
    assert response.status_code == status
    return response.content.decode()


def compare(client, earlier, later):
    return client.get(reverse("meetings:edition-compare", args=[*MEETING, earlier, later]))


def test_every_edition_is_listed_with_who_why_and_what_it_changed(meeting, client):
    html = editions_page(client)
    assert html.index("Edition 3:") < html.index("Edition 2:") < html.index("Edition 1:")
    assert "The map came late" in html
    assert "Published by Petra Publisher" in html
    assert meeting.editions.get(number=1).sha256 in html
    assert "/meetings/transport/2026-02-03/compare/2/3/" in html
    assert "/meetings/transport/2026-02-03/compare/1/2/" in html


def test_who_published_is_read_from_the_edition_and_not_from_the_account(meeting, client, publisher):
    publisher.name = "Renamed Since"
    publisher.save()
    assert "Renamed Since" not in editions_page(client)


def test_a_withdrawn_edition_keeps_its_place_and_none_of_its_words(meeting, client, publisher):
    withdraw(edition=meeting.editions.get(number=2), by=publisher, reason="It named a patient")
    html = editions_page(client)
    assert "It named a patient" in html
    assert "Trams were missing" not in html
    assert "/compare/1/3/" in html
    assert "/compare/1/2/" not in html


def test_a_meeting_of_which_all_was_withdrawn_lists_tombstones_alone(meeting, client, publisher):
    for edition in meeting.editions.all():
        withdraw(edition=edition, by=publisher, reason="By mistake")
    html = editions_page(client)
    assert html.count("By mistake") == 3
    assert "No edition of this meeting is public at present." in html
    assert "Show what changed" not in html


def test_two_chosen_editions_lead_to_their_comparison_in_the_right_order(meeting, client):
    for pair in ({"earlier": 1, "later": 3}, {"earlier": 3, "later": 1}):
        response = client.get(reverse("meetings:edition-list", args=MEETING), pair)
        assert (response.status_code, response["Location"]) == (302, "/meetings/transport/2026-02-03/compare/1/3/")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"earlier": "2", "later": "2"}, "an edition does not differ from itself"),
        ({"earlier": "2", "later": "9"}, "Choose one of the editions that stand"),
        ({"earlier": "\0", "later": "x" * 10_000}, "Choose one of the editions that stand"),
        ({"later": "1"}, "There is a problem"),
    ],
)
def test_a_choice_that_cannot_be_compared_is_told_so(meeting, client, query, sentence):
    assert sentence in editions_page(client, **query)


def test_an_unknown_word_in_the_address_is_no_choice(meeting, client):
    assert "There is a problem" not in editions_page(client, page="-1")


def test_the_comparison_says_what_changed_and_why(meeting, client):
    html = compare(client, 1, 2).content.decode()
    assert "<li>1 item changed</li>" in html
    assert "<li>1 item added</li>" in html
    assert "Draft minutes for approval" in html
    assert "Trams were missing" in html
    assert "by Petra Publisher" in html
    assert '<ins><span class="hidden-text">[added: </span>evening <span class="hidden-text">]</span></ins>' in html


def test_a_removed_paper_and_item_are_still_to_be_read_in_the_comparison(meeting, client, publisher):
    meeting.items.get(title="Trams").delete()
    meeting.documents.all().delete()
    publish(meeting=meeting, by=publisher, reason="Put right")
    html = compare(client, 3, 4).content.decode()
    assert 'data-state="removed">Removed' in html
    assert "Removed file" in html
    assert "Trams" in html


def test_editions_of_the_same_words_say_so(meeting, client, publisher):
    for number, notes in enumerate(("Use the side door.", "")):
        meeting.notes = notes
        meeting.save()
        publish(meeting=meeting, by=publisher, reason=f"Notes {number}")
    assert "No word that a reader sees has changed." in compare(client, 3, 5).content.decode()


def test_words_of_a_comparison_are_escaped(meeting, client, publisher):
    item = meeting.items.get(position=2)
    item.title, item.minutes_html = "<script>alert(1)</script>", "<p>a &lt;script&gt; b</p>"
    item.save()
    meeting.notes = "<img src=x onerror=alert(1)>"
    meeting.save()
    publish(meeting=meeting, by=publisher, reason="<b>Because</b>")
    html = compare(client, 3, 4).content.decode()
    assert "<script>" not in html
    assert "<img" not in html
    assert "<b>Because" not in html


def test_swapped_numbers_lead_to_the_right_order(meeting, client):
    response = compare(client, 3, 1)
    assert (response.status_code, response["Location"]) == (301, "/meetings/transport/2026-02-03/compare/1/3/")


@pytest.mark.parametrize(("earlier", "later"), [(1, 9), (2, 2), (1, 10**8)])
def test_what_cannot_be_compared_gets_a_page(meeting, client, earlier, later):
    response = compare(client, earlier, later)
    assert response.status_code == 404
    assert "There is nothing to compare here" in response.content.decode()


def test_numbers_beyond_counting_are_not_found(meeting, client):
    assert client.get(f"/meetings/transport/2026-02-03/compare/1/{'9' * 5000}/").status_code == 404


@pytest.mark.parametrize("pair", [(1, 2), (2, 3), (2, 2)])
def test_a_withdrawn_edition_is_not_compared(meeting, client, publisher, pair):
    withdraw(edition=meeting.editions.get(number=2), by=publisher, reason="It named a patient")
    response = compare(client, *pair)
    html = response.content.decode()
    assert response.status_code == 410
    assert "Edition 2 has been withdrawn" in html
    for word in ("Trams", "evening", "missing"):
        assert word not in html


def test_a_meeting_that_was_never_published_has_no_editions(meeting, client):
    assert client.get("/meetings/transport/1999-01-01/editions/").status_code == 404
    assert client.get("/meetings/transport/1999-01-01/compare/1/2/").status_code == 404


def test_the_meeting_leads_to_its_editions_and_an_old_one_to_what_changed(meeting, client):
    html = client.get("/meetings/transport/2026-02-03/").content.decode()
    assert 'href="/meetings/transport/2026-02-03/editions/"' in html
    assert "/compare/2/3/" in html
    old = client.get("/meetings/transport/2026-02-03/editions/1/").content.decode()
    assert '<a href="/meetings/transport/2026-02-03/compare/1/3/">see what changed</a>' in old


def test_pages_of_editions_cost_the_same_for_three_and_for_twenty(
    meeting, client, publisher, django_assert_num_queries, django_assert_max_num_queries
):
    for number in range(18):
        ItemFactory(meeting=meeting, position=10 + number)
        publish(meeting=meeting, by=publisher, reason=f"Reason {number}")
        if number in (0, 17):
            with django_assert_num_queries(2):
                editions_page(client)
            with django_assert_num_queries(3):
                compare(client, 1, number + 4)
