"""The outcomes of an item on the workspace: what a script and a browser without one are answered."""

import datetime as dt
import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factories import GroupFactory, ItemFactory, MeetingFactory, OutcomeFactory, held_meeting

from meetings.models import Outcome, OutcomeGroup, Undertaking
from meetings.policies.voting import Voting
from meetings.workspace import Workspace
from meetings.workspace.outcomes_item import outcomes_of
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}
LIST = "RESOLVED: That the committee:\r\na) notes the report;\r\nb) recommends that Cabinet acts."


@pytest.fixture
def item():
    meeting = MeetingFactory(date=dt.date(2026, 2, 3))
    return ItemFactory(meeting=meeting, position=3, title="Ferries", minutes_html="<p>Fares rose.</p>")


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


def address(name, item, *arguments):
    return reverse(f"office:{name}", args=[item.meeting.committee.slug, item.meeting.slug, *arguments])


def add(client, item, text, **options):
    return client.post(address("outcomes-add", item, item.pk), {f"outcomes-{item.pk}": text}, **options)


def words(response):
    return html.unescape(response.content.decode())


def test_a_script_gets_the_block_of_the_item_alone(signed_in, item):
    response = add(signed_in, item, LIST, headers=SCRIPT)
    assert response.status_code == 200
    page = words(response)
    assert page.lstrip().startswith(f'<div class="decided" id="outcomes-{item.pk}"')
    assert "notes the report;" in page
    assert "to Cabinet" in page
    assert "Fares rose." not in page, "the editor of the item is not sent"
    assert "csrfmiddlewaretoken" in page


def test_without_a_script_the_clerk_comes_back_to_the_item(signed_in, item):
    response = add(signed_in, item, LIST)
    assert response.status_code == 302
    assert response["Location"].endswith(f"#outcomes-{item.pk}")
    page = words(signed_in.get(response["Location"]))
    assert "recommends that Cabinet acts." in page
    assert f'name="outcomes-{item.pk}"' in page
    assert page.count("csrfmiddlewaretoken") >= 1
    assert 'form="minutes-form"' in page


@pytest.mark.parametrize("headers", [SCRIPT, {}])
def test_a_list_that_is_refused_is_shown_again(signed_in, item, headers):
    response = add(signed_in, item, "x" * 30_000, headers=headers)
    assert response.status_code == 422
    assert "longer than 20,000 letters" in words(response)
    assert "x" * 30_000 in words(response)


def test_a_line_is_edited_with_and_without_a_script(signed_in, item):
    add(signed_in, item, LIST)
    line = Outcome.objects.get(label="a")
    for headers in (SCRIPT, {}):
        page = words(signed_in.get(address("outcome-edit", item, line.pk), headers=headers))
        assert f'name="line-{line.pk}-text"' in page
    data = {
        f"line-{line.pk}-{name}": value
        for name, value in {
            "kind": "action", "text": "sends the figures", "label": "a", "owner": "Head of Ferries",
            "directorate": "", "due": "in six weeks", "addressee": "", "addressee_kind": "",
        }.items()
    }  # fmt: skip
    response = signed_in.post(address("outcome-edit", item, line.pk), data, headers=SCRIPT)
    assert "for Head of Ferries, due 17 March 2026" in words(response)


def test_an_unclear_due_date_is_refused_with_examples(signed_in, item):
    add(signed_in, item, LIST)
    line = Outcome.objects.get(label="a")
    data = {f"line-{line.pk}-{name}": value for name, value in {"kind": "action", "text": "x", "due": "soon"}.items()}
    response = signed_in.post(address("outcome-edit", item, line.pk), data, headers=SCRIPT)
    assert response.status_code == 422
    page = words(response)
    assert "“soon” does not say one day. Type it like “26 April 2026”" in page
    assert 'value="soon"' in page


