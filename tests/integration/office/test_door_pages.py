"""The publish page: preview, reasons, difference, one button; and nothing published that was not looked at."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import GroupFactory, ItemFactory, MeetingFactory, OutcomeFactory, QuestionFactory, held_meeting

from meetings.editions.models import Edition
from meetings.models import Meeting
from portal.publishing.door import publish
from portal.publishing.stage import foresee
from portal.publishing.transitions import What

pytestmark = pytest.mark.django_db


def in_days(number):
    return timezone.localdate() + dt.timedelta(days=number)


@pytest.fixture
def meeting():
    meeting = MeetingFactory(date=in_days(30))
    ItemFactory(meeting=meeting, position=1, title="Bus services")
    return meeting


def page_of(meeting, name="door:publish", *more):
    return reverse(name, args=[meeting.committee.slug, meeting.slug, *more])


def button_of(html):
    """What the form of the button would send."""
    form = re.search(r'<form class="door__button".*?</form>', html, re.S)[0]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', form))
    fields["reason"] = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", form, re.S)[1]
    return fields


def test_the_page_shows_what_the_public_will_read(client, publisher, meeting):
    client.force_login(publisher)
    html = client.get(page_of(meeting)).content.decode()

    assert "The page as the public will see it" in html
    assert 'id="item-1-title"' in html
    assert "Nothing speaks against it" in html
    assert "Clear days: kept" in html
    assert "first edition of this meeting" in html
    assert button_of(html)["reason"] == f"Agenda of the meeting of {meeting.long_date}."


def test_the_button_publishes_and_leads_to_the_public_page(client, publisher, meeting):
    client.force_login(publisher)
    sent = button_of(client.get(page_of(meeting)).content.decode())

    answer = client.post(page_of(meeting), sent)

    assert answer.status_code == 302
    assert answer["Location"] == f"{page_of(meeting, 'door:timeline')}?published=1"
    html = client.get(answer["Location"]).content.decode()
    assert "Published: edition 1, agenda" in html
    assert reverse("meetings:meeting-detail", args=[meeting.committee.slug, meeting.slug]) in html
    assert Edition.objects.get(meeting=meeting).reason == sent["reason"]


def test_a_change_meanwhile_is_told_and_nothing_is_published(client, publisher, meeting):
    client.force_login(publisher)
    sent = button_of(client.get(page_of(meeting)).content.decode()) | {"reason": "My own words"}
    meeting.items.update(title="Train services")

    answer = client.post(page_of(meeting), sent)
    html = answer.content.decode()

    assert answer.status_code == 409
    assert not Edition.objects.exists()
    assert "Nothing was published: the record changed" in html
    since = html.partition("What changed since you opened this page")[2].partition("</section>")[0]
    assert "Bus<" in since
    assert "Train<" in since
    again = button_of(html)
    assert again["reason"] == "My own words"
    assert client.post(page_of(meeting), again).status_code == 302


@pytest.mark.parametrize("seen", ["", "short"])
def test_a_page_that_was_never_shown_is_shown_first(client, publisher, meeting, seen):
    client.force_login(publisher)
    sent = button_of(client.get(page_of(meeting)).content.decode()) | {"seen": seen}

    assert client.post(page_of(meeting), sent).status_code == 409
    assert not Edition.objects.exists()


@pytest.mark.parametrize("token", ["", "forged", "x" * 100_000, "eyJhIjoxfQ:1:abc"])
def test_a_forged_page_is_no_page(client, publisher, meeting, token):
    client.force_login(publisher)
    sent = button_of(client.get(page_of(meeting)).content.decode()) | {"shown": token, "seen": "0" * 64}

    answer = client.post(page_of(meeting), sent)

    assert answer.status_code == 409
    assert not Edition.objects.exists()


def test_what_another_publisher_was_shown_is_no_evidence(client, publisher, meeting, clerk):
    from portal.publishing.presenting import carried, changed_since

    token = carried(foresee(meeting=meeting, what=What.AGENDA, by=clerk), clerk)
    meeting.items.update(title="Train services")
    now = foresee(meeting=meeting, what=What.AGENDA, by=publisher)

    assert changed_since(token, now, publisher) == []
    assert changed_since(token, now, clerk)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"reason": "x" * 1001},
        {"reason": "a\0b"},
        {"what": "nonsense"},
        {"what": "\0"},
        {"what": "cancellation", "because": "x" * 501},
        {"what": "postponement", "because": "Snow", "new_date": "tomorrow"},
    ],
)
def test_what_is_sent_wrongly_is_told(client, publisher, meeting, wrong):
    client.force_login(publisher)
    sent = button_of(client.get(page_of(meeting)).content.decode()) | wrong

    answer = client.post(page_of(meeting), sent)

    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode() or "what" in wrong
    assert not Edition.objects.exists()


def test_reasons_lead_to_the_place_where_they_are_mended(client, publisher):
    meeting = held_meeting(date=in_days(-3))
    item = meeting.items.get()
    GroupFactory(item=item, position=7, marker="AGREED")
    client.force_login(publisher)

    html = client.get(page_of(meeting)).content.decode()

    assert f'{page_of(meeting, "office:workspace")}#minute-{item.pk}"' in html
    assert "disabled" in re.search(r'<form class="door__button".*?</form>', html, re.S)[0]


def test_the_difference_to_the_current_edition_is_shown(client, publisher, meeting):
    publish(meeting=meeting, by=publisher, reason="Agenda")
    ItemFactory(meeting=meeting, position=2, title="Footways")
    client.force_login(publisher)

    html = client.get(page_of(meeting)).content.decode()

    assert "1 item added" in html
    assert "Supplement to the agenda: 1 item added." in html


def test_a_clerk_prepares_and_has_no_button(client, clerk, meeting):
    client.force_login(clerk)
    html = client.get(page_of(meeting)).content.decode()

    assert "The page as the public will see it" in html
    assert "door__button" not in html
    assert client.post(page_of(meeting), {}).status_code == 403

    assert client.post(page_of(meeting, "door:ready")).status_code == 302
    html = client.get(page_of(meeting)).content.decode()
    assert "Clem Clerk said on" in html


def test_a_cancellation_asks_for_its_reason_first(client, publisher, meeting):
    client.force_login(publisher)
    html = client.get(page_of(meeting), {"what": "cancellation"}).content.decode()
    assert "Say why the meeting is cancelled" in html
    assert "door__button" not in html

    html = client.get(page_of(meeting), {"what": "cancellation", "because": "Snow <b>fell</b>."}).content.decode()
    assert "Snow &lt;b&gt;fell&lt;/b&gt;." in html

    sent = button_of(html) | {"because": "Snow fell."}
    assert client.post(page_of(meeting), sent).status_code == 409, "another reason is another page"


def test_a_postponement_makes_the_new_meeting(client, publisher, meeting):
    client.force_login(publisher)
    asked = {"what": "postponement", "because": "Snow fell.", "new_date": in_days(37).isoformat(), "new_start": ""}
    html = client.get(page_of(meeting), asked).content.decode()
    assert f"This also publishes the meeting of {in_days(37).day} " in html

    assert client.post(page_of(meeting), button_of(html)).status_code == 302

    meeting.refresh_from_db()
    old = client.get(reverse("meetings:meeting-detail", args=[meeting.committee.slug, meeting.slug])).content.decode()
    new_url = reverse("meetings:meeting-detail", args=[meeting.committee.slug, meeting.replaced_by.slug])
    assert "It is held instead on" in old
    assert new_url in old
    assert "Held instead of a meeting that was postponed" in client.get(new_url).content.decode()


@pytest.mark.parametrize("asked", ["?what=nonsense", "?what=%00"])
def test_an_unknown_choice_is_no_page(client, publisher, meeting, asked):
    client.force_login(publisher)
    assert client.get(page_of(meeting) + asked).status_code == 404


@pytest.mark.parametrize("asked", ["agenda", "approved-minutes", "new-date", "correction"])
def test_a_choice_that_is_not_open_says_so(client, publisher, meeting, asked):
    publish(meeting=meeting, by=publisher, reason="Agenda")
    client.force_login(publisher)
    answer = client.get(page_of(meeting), {"what": asked})

    assert answer.status_code == 200
    assert "cannot be published of this meeting as it stands" in answer.content.decode()


def test_where_preparer_and_publisher_differ_the_button_waits(client, publisher, clerk, meeting, settings):
    settings.PREPARER_AND_PUBLISHER_DIFFER = True
    client.force_login(publisher)
    assert "Nobody has said yet" in client.get(page_of(meeting)).content.decode()
    client.force_login(clerk)
    client.post(page_of(meeting, "door:ready"))
    client.force_login(publisher)
    html = client.get(page_of(meeting)).content.decode()
    assert "Nothing speaks against it" in html
    assert client.post(page_of(meeting), button_of(html)).status_code == 302


def grown(count):
    """A meeting with draft minutes of so many items, that approved as many minutes of earlier meetings."""
    meeting = held_meeting(date=in_days(-3))
    for position in range(2, count + 1):
        item = ItemFactory(meeting=meeting, position=position, minutes_html="<p>Buses.</p>")
        group = GroupFactory(item=item, position=1)
        OutcomeFactory(group=group, position=1)
        QuestionFactory(meeting=meeting, number=f"PQ {position}", position=position, response="So.")
    return meeting


@pytest.mark.parametrize("name", ["door:publish", "door:timeline"])
def test_the_pages_ask_as_much_for_twenty_items_as_for_two(
    client, publisher, name, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(publisher)
    small, large = grown(2), grown(20)
    for meeting in (small, large):
        publish(meeting=meeting, by=publisher, reason="Draft minutes")
        Meeting.objects.filter(pk=meeting.pk).update(notes="Something else.")
    client.get(page_of(small, name))
    with django_assert_max_num_queries(70) as captured:
        client.get(page_of(small, name))
    with django_assert_num_queries(len(captured)):
        client.get(page_of(large, name))
