"""Minutes in the office: each item saved by itself, all by one button, versions, and who else is there."""

import json
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factories import GrantFactory, ItemFactory, MeetingFactory, UserFactory

from meetings.models import AgendaItem, MinutesVersion, Presence
from meetings.phrases import PHRASES
from meetings.workflow.minutes import save_minutes
from portal.accounts.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return MeetingFactory()


@pytest.fixture
def item(meeting):
    return ItemFactory(meeting=meeting, position=1, title="Bus services")


@pytest.fixture
def office(client, clerk):
    client.force_login(clerk)
    return client


def at(name, meeting, *more):
    return reverse(f"office:{name}", args=[meeting.committee.slug, meeting.slug, *more])


def post(client, address, what):
    return client.post(address, json.dumps(what), content_type="application/json")


def typed(html="<p>a</p>", based_on=0, **more):
    return {"html": html, "based_on": based_on, "save_key": str(uuid.uuid4()), **more}


def test_a_text_is_saved(office, meeting, item):
    answer = post(office, at("minutes-save", meeting, item.pk), typed())

    assert (answer.status_code, answer.json()) == (200, {"revision": 1, "new": True})
    item.refresh_from_db()
    assert item.minutes_html == "<p>a</p>"


def test_a_text_beside_another_is_answered_with_the_way_to_settle_both(office, meeting, item):
    post(office, at("minutes-save", meeting, item.pk), typed())
    answer = post(office, at("minutes-save", meeting, item.pk), typed("<p>b</p>"))

    assert answer.status_code == 409
    assert answer.json() == {"revision": 2, "new": True, "settle": at("minutes-settle", meeting, item.pk, 2)}
    page = office.get(at("workspace", meeting)).content.decode()
    assert answer.json()["settle"] in page