def test_what_somebody_else_changed_is_not_overwritten_unseen(signed_in, item):
    add(signed_in, item, LIST)
    line = Outcome.objects.get(label="a")
    page = words(signed_in.get(address("outcome-edit", item, line.pk), headers=SCRIPT))
    seen = re.search(rf'name="line-{line.pk}-seen" value="(\w+)"', page)[1]
    Outcome.objects.filter(pk=line.pk).update(text="notes it with thanks")
    data = {"kind": "resolution", "text": "notes it", "label": "a", "seen": seen}
    response = signed_in.post(
        address("outcome-edit", item, line.pk), {f"line-{line.pk}-{k}": v for k, v in data.items()}, headers=SCRIPT
    )
    assert response.status_code == 422
    assert "Somebody else changed this" in words(response)
    assert Outcome.objects.get(pk=line.pk).text == "notes it with thanks"


def test_a_group_is_given_its_vote_and_its_place(signed_in, item):
    add(signed_in, item, LIST)
    group = OutcomeGroup.objects.get()
    data = {"marker": "RESOLVED:", "votes_for": "5", "votes_against": "1", "votes_abstained": "0", "place": "1"}
    values = {f"group-{group.pk}-{name}": value for name, value in data.items()}
    response = signed_in.post(address("group-edit", item, group.pk), values, headers=SCRIPT)
    assert "For 5, against 1, abstained 0." in words(response)
    group.refresh_from_db()
    assert group.after_block == 1
    del values[f"group-{group.pk}-votes_abstained"]
    response = signed_in.post(address("group-edit", item, group.pk), values, headers=SCRIPT)
    assert response.status_code == 422
    assert "0 counts too" in words(response)


@pytest.mark.parametrize("wrong", ["9" * 30, "-1", "x", "\x00"])
def test_figures_that_are_none_are_refused(signed_in, item, wrong):
    add(signed_in, item, LIST)
    group = OutcomeGroup.objects.get()
    values = {f"group-{group.pk}-{name}": wrong for name in ("votes_for", "votes_against", "votes_abstained", "place")}
    assert signed_in.post(address("group-edit", item, group.pk), values, headers=SCRIPT).status_code == 422


def test_more_votes_than_voters_is_a_warning(item, clerk):
    GroupFactory(item=item, position=1, votes_for=5, votes_against=2, votes_abstained=0)
    workspace = Workspace(item.meeting, clerk)
    workspace.voting = {item.pk: Voting(("A", "B", "C"), (), 3)}
    [group] = outcomes_of(workspace, workspace.items[0])["groups"]
    assert group.warning == "7 votes are counted, but 3 of those present may vote on this item."


@pytest.mark.parametrize("headers", [SCRIPT, {}])
def test_removing_a_line_of_the_ledger_is_asked_first(client, publisher, headers):
    meeting = held_meeting()
    publish(meeting=meeting, by=publisher, reason="Draft minutes.")
    client.force_login(publisher)
    item = meeting.items.get()
    line = Outcome.objects.get(kind="action")
    response = client.post(address("outcome-remove", item, line.pk), headers=headers)
    assert response.status_code == 422
    assert "the ledger marks the entry withdrawn" in words(response)
    client.post(address("outcome-remove", item, line.pk), {"confirmed": "yes"}, headers=headers)
    assert not Outcome.objects.filter(pk=line.pk).exists()


def test_promises_are_acted_on_and_dismissed(signed_in, item):
    first = Undertaking.objects.create(item=item, text="The Director of Place would send a note within 28 days.")
    second = Undertaking.objects.create(item=item, text="A note would be circulated to the committee.")
    item.minutes_html = f"<p>{second.text}</p>"
    item.save()
    page = words(signed_in.post(address("undertaking-act", item, first.pk), headers=SCRIPT))
    action = Outcome.objects.get()
    assert f'name="line-{action.pk}-owner" value="Director of Place"' in page
    assert f'name="line-{action.pk}-due" value="3 March 2026"' in page
    response = signed_in.post(address("undertaking-dismiss", item, second.pk), {"reason": "Done already"})
    assert response.status_code == 302
    page = words(signed_in.post(address("undertaking-undo", item, second.pk), headers=SCRIPT))
    assert "Make it an action" in page


