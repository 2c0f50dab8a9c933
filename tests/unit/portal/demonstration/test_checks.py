"""What the files of the demonstration council promise each other, checked on the real files and on spoilt ones."""

import dataclasses
import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

from portal.demonstration.agenda_rows import paper_text
from portal.demonstration.checks import calendar_of, check, lines_of
from portal.demonstration.dates import day_of
from portal.demonstration.errors import DemonstrationError
from portal.demonstration.papers import make_pdf
from portal.demonstration.reading import read_demonstration
from portal.demonstration.shapes import (
    Action,
    Change,
    Contact,
    ContactFile,
    Entry,
    OwnerAnswer,
    Proof,
    Update,
)

FOLDER = Path(__file__).resolve().parents[4] / "fixtures" / "demo"
TODAY = dt.date(2026, 4, 23)
KNOWN = "cyp-01/advice-by-area"


@pytest.fixture(scope="module")
def plan():
    return read_demonstration(FOLDER)


def with_meeting(plan, key, **changes):
    meetings = tuple(dataclasses.replace(m, **changes) if m.key == key else m for m in plan.meetings)
    return dataclasses.replace(plan, meetings=meetings)


def meeting_of(plan, key):
    return next(meeting for meeting in plan.meetings if meeting.key == key)


@pytest.mark.parametrize("days", range(0, 400, 3))
def test_check_passes_on_any_day_of_the_year(plan, days):
    check(plan, TODAY + dt.timedelta(days=days))


def test_check_names_every_fault(plan):
    spoilt = with_meeting(plan, "cyp-01", venue="moon", contact="nobody")
    with pytest.raises(DemonstrationError) as refusal:
        check(spoilt, TODAY)
    assert str(refusal.value).splitlines() == [
        "cyp-01: there is no venue “moon”.",
        "cyp-01: there is no person or post “nobody”.",
    ]


def test_check_refuses_an_edition_of_a_day_to_come(plan):
    told = meeting_of(plan, "cyp-04")
    late = (dataclasses.replace(told.editions[0], days=3),)
    with pytest.raises(DemonstrationError, match="cyp-04, agenda: an edition cannot have been published"):
        check(with_meeting(plan, "cyp-04", editions=late), TODAY)


def test_check_refuses_an_update_of_nothing(plan):
    spoilt = dataclasses.replace(plan, ledger=(Entry("cyp-01/absent", (Update(kind="sent", days=1),)),))
    with pytest.raises(DemonstrationError, match="“cyp-01/absent”: there is no such recommendation or action"):
        check(spoilt, TODAY)


@pytest.mark.parametrize(
    ("update", "sentence"),
    [
        (Update(kind="merged", days=1), "what was superseded or merged names another entry"),
        (Update(kind="sent", days=1, other="cyp-01/publish-waits"), "and nothing else does"),
        (Update(kind="merged", days=1, other="cyp-01/absent"), "there is no entry “cyp-01/absent”"),
        (Update(kind="corrected", days=1), "a correction names the fact that it takes back"),
        (Update(kind="corrected", days=1, corrects="wrong"), "there is no fact “wrong”"),
        (Update(kind="sent", days=1, opens="new"), "only what was agreed (“planned”) opens an action"),
        (Update(kind="reviewed", days=1, item="cyp-02/99"), "there is no item 99 of a meeting “cyp-02”"),
        (Update(kind="sent", days=1, files=(Proof("A letter", "absent"),)), "there is no paper “absent”"),
        (Update(kind="sent", days=900), "“sent” cannot have happened on a day to come"),
    ],
)
def test_check_refuses_a_fact_that_names_what_is_not_there(plan, update, sentence):
    spoilt = dataclasses.replace(plan, ledger=(Entry("cyp-01/two-psychologists", (update,)),), actions=())
    with pytest.raises(DemonstrationError) as refusal:
        check(spoilt, TODAY)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"committee": "moon"}, "there is no committee “moon”"),
        ({"after": "moon"}, "there is no meeting “moon”"),
        ({"origin": "minutes"}, "“minutes” is not one of"),
        ({"item": "99"}, "there is no item 99 of a meeting “cyp-03”"),
        ({"key": "cyp-03/new"}, "a key with “/” is one of a line of minutes"),
        ({"days": 900}, "it cannot have been agreed on a day to come"),
    ],
)
def test_check_refuses_an_action_that_cannot_be(plan, changes, sentence):
    action = Action(**{"key": "new", "committee": "cyp", "after": "cyp-03", "days": 1, "text": "Do it.", **changes})
    with pytest.raises(DemonstrationError) as refusal:
        check(dataclasses.replace(plan, ledger=(), actions=(action,)), TODAY)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize(
    ("contacts", "sentence"),
    [
        ({"contacts": (Contact("clerk", "god"),)}, "“god” is not one of"),
        ({"contacts": (Contact("clerk", "post", head="nobody"),)}, "there is no contact “nobody”"),
        ({"contacts": (Contact("Cabinet", "body", holder="Mr X"),)}, "only a post has a holder"),
        ({"contacts": (Contact("clerk", "post", took_over="-1 weeks mon"),)}, "say who held the post before"),
        ({"answers": (OwnerAnswer("absent", "progress", 1, "Mr X", "Done"),)}, "there is no line of minutes “absent”"),
        (
            {"answers": (OwnerAnswer("cyp-01/advice-by-area", "progress", 1, "Mr X", "Done", state="returned"),)},
            "says why",
        ),
        (
            {"answers": (OwnerAnswer("cyp-01/advice-by-area", "response", 1, "Mr X", "Done"),)},
            "a response names its verdict",
        ),
        (
            {"answers": (OwnerAnswer("cyp-01/advice-by-area", "progress", 1, "Mr X", "Done", verdict="perhaps"),)},
            "“perhaps” is not one of",
        ),
    ],
)
def test_check_refuses_contacts_and_answers_that_cannot_be(plan, contacts, sentence):
    with pytest.raises(DemonstrationError) as refusal:
        check(dataclasses.replace(plan, contacts=ContactFile(**contacts)), TODAY)
    assert sentence in str(refusal.value)


