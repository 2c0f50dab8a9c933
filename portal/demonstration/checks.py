"""What must hold between the files of the demonstration council before a row is made of them."""

import datetime as dt
from collections.abc import Iterator

from meetings.editions.models import Stage
from meetings.models import (
    AddresseeKind,
    AttendanceGroup,
    AttendanceMode,
    CommitteeKind,
    DocumentKind,
    InterestKind,
    ItemKind,
    ItemState,
    MeetingKind,
    MeetingStatus,
    MembershipRole,
    OutcomeKind,
    QuestionKind,
    QuestionState,
    VotingRight,
)
from portal.accounts.demo import SIGN_INS
from portal.demonstration.contact_checks import contact_faults
from portal.demonstration.dates import Calendar, day_of
from portal.demonstration.errors import DemonstrationError
from portal.demonstration.faults import lines_of, one_of, twice, unknown
from portal.demonstration.ledger_checks import ledger_faults
from portal.demonstration.shapes import Demonstration, Item, Line, Meeting

BLOCK_TYPES = ("prose", "outcomes")


def calendar_of(plan: Demonstration, today: dt.date) -> Calendar:
    """The calendar of all meetings of the plan, as seen from `today`."""
    return Calendar(today, {meeting.key: day_of(meeting.when, today) for meeting in plan.meetings})


def check(plan: Demonstration, today: dt.date) -> Calendar:
    """Passes and returns the calendar, or raises DemonstrationError with every fault found, one a line."""
    calendar = calendar_of(plan, today)
    faults = [
        *_council_faults(plan),
        *(fault for meeting in plan.meetings for fault in _meeting_faults(plan, meeting, calendar)),
        *ledger_faults(plan, calendar),
        *contact_faults(plan, calendar),
    ]
    if faults:
        raise DemonstrationError("\n".join(faults))
    return calendar


def _council_faults(plan: Demonstration) -> Iterator[str]:
    council = plan.council
    people, posts = [p.key for p in council.people], [p.key for p in council.posts]
    committees = [c.key for c in council.committees]
    yield from twice("council.toml", [*people, *posts])
    yield from twice("council.toml, committees", committees)
    accounts = [email for _, email, _ in SIGN_INS]
    for person in council.people:
        where = f"council.toml, person “{person.key}”"
        yield from unknown(where, person.post, posts, "post")
        yield from unknown(where, person.account, accounts, "sign-in")
    yield from twice("council.toml, accounts", [person.account for person in council.people if person.account])
    for template in council.templates:
        for item in template.items:
            yield from one_of(f"council.toml, template “{template.key}”", item.kind, ItemKind.values)
    for committee in council.committees:
        where = f"council.toml, committee “{committee.key}”"
        yield from one_of(where, committee.kind, CommitteeKind.values)
        yield from unknown(where, committee.parent, committees, "committee")
        yield from unknown(where, committee.venue, [venue.key for venue in council.venues], "venue")
        yield from unknown(where, committee.contact, people, "person")
        yield from unknown(where, committee.standing, [template.key for template in council.templates], "template")
        for post in committee.officers:
            yield from unknown(where, post, posts, "post")
    for planned in council.planned:
        where = f"council.toml, planned “{planned.when}” of “{planned.committee}”"
        yield from unknown(where, planned.committee, committees, "committee")
        yield from unknown(where, planned.venue, [venue.key for venue in council.venues], "venue")
        yield from one_of(where, planned.status, [MeetingStatus.PROVISIONAL, MeetingStatus.SCHEDULED])
    for seat in council.memberships:
        where = f"council.toml, membership of “{seat.person}”"
        yield from unknown(where, seat.committee, committees, "committee")
        yield from unknown(where, seat.person, people, "person")
        yield from one_of(where, seat.role, MembershipRole.values)
        yield from one_of(where, seat.votes, VotingRight.values)
    for sent in council.submissions:
        where = f"council.toml, submission of “{sent.name}”"
        yield from unknown(where, sent.committee, committees, "committee")
        yield from unknown(where, sent.meeting, [meeting.key for meeting in plan.meetings], "meeting")


