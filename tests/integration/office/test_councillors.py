"""What councillors read when they have signed in: their meetings, their papers, what was asked, their own record."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from factories import (
    CommitteeFactory,
    DocumentFactory,
    GrantFactory,
    GroupFactory,
    ItemFactory,
    MeetingFactory,
    MembershipFactory,
    OutcomeFactory,
    PersonFactory,
    UserFactory,
    held_meeting,
)
from pdfs import one_page

from actions.models import Contact, LedgerEntry
from meetings.models import AttendanceGroup
from portal.accounts.models import Role
from portal.audit.models import AuditEvent
from portal.publishing.door import publish

HOME, ASKED, RECORD = (reverse(f"councillors:{name}") for name in ("home", "asked", "record"))
SECRET = "xylophonequartz"

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


@pytest.fixture
def committee():
    return CommitteeFactory(
        name="Transport Scrutiny Committee", slug="transport", code="TRA", contact_name="Ms Clem Clerk",
        contact_phone="01632 960000",
    )  # fmt: skip


@pytest.fixture
def member(committee):
    """A councillor with a seat on one committee, and with the role over that one alone."""
    user = UserFactory(name="Cora Councillor")
    GrantFactory(user=user, role=Role.COUNCILLOR, scope="TRA")
    person = PersonFactory(name="Cora Councillor", slug="cora-councillor", account=user)
    MembershipFactory(committee=committee, person=person, role="chairperson", first_day=in_days(-400))
    return user


def coming(committee, by, days=7, **fields):
    """A meeting to come: an open item with a paper, an exempt one with a restricted paper."""
    meeting = MeetingFactory(committee=committee, date=in_days(days), **fields)
    item = ItemFactory(meeting=meeting, position=1, title="Buses")
    DocumentFactory.with_file(one_page(), "buses.pdf", meeting=meeting, item=item, title="Report on buses")
    exempt = exempt_item(meeting, position=2)
    DocumentFactory.with_file(
        one_page(),
        f"offers-{SECRET}.pdf",
        meeting=meeting,
        item=exempt,
        title="Offers for the depot",
        report_by=SECRET,
        is_restricted=True,
    )
    publish(meeting=meeting, by=by, reason="Agenda published")
    return meeting


def exempt_item(meeting, **fields):
    told = {"title": "Award of a contract", "purpose": f"To award it to {SECRET}."} | fields
    return ItemFactory(
        meeting=meeting, is_exempt=True, exempt_paragraph=3, exempt_reason="It would weaken the council.",
        exempt_review_on=in_days(100), **told,
    )  # fmt: skip


def minuted(committee, by, days=-30):
    """A held meeting with published minutes, exempt business among them."""
    meeting = held_meeting(committee=committee, date=in_days(days))
    exclusion = ItemFactory(
        meeting=meeting, position=2, kind="exclusion of the public", title="Exclusion of the public"
    )
    OutcomeFactory(
        group=GroupFactory(item=exclusion, position=1), anchor="item-2-1",
        text="That the public be excluded under paragraph 3 of Part 1 of Schedule 12A",
    )  # fmt: skip
    exempt = exempt_item(
        meeting, position=3, minutes_html=f"<p>{SECRET} was cheapest.</p>", public_summary="It considered the award."
    )
    OutcomeFactory(group=GroupFactory(item=exempt, position=1), anchor="item-3-1", text=f"Accept {SECRET}")
    publish(meeting=meeting, by=by, reason="Draft minutes")
    return meeting


def page(client, user, address):
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return response.content.decode()


def page_of(meeting):
    return reverse("councillors:meeting", args=[meeting.committee.slug, meeting.slug])


def test_home_gives_the_next_meetings_with_every_paper(client, member, committee, publisher):
    meeting = coming(committee, publisher, livestream="https://live.example/tra")
    other = coming(CommitteeFactory(code="OTHER", name="Another Committee"), publisher)
    text = page(client, member, HOME)
    assert page_of(meeting) in text
    assert "Chairperson" in text
    assert "https://live.example/tra" in text
    assert "Report on buses" in text
    assert "Offers for the depot" in text
    assert "Not for publication, paragraph 3" in text
    assert reverse("feeds:committee-calendar", args=["transport"]) in text
    assert page_of(other) not in text


def test_home_gives_what_is_announced_and_nothing_that_is_not(client, member, committee, publisher):
    notice = MeetingFactory(committee=committee, date=in_days(40))
    publish(meeting=notice, by=publisher, reason="Notice")
    draft = MeetingFactory(committee=committee, date=in_days(50))
    text = page(client, member, HOME)
    assert page_of(notice) in text
    assert "The agenda is not published yet" in text
    assert page_of(draft) not in text


def test_home_says_what_came_after_the_agenda(client, member, committee, publisher):
    meeting = coming(committee, publisher)
    ItemFactory(meeting=meeting, position=3, title="Ferries")
    publish(meeting=meeting, by=publisher, reason="Ferries were added.")
    text = page(client, member, HOME)
    assert f"Supplement, {in_days(0).day} {in_days(0):%B %Y}" in text
    assert "Ferries were added." in text


def test_a_seat_counts_on_the_days_of_its_term(client, member, publisher):
    ended, begins = CommitteeFactory(code="ENDED"), CommitteeFactory(code="BEGINS")
    person = member.person
    MembershipFactory(committee=ended, person=person, first_day=in_days(-400), last_day=in_days(2))
    MembershipFactory(committee=begins, person=person, first_day=in_days(5))
    inside, after = coming(ended, publisher, 1), coming(ended, publisher, 3)
    before, within = coming(begins, publisher, 4), coming(begins, publisher, 6)
    text = page(client, member, HOME)
    assert [page_of(each) in text for each in (inside, after, before, within)] == [True, False, False, True]


def test_a_substitute_has_the_meeting_too(client, member, publisher):
    meeting = coming(CommitteeFactory(code="OTHER"), publisher)
    meeting.attendance.create(
        person=member.person, name="Councillor Cora Councillor", group=AttendanceGroup.SUBSTITUTE,
        substitute_for="Councillor Dunn", mode="unmarked",
    )  # fmt: skip
    text = page(client, member, HOME)
    assert page_of(meeting) in text
    assert "Substitute" in text
    assert SECRET not in text, "the role is held over another committee alone"


def test_restricted_papers_follow_the_role_and_not_the_seat(client, member, committee, publisher):
    meeting = coming(committee, publisher)
    member.grants.all().delete()
    for address in (HOME, page_of(meeting)):
        text = page(client, member, address)
        assert SECRET not in text
        assert "Offers for the depot" in text, "named, as the public reads it"
        assert "Not for publication, paragraph 3" in text
        assert "Only its title is shown here" in text
        assert "/restricted/" not in text
    assert "Your account does not read the restricted papers" in page(client, member, page_of(meeting))
    assert not AuditEvent.objects.filter(verb="read an exempt item").exists()


def test_a_paper_that_is_no_pdf_is_told_of_and_not_offered(client, member, committee, publisher):
    meeting = coming(committee, publisher)
    meeting.documents.filter(is_restricted=True).update(media_type="text/csv")
    text = page(client, member, HOME)
    assert "Not a PDF: ask the clerk for one" in text
    assert "/restricted/" not in text


def test_exempt_business_is_read_by_members_and_noted(client, member, committee, publisher):
    meeting = minuted(committee, publisher)
    item = meeting.items.get(position=3)
    text = page(client, member, page_of(meeting))
    assert f"{SECRET} was cheapest." in text
    assert f"Accept {SECRET}" in text
    assert f"To award it to {SECRET}." in text
    assert "as the office holds it now" in text
    event = AuditEvent.objects.get(verb="read an exempt item")
    assert event.by == member
    assert event.subject == f"meeting transport/{meeting.slug}"
    assert event.after == {"item": item.pk, "title": item.title, "minutes": True, "address": page_of(meeting)}


def test_exempt_minutes_that_are_not_published_are_the_offices(client, member, committee, publisher):
    meeting = coming(committee, publisher)
    meeting.items.filter(position=2).update(minutes_html=f"<p>{SECRET} was cheapest.</p>")
    text = page(client, member, page_of(meeting))
    assert f"To award it to {SECRET}." in text
    assert "was cheapest" not in text
    assert AuditEvent.objects.get(verb="read an exempt item").after["minutes"] is False


def test_a_councillor_of_another_committee_sees_what_the_public_sees(client, publisher, committee):
    meeting = minuted(committee, publisher)
    user = UserFactory()
    GrantFactory(user=user, role=Role.COUNCILLOR, scope="OTHER")
    text = page(client, user, page_of(meeting))
    assert "Award of a contract" in text
    assert SECRET not in text


def test_a_meeting_that_is_not_published_is_not_there(client, member, committee):
    draft = MeetingFactory(committee=committee, date=in_days(5))
    client.force_login(member)
    assert client.get(page_of(draft)).status_code == 404
    assert client.get("/office/mine/meetings/nowhere/2026-01-01/").status_code == 404


def test_what_was_asked_is_of_own_committees_with_the_overdue_first(client, member, committee, publisher):
    minuted(committee, publisher, days=-300)
    minuted(committee, publisher, days=-3)
    minuted(CommitteeFactory(code="OTHER"), publisher)
    text = page(client, member, ASKED)
    assert "OTHER-" not in text
    assert text.index("Overdue</span>") < text.index("Open</span>")
    assert "1 is overdue" in text
    only = page(client, member, f"{ASKED}?kind=action&late=on")
    assert (only.count('role="rowheader"'), "TRA-" in only) == (1, True)
    assert page(client, member, f"{ASKED}?kind=recommendation").count('role="rowheader"') == 2
    before = page(client, member, f"{ASKED}?as_at={in_days(-100)}")
    assert (before.count('role="rowheader"'), "The ledger as it stood on" in before) == (2, True)


def test_what_was_asked_of_a_portfolio_is_found_by_its_name_as_a_whole(client, member, committee, publisher):
    minuted(CommitteeFactory(code="OTHER"), publisher)
    entry = LedgerEntry.objects.get(kind="recommendation")
    mine = f"{ASKED}?whose=portfolio"
    Contact.objects.create(name="Cabinet Member Transport", kind="post", holder=member.person.full_name)
    for addressee, is_mine in (
        ("Cabinet Member for Transport", True),
        ("The Cabinet Member Transport and others", True),
        (member.person.full_name, True),
        ("Cabinet Member for Transportation", False),
        ("Cabinet", False),
    ):
        LedgerEntry.objects.filter(pk=entry.pk).update(addressee=addressee)
        assert (entry.reference in page(client, member, mine)) == is_mine, addressee
    assert entry.reference not in page(client, member, ASKED)


@pytest.mark.parametrize(
    "query", ["committee=other", "kind=x", "status=%00", "late=%27", "page=-1", "text=" + "x" * 5000, "year=abc"]
)
def test_an_odd_filter_is_answered(client, member, committee, publisher, query):
    coming(committee, publisher)
    page(client, member, f"{ASKED}?{query}")


@pytest.mark.parametrize(
    ("owner", "is_own"),
    [
        ("Councillor Cora Councillor", True),
        ("Cora Councillor", True),
        ("Director of Place and Cora Councillor", True),
        ("Cora Councillorson", False),
        ("Clerk to the committee", False),
    ],
)
def test_actions_in_own_name_are_set_apart(client, member, publisher, owner, is_own):
    meeting = held_meeting(committee=CommitteeFactory(code="OTHER"), date=in_days(-300))
    meeting.items.get().outcome_groups.get(position=2).lines.update(owner=owner)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    for address in (HOME, ASKED):
        assert ("In your name" in page(client, member, address)) is is_own


def test_own_record_gives_attendance_by_year_and_declarations(client, member, committee, publisher):
    meeting = held_meeting(committee=committee, date=in_days(-30))
    person, item = member.person, meeting.items.get()
    meeting.attendance.create(person=person, name="Councillor Cora Councillor", mode="present")
    item.declarations.create(person=person, name="Councillor Cora Councillor", nature="A share in a bus company.")
    item.declarations.create(name="Councillor Cora Councillor", nature="Of a namesake.")
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    draft = held_meeting(committee=committee, date=in_days(-5))
    draft.items.get().declarations.create(person=person, name="Councillor Cora Councillor", nature="Not yet public.")
    text = page(client, member, RECORD)
    assert "Present" in text
    assert "A share in a bus company." in text
    assert "Of a namesake." not in text
    assert "Not yet public." not in text
    assert "Ms Clem Clerk" in text
    assert "01632 960000" in text


def test_a_councillor_whose_account_is_tied_to_nobody_is_told(client, councillor):
    text = page(client, councillor, HOME)
    assert "Your account is not tied to you in the record yet" in text
    for address in (ASKED, RECORD):
        page(client, councillor, address)


def test_whoever_the_record_names_has_pages_without_a_role(client, stranger):
    client.force_login(stranger)
    assert client.get(HOME).status_code == 403
    PersonFactory(name="Sam Stranger", account=stranger)
    assert "No meeting of your committees is announced." in page(client, stranger, HOME)


def test_signing_in_leads_councillors_to_their_meetings(client, member, clerk):
    client.force_login(member)
    assert client.get(reverse("office:desk"))["Location"] == HOME
    assert "My meetings" in client.get(HOME).content.decode()
    assert "My meetings" not in page(client, clerk, reverse("office:desk"))


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_ask_as_often_for_many_meetings_as_for_two(client, member, committee, publisher):
    def more(days):
        last = minuted(committee, publisher, days=-days)
        row = last.items.get(position=1)
        row.declarations.create(person=member.person, name="Councillor Cora Councillor", nature="A share.")
        row.outcome_groups.get(position=2).lines.update(owner="Cora Councillor")
        return coming(committee, publisher, days=days), last

    more(20)
    next_one, last = more(21)
    client.force_login(member)
    addresses = [HOME, ASKED, RECORD, page_of(next_one), page_of(last)]
    few = [queries(client, address) for address in addresses]
    for days in range(22, 27):
        more(days)
    for position in range(10, 15):
        exempt = exempt_item(next_one, position=position, title=f"Contract {position}")
        DocumentFactory.with_file(
            one_page(str(position)), meeting=next_one, item=exempt, title=f"Offer {position}", is_restricted=True
        )
    publish(meeting=next_one, by=publisher, reason="More contracts")
    many = [queries(client, address) for address in addresses]
    # Each exempt item that is read is noted by a row of its own.
    many[3] -= 5
    assert many == few
