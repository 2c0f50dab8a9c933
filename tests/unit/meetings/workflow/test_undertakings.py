"""Promises in the prose: found, kept through changes of the text, made actions, dismissed."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.core.management import call_command
from factories import ItemFactory, MeetingFactory

from meetings.models import AgendaItem, Outcome, Undertaking
from meetings.workflow.change import RefusedError
from meetings.workflow.outcome_lines import remove_line
from meetings.workflow.outcomes import add_outcomes
from meetings.workflow.undertakings import dismiss, find_undertakings, guessed_owner, make_action, undo

pytestmark = pytest.mark.django_db
SEEDS = Path(os.environ.get("SEEDS_DIR", Path(__file__).resolve().parents[5] / "shared" / "seeds"))
NOTE = "The Head of Ferries would circulate a briefing note to the committee within 28 days."
ANSWER = "A written answer would be provided to the question."


@pytest.fixture
def item():
    meeting = MeetingFactory(date=dt.date(2026, 2, 3))
    return ItemFactory(meeting=meeting, position=1, minutes_html=f"<p>Fares rose. {NOTE}</p><ul><li>{ANSWER}</li></ul>")


def told(item):
    return [(row.text, row.state) for row in item.undertakings.order_by("pk")]


def test_promises_are_found_once(item):
    find_undertakings(item)
    find_undertakings(item)
    assert told(item) == [(NOTE, "found"), (ANSWER, "found")]


def test_a_promise_whose_sentence_goes_goes_too(item, clerk):
    find_undertakings(item)
    dismiss(undertaking=item.undertakings.get(text=ANSWER), reason="Answered at the meeting", by=clerk)
    item.minutes_html = "<p>Fares rose.</p>"
    find_undertakings(item)
    assert told(item) == [(ANSWER, "dismissed")], "what somebody decided stays"


def test_a_promise_becomes_an_action_with_what_its_words_tell(item, clerk):
    find_undertakings(item)
    action = make_action(undertaking=item.undertakings.get(text=NOTE), by=clerk)
    assert (action.kind, action.text, action.owner) == ("action", NOTE, "Head of Ferries")
    assert action.due_on == dt.date(2026, 3, 3)
    assert action.group.marker == "ACTION:"
    assert make_action(undertaking=item.undertakings.get(text=NOTE), by=clerk) == action, "a second click makes none"
    second = make_action(undertaking=item.undertakings.get(text=ANSWER), by=clerk)
    assert (second.group, second.owner, second.due_on) == (action.group, "", None)
    find_undertakings(item)
    assert [state for _, state in told(item)] == ["action", "action"]


def test_a_promise_whose_action_is_removed_is_open_again(item, clerk):
    find_undertakings(item)
    action = make_action(undertaking=item.undertakings.get(text=NOTE), by=clerk)
    remove_line(line=action, by=clerk)
    assert told(item)[0] == (NOTE, "found")
    assert not Outcome.objects.exists()


def test_a_dismissal_needs_a_reason_and_can_be_undone(item, clerk):
    find_undertakings(item)
    row = item.undertakings.get(text=NOTE)
    with pytest.raises(RefusedError, match="Say why"):
        dismiss(undertaking=row, reason=" \x00 ", by=clerk)
    dismiss(undertaking=row, reason="  Done   already ", by=clerk)
    row.refresh_from_db()
    assert (row.state, row.reason) == ("dismissed", "Done already")
    undo(undertaking=row, by=clerk)
    row.refresh_from_db()
    assert (row.state, row.reason) == ("found", "")


def test_an_action_is_not_dismissed(item, clerk):
    find_undertakings(item)
    row = item.undertakings.get(text=NOTE)
    make_action(undertaking=row, by=clerk)
    with pytest.raises(RefusedError, match="Remove the action first"):
        dismiss(undertaking=row, reason="Done already", by=clerk)


def test_an_outcome_is_no_promise(item, clerk):
    find_undertakings(item)
    add_outcomes(item=item, text=f"ACTION: {NOTE}", by=clerk)
    assert told(item) == [(ANSWER, "found")]


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("The Director of Place agreed to send the figures to members.", "Director of Place"),
        ("Councillor Anwen Price undertook to write to the operator.", "Councillor Anwen Price"),
        ("He would send the figures to members.", ""),
        ("A note would be circulated.", ""),
    ],
)
def test_who_promised_is_guessed_from_the_sentence(sentence, owner):
    assert guessed_owner(sentence) == owner


# The five promises of the two documents by a few of their words, as the paper on the record names them.
KNOWN = {
    "001": ("2024-09-17", ["give an assurance"]),
    "004": (None, ["could be circulated", "briefing note would be", "would be shared", "written response"]),
}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents are not on this machine")
def test_the_promises_of_the_real_minutes_are_found_in_the_office():
    """The five of both documents, with at most one false mark a page; those of answers to questions included."""
    for number, (date, _) in KNOWN.items():
        options = [f"--date={date}"] if date else []
        options += ["--committee=Children and young people scrutiny committee"] if date else []
        call_command("import_record", str(next(SEEDS.glob(f"{number}_*.txt"))), *options)
    Undertaking.objects.all().delete()
    for item in AgendaItem.objects.all():
        find_undertakings(item)
    found = list(Undertaking.objects.values_list("item__meeting__date__year", "text"))
    for number, (_, words) in KNOWN.items():
        year = 2024 if number == "001" else 2020
        sentences = [text for at, text in found if at == year]
        for word in words:
            assert any(word in text for text in sentences), (word, sentences)
        assert len(sentences) <= len(words) + 1, sentences
