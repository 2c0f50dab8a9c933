"""Outcomes are put into the record line by line, and stay what they are for ever."""

import datetime as dt

import pytest
from factories import ItemFactory, MeetingFactory, PersonFactory, held_meeting

from meetings.models import Outcome, OutcomeGroup, PersonSpelling, Post
from meetings.workflow.change import RefusedError
from meetings.workflow.outcome_groups import GroupValues, edit_group, move_group, remove_group
from meetings.workflow.outcome_lines import LineValues, edit_line, move_line, remove_line
from meetings.workflow.outcomes import LONGEST, add_outcomes, take_outcomes
from portal.accounts.permissions import NotPermittedError
from portal.audit.models import AuditEvent
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db
LIST = "RESOLVED: That the committee:\na) notes the report;\nb) recommends that Cabinet acts;\nc) thanks officers."


@pytest.fixture
def item():
    return ItemFactory(
        meeting=MeetingFactory(date=dt.date(2026, 2, 3)), position=5, minutes_html="<p>One.</p><p>Two.</p>"
    )


def lines(item):
    return [
        (line.label, line.text)
        for group in OutcomeGroup.objects.filter(item=item).order_by("position")
        for line in group.lines.all()
    ]


def line(item, label):
    return Outcome.objects.get(group__item=item, label=label)


def test_a_typed_list_becomes_a_line_per_letter(item, clerk):
    [group] = add_outcomes(item=item, text=LIST, by=clerk)
    assert (group.marker, group.lead_in) == ("RESOLVED:", "That the committee:")
    assert lines(item) == [
        ("a", "notes the report;"),
        ("b", "recommends that Cabinet acts;"),
        ("c", "thanks officers."),
    ]
    recommended = line(item, "b")
    assert (recommended.kind, recommended.addressee, recommended.addressee_kind) == (
        "recommendation", "Cabinet", "executive",
    )  # fmt: skip
    assert [row.anchor for row in Outcome.objects.order_by("pk")] == ["item-5-a", "item-5-b", "item-5-c"]
    assert AuditEvent.objects.filter(deed="added outcomes", by=clerk).count() == 4


def test_an_action_knows_its_owner_and_its_day(item, clerk):
    Post.objects.create(title="Head of Ferries", directorate="Place")
    MeetingFactory(committee=item.meeting.committee, date=dt.date(2026, 3, 24))
    MeetingFactory(
        committee=item.meeting.committee, date=dt.date(2026, 3, 3), status="cancelled", status_reason="No business."
    )
    add_outcomes(item=item, text="ACTION: the Head of Ferries to send the figures by the next meeting", by=clerk)
    action = Outcome.objects.get()
    assert (action.owner, action.owner_post.title, action.directorate) == (
        "Head of Ferries",
        "Head of Ferries",
        "Place",
    )
    assert action.due_on == dt.date(2026, 3, 24)


def test_a_recommendation_to_nobody_is_kept_and_says_so(item, clerk):
    add_outcomes(item=item, text="RECOMMENDED: That fares be frozen.", by=clerk)
    assert Outcome.objects.get().addressee == "a body that is not named"


def test_a_list_that_is_sent_twice_is_added_once(item, clerk):
    assert add_outcomes(item=item, text=LIST, by=clerk)
    assert add_outcomes(item=item, text=LIST, by=clerk) == []
    assert Outcome.objects.count() == 3


@pytest.mark.parametrize(("text", "reason"), [("  \x00 ", "Type the outcomes"), ("x " * LONGEST, "longer than")])
def test_nothing_and_too_much_are_refused(item, clerk, text, reason):
    with pytest.raises(RefusedError, match=reason):
        add_outcomes(item=item, text=text, by=clerk)


def test_a_councillor_adds_nothing(item, councillor):
    with pytest.raises(NotPermittedError):
        add_outcomes(item=item, text=LIST, by=councillor)


def test_the_fields_of_all_items_are_taken_at_once(item, clerk):
    other = ItemFactory(meeting=item.meeting, position=6)
    typed = {f"outcomes-{item.pk}": LIST, f"outcomes-{other.pk}": "x" * (LONGEST + 1), "outcomes-999999": "lost"}
    [problem] = take_outcomes(item.meeting, typed, clerk)
    assert (problem.item, problem.typed) == (other, "x" * (LONGEST + 1))
    assert "longer than" in problem.sentence
    assert len(lines(item)) == 3


def test_anchors_are_not_used_twice_in_a_meeting(item, clerk):
    add_outcomes(item=item, text=LIST, by=clerk)
    remove_line(line=line(item, "a"), by=clerk)
    add_outcomes(item=item, text="RESOLVED:\na) one\nb) two", by=clerk)
    anchors = list(Outcome.objects.values_list("anchor", flat=True))
    assert len(set(anchors)) == len(anchors) == 4


def test_removing_letters_the_rest_anew_and_keeps_their_addresses(item, clerk):
    add_outcomes(item=item, text=LIST, by=clerk)
    keys = {row.text: (row.key, row.anchor) for row in Outcome.objects.all()}
    remove_line(line=line(item, "a"), by=clerk)
    assert lines(item) == [("a", "recommends that Cabinet acts;"), ("b", "thanks officers.")]
    assert all(keys[row.text] == (row.key, row.anchor) for row in Outcome.objects.all())


def test_a_line_moves_with_what_stands_below_it(item, clerk):
    add_outcomes(item=item, text="RESOLVED:\na) one:\n(i) inner\nb) two", by=clerk)
    move_line(line=Outcome.objects.get(text="one:"), to="down", by=clerk)
    assert lines(item) == [("a", "two"), ("b", "one:"), ("i", "inner")]
    move_line(line=Outcome.objects.get(text="two"), to="up", by=clerk)
    assert lines(item)[0] == ("a", "two"), "the first stays the first"