def test_changed_words_stand_once_in_the_file(plan):
    """A correction replaces words of an earlier edition; here, because loading would only tell at the end."""
    changes = [(m, c) for m in plan.meetings for e in m.editions for c in e.changes]
    assert changes
    for meeting, change in changes:
        assert isinstance(change, Change)
        texts = [b.text for i in meeting.items if i.minute == change.where for b in i.body]
        texts += [q.response for q in meeting.questions if q.number == change.where]
        assert sum(text.count(change.old) for text in texts) == 1


def test_minute_numbers_run_on_from_meeting_to_meeting(plan):
    calendar = calendar_of(plan, TODAY)
    for committee in {m.committee for m in plan.meetings}:
        held = sorted((m for m in plan.meetings if m.committee == committee), key=lambda m: calendar.meetings[m.key])
        numbers = [int(item.minute) for meeting in held for item in meeting.items if item.minute]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_minutes_are_approved_under_the_minutes_item_of_a_later_meeting(plan):
    calendar = calendar_of(plan, TODAY)
    approvals = [(m, e.approved) for m in plan.meetings for e in m.editions if e.approved]
    assert len(approvals) >= 10
    for meeting, approved in approvals:
        later = meeting_of(plan, approved.meeting)
        item = next(item for item in later.items if item.agenda == approved.item)
        assert later.committee == meeting.committee
        assert calendar.meetings[later.key] > calendar.meetings[meeting.key]
        assert "minutes" in item.kind, (meeting.key, item.title)
        assert any(f"{{date:{meeting.key}}}" in line.text for block in item.body for line in block.lines)


def test_whoever_moves_a_motion_could_vote_on_it(plan):
    for meeting in plan.meetings:
        voters = {row.person for row in meeting.attendance if row.mode == "present" and row.group != "officer"}
        for item in meeting.items:
            for block in item.body:
                assert {block.proposer, block.seconder} - {""} <= voters, (meeting.key, item.agenda)


def test_counted_votes_are_cast_by_members_who_could_vote(plan):
    for meeting in plan.meetings:
        present = [
            row
            for row in meeting.attendance
            if row.mode == "present" and row.group in ("member", "co-optee", "substitute")
        ]
        for item in meeting.items:
            for votes in (block.votes for block in item.body if block.votes):
                assert votes.in_favour + votes.against + votes.abstained <= len(present), (meeting.key, item.agenda)


def test_papers_make_small_pdfs_without_a_mark_left_over(plan):
    calendar = check(plan, TODAY)
    made = Counter()
    for meeting in plan.meetings:
        for item in meeting.items:
            for paper in (p for p in item.documents if p.paper):
                text = paper_text(plan, meeting, calendar, paper.paper)
                assert not re.search(r"[{}]", text)
                assert 1 <= make_pdf(text).pages <= 4
                made[paper.paper] += 1
    proofs = [file.paper for entry in plan.ledger for update in entry.updates for file in update.files]
    for paper in [*proofs, *(answer.paper for answer in plan.contacts.answers if answer.paper)]:
        text = calendar.expand(plan.papers[paper], TODAY)
        assert not re.search(r"[{}]", text)
        assert make_pdf(text).pages == 1
        made[paper] += 1
    assert set(made) == set(plan.papers)


def test_every_recommendation_and_action_has_a_known_owner_or_says_none(plan):
    posts = {post.key for post in plan.council.posts}
    people = {person.key for person in plan.council.people}
    for meeting in plan.meetings:
        for line in lines_of(meeting):
            assert " " in line.owner or not line.owner or line.owner in posts | people


def seats_on(plan, committee, day):
    """The people who hold a seat on the committee on that day, by the day from which weeks are counted."""
    return {
        seat.person: seat
        for seat in plan.council.memberships
        if seat.committee == committee
        and day_of(seat.first, TODAY) <= day
        and not (seat.last and day_of(seat.last, TODAY) < day)
    }


def test_members_and_co_optees_held_a_seat_on_the_day_of_the_meeting(plan):
    calendar = calendar_of(plan, TODAY)
    for meeting in (m for m in plan.meetings if m.attendance):
        seats = seats_on(plan, meeting.committee, calendar.meetings[meeting.key])
        for row in meeting.attendance:
            if row.group in ("member", "co-optee"):
                assert row.person in seats, (meeting.key, row.person)
                assert (seats[row.person].role == "co-optee") == (row.group == "co-optee"), (meeting.key, row.person)
            elif row.group == "substitute":
                assert row.person not in seats, (meeting.key, row.person)
        present = {row.person for row in meeting.attendance}
        assert set(seats) <= present, (meeting.key, set(seats) - present)


def test_nobody_sat_on_cabinet_and_on_a_scrutiny_committee_at_once(plan):
    """Members of the executive may not be members of a scrutiny committee (LGA 2000, section 9FA)."""
    calendar = calendar_of(plan, TODAY)
    scrutiny = {committee.key for committee in plan.council.committees if committee.kind == "scrutiny"}
    for day in calendar.meetings.values():
        cabinet = set(seats_on(plan, "cab", day))
        for committee in scrutiny:
            assert not cabinet & set(seats_on(plan, committee, day)), (day, committee)