def test_outcomes_in_the_text_are_offered_and_can_be_left_there(signed_in, item):
    item.minutes_html = "<p>Fares rose. RESOLVED that the report be noted.</p>"
    item.save()
    page = words(signed_in.get(address("outcomes-found", item, item.pk)))
    assert "Lift out of the text" in page
    digest = re.search(r'name="digest" value="(\w+)"', page)[1]
    page = words(signed_in.post(address("outcomes-keep", item, item.pk), {"digest": digest}, headers=SCRIPT))
    assert "Lift out of the text" not in page
    response = signed_in.post(address("outcomes-keep", item, item.pk), {"digest": "0" * 16}, headers=SCRIPT)
    assert response.status_code == 422


def test_outcomes_in_the_text_are_lifted_out(signed_in, item):
    item.minutes_html = (
        "<p>Fares rose. RESOLVED that the report be noted. The Chair thanked officers.</p><p>They left.</p>"
    )
    item.save()
    later = GroupFactory(item=item, position=1, after_block=2, marker="AGREED")
    page = words(signed_in.get(address("outcomes-found", item, item.pk)))
    digest = re.search(r'name="digest" value="(\w+)"', page)[1]
    response = signed_in.post(address("outcomes-lift", item, item.pk), {"digest": digest}, headers=SCRIPT)
    assert response["HX-Retarget"] == "#minutes", "the text has changed, so its editor comes anew"
    item.refresh_from_db()
    assert item.minutes_html == "<p>Fares rose.</p><p>The Chair thanked officers.</p><p>They left.</p>"
    assert item.versions.order_by("-number").first().cause == "lifted"
    places = [(group.marker, group.after_block) for group in item.outcome_groups.all()]
    assert places == [("RESOLVED", 1), (later.marker, 3)]


def test_one_button_saves_all_texts_and_all_lists(signed_in, item):
    other = ItemFactory(meeting=item.meeting, position=4)
    typed = {
        f"text-{item.pk}": "A briefing note would be circulated to the committee.", f"kind-{item.pk}": "plain",
        f"based_on-{item.pk}": "0", f"outcomes-{item.pk}": LIST, f"outcomes-{other.pk}": "y" * 30_000,
        "at-outcomes": item.pk,
    }  # fmt: skip
    response = signed_in.post(address("minutes-save-all", item), typed)
    assert response.status_code == 422
    page = words(response)
    assert "longer than 20,000 letters" in page
    assert "y" * 30_000 in page
    assert Outcome.objects.filter(group__item=item).count() == 2
    typed[f"outcomes-{other.pk}"] = "AGREED: that it be so"
    response = signed_in.post(address("minutes-save-all", item), typed)
    assert response["Location"].endswith(f"#outcomes-{item.pk}")
    assert Outcome.objects.filter(group__item=item).count() == 2, "what was sent twice stands once"
    assert [row.text for row in item.undertakings.all()] == ["A briefing note would be circulated to the committee."]


def test_rows_of_another_meeting_are_not_found(signed_in, item):
    other = held_meeting()
    line, group = Outcome.objects.first(), OutcomeGroup.objects.first()
    promise = Undertaking.objects.create(item=other.items.get(), text="A note would be sent.")
    names = {
        other.items.get().pk: ("outcomes-add", "outcomes-lift", "outcomes-keep"),
        line.pk: ("outcome-edit", "outcome-move", "outcome-remove"),
        group.pk: ("group-edit", "group-move", "group-remove"),
        promise.pk: ("undertaking-act", "undertaking-dismiss", "undertaking-undo"),
    }
    for number, name in [(number, name) for number, several in names.items() for name in several]:
        assert signed_in.post(address(name, item, number)).status_code == 404, name


def test_the_page_asks_the_database_as_often_for_many_outcomes_as_for_few(signed_in, item):
    where = address("workspace", item)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert signed_in.get(where).status_code == 200
        return len(seen)

    def fill(start, stop):
        for position in range(start, stop):
            entry = ItemFactory(meeting=item.meeting, position=position, minutes_html="<p>RESOLVED that it be so.</p>")
            group = GroupFactory(item=entry, position=1)
            OutcomeFactory.create_batch(2, group=group)
            Undertaking.objects.create(item=entry, text="A note would be sent.")

    fill(10, 12)
    queries()
    few = queries()
    fill(12, 30)
    assert queries() == few