def test_a_line_moves_to_another_group_and_takes_its_next_letter(item, clerk):
    add_outcomes(item=item, text="RESOLVED:\na) one\nb) two\nRECOMMENDED:\na) Cabinet acts\nb) Council acts", by=clerk)
    second = OutcomeGroup.objects.order_by("position").last()
    move_line(line=Outcome.objects.get(text="one"), to=f"group {second.pk}", by=clerk)
    assert lines(item) == [("a", "two"), ("a", "Cabinet acts"), ("b", "Council acts"), ("c", "one")]
    move_line(line=Outcome.objects.get(text="two"), to=f"group {second.pk}", by=clerk)
    assert OutcomeGroup.objects.count() == 1, "an empty group goes"


def test_a_line_moves_to_no_group_of_another_item(item, clerk):
    add_outcomes(item=item, text=LIST, by=clerk)
    other = held_meeting().items.get().outcome_groups.first()
    with pytest.raises(RefusedError, match="Choose another"):
        move_line(line=line(item, "a"), to=f"group {other.pk}", by=clerk)


def test_a_changed_line_keeps_its_key_and_its_address(item, clerk):
    add_outcomes(item=item, text=LIST, by=clerk)
    was = line(item, "a")
    values = LineValues("action", "sends the figures", "a", owner="Head of Buses", due_on=dt.date(2026, 4, 1))
    row = edit_line(line=was, values=values, by=clerk)
    assert (row.key, row.anchor, row.kind, row.due_on) == (was.key, was.anchor, "action", dt.date(2026, 4, 1))
    assert row.owner_post == Post.objects.get(title="Head of Buses"), "a post that is new is added"


def test_an_owner_is_found_by_any_spelling(item, clerk):
    person = PersonFactory(name="Siân l'Anson")
    PersonSpelling.objects.create(person=person, spelling="Sian I'Anson", key="sian i anson")
    add_outcomes(item=item, text=LIST, by=clerk)
    row = edit_line(line=line(item, "a"), values=LineValues("action", "x", "a", owner="Cllr Siân I’Anson"), by=clerk)
    assert row.owner_person == person
    assert Post.objects.count() == 0


def test_what_belongs_to_another_kind_is_dropped(item, clerk):
    add_outcomes(item=item, text=LIST, by=clerk)
    values = LineValues("resolution", "is content", "b", addressee="Cabinet", owner="Clerk", due_on=dt.date(2026, 4, 1))
    row = edit_line(line=line(item, "b"), values=values, by=clerk)
    assert (row.addressee, row.addressee_kind, row.owner, row.due_on) == ("", "", "", None)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (LineValues("recommendation", "that fares fall"), "Say to whom"),
        (LineValues("action", "send it", due_on=dt.date(2026, 1, 1)), "before the meeting"),
    ],
)
def test_a_line_that_cannot_be_is_refused(item, clerk, values, reason):
    add_outcomes(item=item, text=LIST, by=clerk)
    with pytest.raises(RefusedError, match=reason):
        edit_line(line=line(item, "a"), values=values, by=clerk)


def test_a_line_of_the_ledger_goes_only_on_purpose(publisher):
    meeting = held_meeting()
    publish(meeting=meeting, by=publisher, reason="Draft minutes.")
    recommended = Outcome.objects.get(kind="recommendation")
    with pytest.raises(RefusedError, match="the ledger marks the entry withdrawn"):
        remove_line(line=recommended, by=publisher)
    with pytest.raises(RefusedError, match="the ledger marks"):
        edit_line(line=recommended, values=LineValues("resolution", "noted"), by=publisher)
    with pytest.raises(RefusedError, match="1 of these lines has its entry"):
        remove_group(group=recommended.group, by=publisher)
    remove_line(line=recommended, by=publisher, confirmed=True)
    assert not Outcome.objects.filter(kind="recommendation").exists()


def test_published_lines_keep_their_letters_until_somebody_letters_them_anew(publisher):
    meeting = held_meeting()
    publish(meeting=meeting, by=publisher, reason="Draft minutes.")
    first = Outcome.objects.get(label="a")
    move_line(line=first, to="down", by=publisher)
    assert [row.label for row in first.group.lines.all()] == ["b", "a"]
    edit_group(group=first.group, values=GroupValues("RESOLVED", letters_anew=True), by=publisher)
    assert [(row.label, row.text) for row in first.group.lines.all()][1] == ("b", "the report be noted")


def test_a_group_stands_where_its_place_in_the_text_is(item, clerk):
    add_outcomes(item=item, text="RESOLVED: first", by=clerk)
    add_outcomes(item=item, text="AGREED: second", by=clerk)
    second = OutcomeGroup.objects.get(marker="AGREED:")
    edit_group(group=second, values=GroupValues("AGREED:", after_block=1, votes=(4, 1, 0)), by=clerk)
    assert [group.marker for group in item.outcome_groups.all()] == ["AGREED:", "RESOLVED:"]
    move_group(group=OutcomeGroup.objects.get(marker="RESOLVED:"), to="up", by=clerk)
    assert [(group.marker, group.after_block) for group in item.outcome_groups.all()] == [
        ("RESOLVED:", 1), ("AGREED:", 1),
    ]  # fmt: skip


def test_a_change_takes_back_that_the_meeting_is_ready(item, clerk):
    meeting = item.meeting
    meeting.ready_at, meeting.ready_by = dt.datetime(2026, 2, 4, tzinfo=dt.UTC), clerk
    meeting.save()
    add_outcomes(item=item, text=LIST, by=clerk)
    meeting.refresh_from_db()
    assert meeting.ready_at is None