def _meeting_faults(plan: Demonstration, meeting: Meeting, calendar: Calendar) -> Iterator[str]:
    where, council = meeting.key, plan.council
    people, posts = {p.key for p in council.people}, {p.key for p in council.posts}
    yield from unknown(where, meeting.committee, [c.key for c in council.committees], "committee")
    yield from unknown(where, meeting.venue, [v.key for v in council.venues], "venue")
    yield from unknown(where, meeting.contact, people | posts, "person or post")
    yield from one_of(where, meeting.status, MeetingStatus.values)
    yield from one_of(where, meeting.kind, MeetingKind.values)
    yield from unknown(where, meeting.tracker, [item.agenda for item in meeting.items], "item")
    for key in meeting.future:
        yield from unknown(where, key, calendar.meetings, "meeting")
    yield from _edition_faults(plan, meeting, calendar)
    for row in meeting.attendance:
        at = f"{where}, attendance of “{row.person or row.name}”"
        yield from unknown(at, row.person, people, "person")
        yield from unknown(at, row.substitute_for, people, "person")
        yield from one_of(at, row.group, AttendanceGroup.values)
        yield from one_of(at, row.mode, AttendanceMode.values)
        if not (row.person or row.name):
            yield f"{at}: give a person or a name."
    yield from twice(f"{where}, items", [item.agenda for item in meeting.items])
    yield from twice(f"{where}, lines", [line.key for line in lines_of(meeting)])
    for item in meeting.items:
        yield from _item_faults(plan, meeting, item, people, posts)
    for question in meeting.questions:
        which = f"{where}, {question.number or question.questioner}"
        yield from one_of(which, question.kind, QuestionKind.values)
        yield from one_of(which, question.state, QuestionState.values)


def _edition_faults(plan: Demonstration, meeting: Meeting, calendar: Calendar) -> Iterator[str]:
    if not meeting.editions:
        yield f"{meeting.key}: a meeting without an edition is seen by nobody."
    numbers = {other.key: {item.agenda for item in other.items} for other in plan.meetings}
    for edition in meeting.editions:
        where = f"{meeting.key}, {edition.stage}"
        yield from one_of(where, edition.stage, Stage.values)
        yield from unknown(where, edition.after, calendar.meetings, "meeting")
        for place in (edition.approved, edition.correction):
            if place and place.item not in numbers.get(place.meeting, ()):
                yield f"{where}: there is no item {place.item} of a meeting “{place.meeting}”."
        base = calendar.meetings.get(edition.after or meeting.key, calendar.today)
        if base + dt.timedelta(days=edition.days) > calendar.today:
            yield f"{where}: an edition cannot have been published on a day to come."


def _item_faults(plan: Demonstration, meeting: Meeting, item: Item, people: set[str], posts: set[str]) -> Iterator[str]:
    where = f"{meeting.key}, item {item.agenda}"
    yield from one_of(where, item.kind, ItemKind.values)
    yield from one_of(where, item.state, ItemState.values, blank=True)
    for key in item.lead_officers:
        yield from unknown(where, key, people, "person")
    for paper in item.documents:
        yield from unknown(where, paper.paper, plan.papers, "paper")
        yield from one_of(where, paper.kind, DocumentKind.values)
        if paper.report:
            for post in (paper.report.approver, *(line.post for line in paper.report.reviewers)):
                yield from unknown(f"{where}, report “{paper.title}”", post, posts, "post")
    for row in item.action_log:
        yield from unknown(f"{where}, action log {row.number}", row.meeting, [m.key for m in plan.meetings], "meeting")
    for declaration in item.declarations:
        yield from unknown(where, declaration.person, people, "person")
        yield from unknown(where, declaration.item, [i.agenda for i in meeting.items], "item")
        yield from one_of(where, declaration.kind, InterestKind.values)
    if item.body and not item.minute:
        yield f"{where}: minutes need a minute number."
    for block in item.body:
        yield from one_of(where, block.type, BLOCK_TYPES)
        for key in (block.proposer, block.seconder):
            yield from unknown(where, key, people, "person")
        for line in block.lines:
            yield from _line_faults(f"{where}, “{line.key}”", line, posts)


def _line_faults(where: str, line: Line, posts: set[str]) -> Iterator[str]:
    yield from one_of(where, line.kind, OutcomeKind.values)
    yield from one_of(where, line.addressee_kind, AddresseeKind.values, blank=True)
    if (line.kind == OutcomeKind.RECOMMENDATION) != bool(line.addressee):
        yield f"{where}: a recommendation has an addressee, and nothing else has one."
    if "-" in line.addressee and " " not in line.addressee:
        yield from unknown(where, line.addressee, posts, "post")
