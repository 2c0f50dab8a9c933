"""What is new in a list of the ledger, by word."""

import datetime as dt

import pytest

from actions.as_paper.marks import ANSWERED, COMPLETED, NEW, Life, Since, marks, word_for_end
from actions.as_paper.saying import compared_with
from actions.words import Status

LAST = dt.date(2026, 9, 8)
AT = dt.datetime(2026, 9, 8, 10, tzinfo=dt.UTC)
BEFORE, AFTER = LAST - dt.timedelta(days=1), LAST + dt.timedelta(days=1)
MEETING = Since(LAST)


def paper(**shown):
    return Since(LAST, AT, {reference.replace("_", "-"): status for reference, status in shown.items()})


def life(status=Status.OPEN, **fields):
    return Life(**{"reference": "T-1", "status": status, "made_on": BEFORE, **fields})


def done(on, at=AT, status=Status.COMPLETE, **fields):
    return life(status, settled_on=on, settled_at=at, **fields)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (life(), []),
        (life(made_on=LAST), ["New"]),
        (life(made_on=AFTER), ["New"]),
        (done(BEFORE), []),
        (done(LAST), ["Newly completed"]),
        (done(AFTER, made_on=LAST), ["New", "Newly completed"]),
        (done(AFTER, status=Status.IMPLEMENTED), ["Newly completed"]),
        (done(AFTER, status=Status.REJECTED), ["Newly answered"]),
        (done(AFTER, status=Status.SUPERSEDED), ["Newly superseded"]),
        (life(Status.ACCEPTED, answered_on=AFTER), ["Newly answered"]),
        (life(Status.ACCEPTED, answered_on=BEFORE), []),
        # What was recorded late tells nothing against a meeting: an older log may have come in since.
        (done(BEFORE, at=AT + dt.timedelta(days=9)), []),
    ],
)
def test_since_the_last_meeting(entry, words):
    assert marks(entry, MEETING) == words


@pytest.mark.parametrize(
    ("shown", "entry", "words"),
    [
        ({"T_1": "open"}, life(), []),
        # Minutes of an earlier day that came out after the list.
        ({}, life(), ["New"]),
        ({}, life(end="reopened"), ["Reopened"]),
        ({"T_1": "complete"}, life(end="reopened"), ["Reopened"]),
        ({"T_1": "awaiting response"}, life(Status.ACCEPTED, answered_on=BEFORE), ["Newly answered"]),
        ({"T_1": "accepted"}, life(Status.IN_PART, answered_on=AFTER), []),
        # Completed on a day before the list, and recorded after it.
        ({"T_1": "open"}, done(BEFORE, at=AT + dt.timedelta(hours=1)), ["Newly completed"]),
        ({"T_1": "open"}, done(AFTER), ["Newly completed"]),
        ({"T_1": "complete"}, done(BEFORE), []),
        ({}, done(BEFORE), []),
        ({}, done(BEFORE, at=AT + dt.timedelta(hours=1)), ["Newly completed"]),
        ({}, done(BEFORE, at=AT + dt.timedelta(hours=1), is_of_older_log=True), []),
        ({}, done(AFTER, made_on=AFTER), ["New", "Newly completed"]),
        ({"T_1": "complete"}, done(AFTER, at=AT + dt.timedelta(days=2)), ["Newly completed"]),
    ],
)
def test_since_the_last_list(shown, entry, words):
    assert marks(entry, paper(**shown)) == words


def test_nothing_is_new_in_the_first_list():
    assert marks(life(made_on=AFTER), None) == []
    assert marks(done(AFTER), None) == []


def test_the_words_of_a_list_are_explained_on_it():
    since = {"on": "2026-10-13", "is_paper": False}
    said = compared_with({"lists": [{"kind": "recommendation", "since": since}]})
    assert said == "“New” and “Newly” mean: since the meeting of 13 October 2026."
    assert {word.split()[0] for word in (NEW, ANSWERED, COMPLETED, word_for_end(Status.WITHDRAWN))} == {"New", "Newly"}
