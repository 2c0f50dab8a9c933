"""The figures of impact are what anybody gets who goes through the ledger entry by entry, on any day."""

import random
from collections import Counter
from statistics import median

import pytest
from random_ledgers import FIRST, LAST, random_day, random_ledger

from actions.impact.counting import action_cells, grouped, recommendation_cells, total
from actions.impact.figures import ACTION_ENDS, ANSWERED, COURSES, RESPONSES, VERDICTS
from actions.models import LedgerEntry
from actions.status import facts_of, standing
from actions.words import SET_ASIDE, Status
from meetings.municipal_year import municipal_year_of

pytestmark = pytest.mark.django_db


def names_of(entry, facts, day):
    """Every figure in which a recommendation counts, told apart from the module that is tested."""
    now = standing(entry, facts, day)
    yield "made"
    if facts.sent_on:
        yield "sent"
    if facts.verdict:
        limit = facts.answer_due_on or entry.original_due_on
        yield "no_limit" if limit is None else "late" if facts.answered_on > limit else "in_time"
        in_force = "accepted" if facts.verdict == "accepted in principle" and facts.planned else facts.verdict
        yield in_force.replace("accepted in ", "in_")
        if in_force in ("accepted", "accepted in part"):
            if facts.end == "completed":
                yield "carried_out"
                yield from ["carried_proven"] * facts.evidence
            elif now.status in SET_ASIDE:
                yield "left"
            else:
                yield "under_way" if facts.planned or facts.progress else "not_begun"
    else:
        yield {
            Status.RESPONSE_OVERDUE: "overdue",
            Status.AWAITING: "waiting",
            Status.NOT_SENT: "not_sent",
            Status.OPEN: "no_response_due",
        }.get(now.status, "ended_unanswered")
    if now.status == Status.IMPLEMENTED:
        yield "done"
        yield from ["proven"] * facts.evidence
    if facts.reviewed_on:
        yield "reviewed"


def action_names_of(entry, facts, day):
    now = standing(entry, facts, day)
    yield "made"
    if now.status == Status.COMPLETE:
        yield "done_undated" if now.due_on is None else "done_late" if facts.end_on > now.due_on else "done_in_time"
        yield from ["evidence"] * facts.evidence
    elif now.status in SET_ASIDE:
        yield "set_aside"
    else:
        yield "overdue" if now.status == Status.OVERDUE else "open"


def key(entry):
    """By what the database groups them."""
    return entry.committee_id, entry.addressee_kind, municipal_year_of(entry.made_on), entry.item_kind


def key_of(cell):
    return cell.committee, cell.addressee_kind, cell.year, cell.item_kind


def brute_force(told, day, kind, key, names):
    """The counts and the days of each group."""
    counts, days = {}, {}
    for entry, updates in told:
        if entry.kind != kind or entry.made_on > day:
            continue
        facts = facts_of(updates, day, kind=entry.kind)
        counts.setdefault(key(entry), Counter()).update(names(entry, facts, day))
        taken = days.setdefault(key(entry), [])
        if kind == "recommendation" and facts.answered_on and facts.sent_on and facts.answered_on >= facts.sent_on:
            taken.append((facts.answered_on - facts.sent_on).days)
    return counts, days


@pytest.mark.parametrize("seed", range(4))
def test_figures_equal_a_count_one_by_one_on_any_day(seed, publisher):
    told = random_ledger(seed=seed, size=110, by=publisher)
    chance = random.Random(seed)  # noqa: S311  # invented rows, no secret
    for day in [*(random_day(chance) for _ in range(5)), FIRST, LAST, None]:
        rows, day = (
            (LedgerEntry.objects.as_it_stood(day), day)
            if day
            else (LedgerEntry.objects.published().with_known_facts(LAST), LAST)
        )
        cells = recommendation_cells(rows)
        counts, days = brute_force(told, day, "recommendation", key, names_of)
        found = {key_of(cell): cell.figures for cell in cells}
        assert {at: +figures.counts for at, figures in found.items()} == counts
        assert {at: sorted(figures.days) for at, figures in found.items()} == {at: sorted(d) for at, d in days.items()}

        by_year = grouped(cells, lambda cell: cell.year)
        _, days = brute_force(told, day, "recommendation", lambda e: municipal_year_of(e.made_on), names_of)
        assert {y: f.median_days for y, f in by_year.items()} == {y: median(d) if d else None for y, d in days.items()}

        items, _ = brute_force(told, day, "recommendation", lambda entry: entry.item_kind, names_of)
        assert {kind: +figures.counts for kind, figures in grouped(cells, lambda cell: cell.item_kind).items()} == items

        counts, _ = brute_force(told, day, "action", key, action_names_of)
        assert {key_of(cell): +cell.figures.counts for cell in action_cells(rows)} == counts


def test_the_parts_add_up(publisher):
    random_ledger(seed=9, size=150, by=publisher)
    rows = LedgerEntry.objects.published().with_known_facts(LAST)
    figures = total(recommendation_cells(rows))

    def summed(measures):
        return sum(figures.counts[measure.name] for measure in measures)

    assert summed(RESPONSES) == figures.counts["made"] > 100
    assert summed(VERDICTS) == figures.answered == sum(figures.counts[name] for name in ANSWERED) > 30
    assert summed(COURSES) == figures.accepted > 10
    steps = [figures.counts["made"], figures.answered, figures.accepted, figures.counts["carried_out"]]
    assert steps == sorted(steps, reverse=True)
    assert figures.counts["carried_proven"] <= figures.counts["carried_out"] <= figures.counts["done"]
    actions = total(action_cells(rows))
    assert sum(actions.counts[measure.name] for measure in ACTION_ENDS) == actions.counts["made"] > 50