@pytest.mark.parametrize(
    "what",
    [
        {},
        [],
        "text",
        {"html": "<p>a</p>"},
        typed(based_on=-1),
        typed(based_on=10**30),
        typed(based_on=4),
        typed(save_key="no key"),
        typed(html="<p>" + "x" * 500_000 + "</p>"),
        typed(html={"a": 1}, based_on=[1]),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(office, meeting, item, what):
    answer = post(office, at("minutes-save", meeting, item.pk), what)

    assert answer.status_code == 422
    assert answer.json()["sentence"].endswith(".")
    assert not item.versions.exists()


@pytest.mark.parametrize("body", [b"", b"\xff", b"{", b"[" * 50_000])
def test_what_cannot_be_read_is_refused(office, meeting, item, body):
    for name in ("minutes-save", "presence", "clean-paste"):
        more = [item.pk] if name == "minutes-save" else []
        answer = office.post(at(name, meeting, *more), body, content_type="application/json")
        assert answer.status_code == 422


@pytest.mark.parametrize("size", [2_450_000, 3_000_000])
def test_what_is_too_long_is_refused(office, meeting, item, size):
    answer = post(office, at("minutes-save", meeting, item.pk), typed("x" * size))

    assert answer.status_code == 413
    assert answer.json()["sentence"]


def test_nul_and_halves_of_letters_are_left_out(office, meeting, item):
    body = json.dumps(typed("<p>a\0b\ud800c</p>"))
    answer = office.post(at("minutes-save", meeting, item.pk), body, content_type="application/json")

    assert answer.status_code == 200
    item.refresh_from_db()
    assert item.minutes_html == "<p>abc</p>"


def test_an_item_of_another_meeting_is_not_there(office, meeting):
    other = ItemFactory()
    for number in (other.pk, 10**30):
        assert post(office, at("minutes-save", meeting, number), typed()).status_code == 404
        assert office.get(at("minutes-versions", meeting, number)).status_code == 404
    assert not MinutesVersion.objects.exists()


def test_a_script_that_is_signed_out_is_told_so(client, meeting, item):
    answer = client.post(
        at("minutes-save", meeting, item.pk), json.dumps(typed()), content_type="application/json",
        headers={"X-Requested-With": "fetch"},
    )  # fmt: skip

    assert (answer.status_code, answer["X-Signed-Out"]) == (401, "1")


def test_a_fresh_token_says_whose_it_is(office, clerk):
    answer = office.get(reverse("office:fresh-token")).json()

    assert (answer["user"], answer["name"]) == (clerk.pk, clerk.name)
    assert len(answer["token"]) == 64


def test_what_is_pasted_is_cleaned_and_not_kept(office, meeting):
    html = "<p class=MsoNormal><b>a</b><script>x</script><o:p></o:p></p>"
    answer = post(office, at("clean-paste", meeting), {"html": html})

    assert answer.json() == {"html": "<p><strong>a</strong></p>"}
    assert not MinutesVersion.objects.exists()


# Without scripts.


def fields(page):
    """What the page's form of all minutes would send."""
    found = dict(re.findall(r'<input type="hidden" name="((?:kind|based_on)-\d+)" value="([^"]*)"', page))
    found |= {"save_key": re.search(r'name="save_key" value="([^"]+)"', page)[1]}
    texts = re.findall(r'<textarea id="text-\d+" name="(text-\d+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    return found | dict(texts)


def test_all_items_are_saved_by_one_button_and_only_those_that_changed(office, meeting):
    items = [ItemFactory(meeting=meeting, position=number) for number in (1, 2, 3)]
    AgendaItem.objects.filter(pk=items[2].pk).update(minutes_html="<p>Kept &amp; <strong>dressed</strong>.</p>")
    sent = fields(office.get(at("workspace", meeting)).content.decode())
    assert sent[f"kind-{items[0].pk}"] == "plain"
    assert sent[f"kind-{items[2].pk}"] == "html"
    sent[f"text-{items[2].pk}"] = "<p>Kept &amp; <strong>dressed</strong>.</p>"
    sent[f"text-{items[0].pk}"] = "One.\r\n\r\n- two\r\n- three"
    answer = office.post(at("minutes-save-all", meeting), sent)

    assert answer.status_code == 302
    assert answer["Location"] == at("workspace", meeting) + "#minutes"
    for item in items:
        item.refresh_from_db()
    assert items[0].minutes_html == "<p>One.</p><ul><li>two</li><li>three</li></ul>"
    assert MinutesVersion.objects.count() == 1
    office.post(at("minutes-save-all", meeting), sent)
    assert MinutesVersion.objects.count() == 1, "the same form sent twice"


def test_a_button_at_an_item_leads_back_to_it(office, meeting, item):
    sent = fields(office.get(at("workspace", meeting)).content.decode())
    answer = office.post(at("minutes-save-all", meeting), sent | {f"at-{item.pk}": ""})

    assert answer["Location"].endswith(f"#minute-{item.pk}")


def test_without_scripts_too_a_text_of_somebody_else_is_not_overwritten(office, meeting, item, publisher):
    sent = fields(office.get(at("workspace", meeting)).content.decode())
    save_minutes(item=item, html="<p>Theirs.</p>", based_on=0, by=publisher)
    answer = office.post(at("minutes-save-all", meeting), sent | {f"text-{item.pk}": "Mine."}, follow=True)

    assert answer.status_code == 200
    item.refresh_from_db()
    assert item.minutes_html == "<p>Theirs.</p>"
    assert item.versions.waiting().get().html == "<p>Mine.</p>"
    assert "Settle both texts" in answer.content.decode()


def test_a_text_that_is_refused_comes_back_with_the_reason(office, meeting, item):
    sent = fields(office.get(at("workspace", meeting)).content.decode())
    answer = office.post(at("minutes-save-all", meeting), sent | {f"text-{item.pk}": "long " * 90_000})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "too long for the minutes of one item" in page
    assert page.count("long long long") > 0
    assert f'aria-describedby="text-{item.pk}-error"' in page


@pytest.mark.parametrize(
    "more", [{"kind": "nonsense"}, {"based_on": "x"}, {"based_on": str(10**30)}, {"save_key": "no key", "text": "a"}]
)
def test_a_form_out_of_shape_is_no_error(office, meeting, item, more):
    sent = {f"{name}-{item.pk}" if name != "save_key" else name: value for name, value in more.items()}

    assert office.post(at("minutes-save-all", meeting), sent).status_code == 302


# Versions.


@pytest.fixture
def two_versions(item, clerk):
    save_minutes(item=item, html="<p>The committee considered the buses.</p>", based_on=0, by=clerk)
    save_minutes(item=item, html="<p>The committee welcomed the buses.</p>", based_on=1, by=clerk)


def test_many_saves_in_a_row_read_as_one_sitting(office, meeting, item, clerk, publisher):
    for number in range(30):
        words = " ".join(f"w{word}" for word in range(number + 1))
        save_minutes(item=item, html=f"<p>{words}</p>", based_on=number, by=clerk)
    save_minutes(item=item, html="<p>one</p>", based_on=30, by=publisher)
    page = office.get(at("minutes-versions", meeting, item.pk)).content.decode()

    assert page.count('class="version"') == 2
    assert "30 saves since" in page
    assert "29 words fewer than version 30" in page
    assert "Petra Publisher" in page


def test_two_versions_are_compared_word_by_word(office, meeting, item, two_versions):
    address = at("minutes-compare", meeting, item.pk)
    page = office.get(address, {"before": 2, "after": 1}).content.decode()

    assert "considered" in re.search("<del>.*?</del>", page, re.DOTALL)[0]
    assert "welcomed" in re.search("<ins>.*?</ins>", page, re.DOTALL)[0]
    assert office.get(address, {"before": 0, "after": 1}).status_code == 200
    assert office.get(address, {"before": 1, "after": 9}).status_code == 404
    assert office.get(address, {"before": "x", "after": "1"}).status_code == 422


def test_a_version_is_restored_by_a_new_one(office, meeting, item, two_versions):
    answer = office.post(at("minutes-restore", meeting, item.pk), {"number": 1, "based_on": 2}, follow=True)

    item.refresh_from_db()
    assert (item.minutes_html, item.minutes_revision) == ("<p>The committee considered the buses.</p>", 3)
    assert "Version 1 of the minutes stands again, as version 3." in answer.content.decode()


def test_restoring_what_somebody_changed_meanwhile_is_refused(office, meeting, item, two_versions):
    answer = office.post(at("minutes-restore", meeting, item.pk), {"number": 1, "based_on": 1})

    assert answer.status_code == 422
    assert "after you opened the versions" in answer.content.decode()


@pytest.fixture
def beside(item, clerk, publisher):
    save_minutes(item=item, html="<p>The committee considered buses.</p><p>It ended.</p>", based_on=0, by=clerk)
    save_minutes(item=item, html="<p>The committee considered trams.</p><p>It ended.</p>", based_on=0, by=publisher)
    return 2


def test_two_texts_stand_side_by_side(office, meeting, item, beside):
    page = office.get(at("minutes-settle", meeting, item.pk, beside)).content.decode()
    left, right = re.findall(r'<div class="prose" role="cell">(.*?)</div>', page, re.DOTALL)[:2]

    assert "buses" in left
    assert "trams" not in left
    assert "trams" in right
    assert "buses" not in right
    assert "The committee considered buses." in page.split("<textarea")[1]
    other = office.get(at("minutes-settle", meeting, item.pk, beside), {"from": "beside"}).content.decode()
    assert "The committee considered trams." in other.split("<textarea")[1]


def test_settling(office, meeting, item, beside):
    address = at("minutes-settle", meeting, item.pk, beside)
    answer = office.post(address, {"kind": "plain", "text": "Buses and trams.", "based_on": 1}, follow=True)

    item.refresh_from_db()
    assert item.minutes_html == "<p>Buses and trams.</p>"
    assert not item.versions.waiting()
    assert "are settled" in answer.content.decode()
    assert "have been settled" in office.get(address).content.decode()


def test_settling_over_a_newer_text_gives_back_what_was_typed(office, meeting, item, beside, clerk):
    save_minutes(item=item, html="<p>Newer.</p>", based_on=1, by=clerk)
    sent = {"kind": "plain", "text": "Buses and trams.", "based_on": 1}
    answer = office.post(at("minutes-settle", meeting, item.pk, beside), sent)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "saved anew while you compared" in page
    assert "Buses and trams." in page
    assert 'name="based_on" value="3"' in page


@pytest.mark.parametrize("sent", [{}, {"kind": "x", "text": "a", "based_on": "1"}, {"kind": "plain", "based_on": ""}])
def test_settling_out_of_shape_is_refused(office, meeting, item, beside, sent):
    assert office.post(at("minutes-settle", meeting, item.pk, beside), sent).status_code == 422


def test_there_is_nothing_to_settle_about_a_text_that_stands(office, meeting, item, beside):
    for number in (0, 1, 9):
        assert office.get(at("minutes-settle", meeting, item.pk, number)).status_code == 404


# Presence.


def here(page=1, **more):
    return {"page": str(uuid.UUID(int=page)), **more}


def test_pages_learn_of_each_other_and_of_changes(office, meeting, item, clerk, publisher, client):
    save_minutes(item=item, html="<p>a</p>", based_on=0, by=publisher)
    other = client.__class__()
    other.force_login(publisher)
    post(other, at("presence", meeting), here(2, item=item.pk))
    answer = post(office, at("presence", meeting), here(item=None, revisions={str(item.pk): 0})).json()

    assert answer["others"] == [{"name": "Petra Publisher", "item": item.pk}]
    (changed,) = answer["changed"]
    assert (changed["html"], changed["revision"], changed["by"]) == ("<p>a</p>", 1, "Petra Publisher")
    answer = post(office, at("presence", meeting), here(revisions={str(item.pk): 1})).json()
    assert answer["changed"] == []


def test_texts_to_be_settled_are_told(office, meeting, item, beside):
    assert post(office, at("presence", meeting), here()).json()["waiting"] == [[item.pk, 2]]


def test_a_page_that_closes_is_gone(office, meeting):
    post(office, at("presence", meeting), here())
    answer = post(office, at("presence", meeting), here(left=True))

    assert answer.status_code == 204
    assert not Presence.objects.exists()


@pytest.mark.parametrize("told", [{}, {"page": "x"}, here(item="x"), here(item=10**30), here(item=-1)])
def test_a_page_out_of_shape_is_refused(office, meeting, told):
    assert post(office, at("presence", meeting), told).status_code == 422


@pytest.mark.parametrize("revisions", [[], "x", {"1": "x", "x": None}, {str(10**30): 10**30}])
def test_nonsense_about_revisions_is_no_error(office, meeting, item, revisions):
    assert post(office, at("presence", meeting), here(revisions=revisions)).status_code == 200


# The page.


def queries(client, address, meeting, items):
    for number in range(meeting.items.count() + 1, items + 1):
        item = ItemFactory(meeting=meeting, position=number)
        by = UserFactory()
        GrantFactory(user=by, role=Role.CLERK)
        save_minutes(item=item, html=f"<p>Text {number}.</p>", based_on=0, by=by)
        save_minutes(item=item, html="<p>Beside.</p>", based_on=0, by=by)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_twenty_items_cost_as_many_queries_as_two(office, meeting):
    few = queries(office, at("workspace", meeting), meeting, 2)

    assert queries(office, at("workspace", meeting), meeting, 20) == few


@pytest.mark.parametrize("name", ["minutes-versions", "minutes-compare", "minutes-settle"])
def test_twenty_versions_cost_as_many_queries_as_two(office, meeting, item, clerk, publisher, name):
    save_minutes(item=item, html="<p>a</p>", based_on=0, by=clerk)
    save_minutes(item=item, html="<p>b</p>", based_on=0, by=publisher)
    address = at(name, meeting, item.pk, *([2] if name == "minutes-settle" else []))
    address += "?before=1&after=2" if name == "minutes-compare" else ""
    few = queries(office, address, meeting, 1)
    for number in range(20):
        by = clerk if number % 2 else publisher
        save_minutes(item=item, html=f"<p>{number}</p>", based_on=item.versions.count() if number else 1, by=by)

    assert queries(office, address, meeting, 1) == few


def test_every_phrase_stands_on_the_page_and_has_a_name_of_its_own(office, meeting, item):
    page = office.get(at("workspace", meeting)).content.decode()

    assert all(f"<code>;{phrase.name}</code>" in page for phrase in PHRASES)
    assert len({phrase.name for phrase in PHRASES}) == len(PHRASES)


def test_a_meeting_without_items_has_nothing_to_write(office, meeting):
    page = office.get(at("workspace", meeting)).content.decode()

    assert "minutes-form" not in page
