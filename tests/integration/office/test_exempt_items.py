"""Exempt items in the office: their papers, the exclusion of the public, their minutes, and their day of review."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import CommitteeFactory, DocumentFactory, GrantFactory, ItemFactory, MeetingFactory, UserFactory
from office_forms import form_of, workspace_of

from meetings.models import AgendaItem, Document
from portal.accounts.models import Role
from portal.publishing.reasons import why_not_publish

pytestmark = pytest.mark.django_db
EXEMPT = {
    "is_exempt": True, "exempt_paragraph": 3, "exempt_reason": "It names prices.",
    "exempt_review_on": dt.date(2027, 1, 1),
}  # fmt: skip


@pytest.fixture
def meeting():
    return MeetingFactory(date=dt.date(2026, 4, 28))


@pytest.fixture
def item(meeting):
    ItemFactory(meeting=meeting, position=1, title="Apologies")
    return ItemFactory(meeting=meeting, position=2, title="Contract")


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


def save_agenda(client, meeting, item, **values):
    fields, address = form_of(client.get(workspace_of(meeting)), "agenda-form")
    for name, value in values.items():
        key = name if name == "deed" else f"item-{item.pk}-{name}"
        if value is None:
            fields.pop(key, None)
        else:
            fields[key] = [value]
    return client.post(address, fields)


def make_exempt(client, meeting, item, **values):
    said = {
        "is_exempt": "on", "exempt_paragraph": "3", "exempt_reason": "It names prices.",
        "exempt_review_on": "2027-01-01",
    }  # fmt: skip
    return save_agenda(client, meeting, item, **(said | values))


def make_open(client, meeting, item, **values):
    said = {"is_exempt": None, "exempt_paragraph": "", "exempt_reason": "", "exempt_review_on": ""}
    return save_agenda(client, meeting, item, **(said | values))


def test_a_day_of_review_is_offered_and_counts_only_with_a_restriction(signed_in, meeting, item):
    fields, _ = form_of(signed_in.get(workspace_of(meeting)), "agenda-form")
    in_a_year = timezone.localdate() + dt.timedelta(days=365)
    assert fields[f"item-{item.pk}-exempt_review_on"] == [in_a_year.isoformat()]
    assert save_agenda(signed_in, meeting, item, title="Buses").status_code == 302
    item.refresh_from_db()
    assert (item.title, item.exempt_review_on) == ("Buses", None)
    said = {"is_exempt": "on", "exempt_paragraph": "3", "exempt_reason": "It names prices."}
    assert save_agenda(signed_in, meeting, item, **said).status_code == 302
    item.refresh_from_db()
    assert item.exempt_review_on == in_a_year
    assert save_agenda(signed_in, meeting, item, is_exempt=None).status_code == 422


def test_the_papers_of_an_item_are_restricted_with_it(signed_in, meeting, item):
    paper = DocumentFactory.with_file(meeting=meeting, item=item)
    other = DocumentFactory(meeting=meeting)
    assert make_exempt(signed_in, meeting, item).status_code == 302
    paper.refresh_from_db()
    assert (paper.is_restricted, paper.exempt_paragraph, paper.exempt_review_on) == (True, 3, dt.date(2027, 1, 1))
    assert paper.file.name.startswith("restricted/")
    assert not Document.objects.get(pk=other.pk).is_restricted


def test_papers_follow_a_restriction_that_changes_unless_they_have_their_own(signed_in, meeting, item):
    own = DocumentFactory(meeting=meeting, item=item, is_restricted=True, exempt_paragraph=5)
    paper = DocumentFactory(meeting=meeting, item=item)
    make_exempt(signed_in, meeting, item)
    assert make_exempt(signed_in, meeting, item, exempt_review_on="2027-06-01").status_code == 302
    paper.refresh_from_db()
    own.refresh_from_db()
    assert paper.exempt_review_on == dt.date(2027, 6, 1)
    assert (own.exempt_paragraph, own.exempt_review_on) == (5, dt.date(2027, 1, 1))


@pytest.mark.parametrize(("answer", "is_restricted"), [("keep", True), ("open", False)])
def test_an_item_that_becomes_open_asks_what_becomes_of_its_papers(signed_in, meeting, item, answer, is_restricted):
    paper = DocumentFactory.with_file(meeting=meeting, item=item)
    make_exempt(signed_in, meeting, item)
    refused = make_open(signed_in, meeting, item)
    assert refused.status_code == 422
    assert "One paper of this item is restricted. Say what becomes of it" in refused.content.decode()
    assert AgendaItem.objects.get(pk=item.pk).is_exempt

    assert make_open(signed_in, meeting, item, papers_then=answer).status_code == 302
    assert not AgendaItem.objects.get(pk=item.pk).is_exempt
    paper.refresh_from_db()
    assert (paper.is_restricted, paper.exempt_paragraph) == (is_restricted, 3 if is_restricted else None)


def test_an_exempt_item_without_papers_becomes_open_without_a_question(signed_in, meeting, item):
    make_exempt(signed_in, meeting, item)
    assert "papers_then" not in signed_in.get(workspace_of(meeting)).content.decode()
    assert make_open(signed_in, meeting, item).status_code == 302


def test_a_missing_file_keeps_the_item_open_with_all_that_was_typed(signed_in, meeting, item):
    paper = DocumentFactory.with_file(meeting=meeting, item=item)
    paper.file.storage.delete(paper.file.name)
    refused = make_exempt(signed_in, meeting, item, title="Contract of the year")
    assert refused.status_code == 422
    assert "is missing. Upload it again" in refused.content.decode()
    assert "Contract of the year" in refused.content.decode()
    assert not AgendaItem.objects.get(pk=item.pk).is_exempt


def test_one_button_puts_the_exclusion_before_the_first_exempt_item(signed_in, meeting, item):
    assert "agenda-exclude" not in signed_in.get(workspace_of(meeting)).content.decode()
    make_exempt(signed_in, meeting, item)
    ItemFactory(meeting=meeting, position=3, title="Pay", **(EXEMPT | {"exempt_paragraph": 4}))
    assert "agenda-exclude" in signed_in.get(workspace_of(meeting)).content.decode()
    assert save_agenda(signed_in, meeting, item, deed="exclude").status_code == 302

    rows = list(meeting.items.order_by("position"))
    assert [(row.agenda_number, row.kind) for row in rows][1:3] == [("2", "exclusion of the public"), ("3", "other")]
    assert "items 3 and 4" in rows[1].purpose
    assert "paragraphs 3 and 4 of Part 1" in rows[1].purpose
    html = signed_in.get(workspace_of(meeting)).content.decode()
    assert "agenda-exclude" not in html
    again = save_agenda(signed_in, meeting, item, deed="exclude")
    assert again.status_code == 422
    assert meeting.items.count() == 4


def test_an_exclusion_that_stands_too_late_is_moved(signed_in, meeting, item):
    make_exempt(signed_in, meeting, item)
    late = ItemFactory(meeting=meeting, position=3, kind="exclusion of the public", title="Exclusion", purpose="Ours.")
    save_agenda(signed_in, meeting, item, deed="exclude")
    assert [row.pk for row in meeting.items.order_by("position")][1:] == [late.pk, item.pk]
    late.refresh_from_db()
    assert late.purpose == "Ours.", "words that somebody wrote stay"
    assert "do not name" not in signed_in.get(workspace_of(meeting)).content.decode()


def test_words_that_leave_a_paragraph_out_are_pointed_out(signed_in, meeting, item):
    make_exempt(signed_in, meeting, item)
    save_agenda(signed_in, meeting, item, deed="exclude")
    ItemFactory(meeting=meeting, position=4, **(EXEMPT | {"exempt_paragraph": 7}))
    assert "do not name paragraph 7 of Schedule 12A" in signed_in.get(workspace_of(meeting)).content.decode()


def test_open_business_after_exempt_business_is_pointed_out(signed_in, meeting, item):
    make_exempt(signed_in, meeting, item)
    ItemFactory(meeting=meeting, position=3, title="Libraries")
    assert "Open business stands after exempt business: 3 Libraries" in (
        signed_in.get(workspace_of(meeting)).content.decode()
    )


def test_the_resolution_is_recorded_with_one_click_and_the_door_takes_it(signed_in, meeting, item):
    make_exempt(signed_in, meeting, item, public_summary="A contract was considered.")
    save_agenda(signed_in, meeting, item, deed="exclude")
    meeting.minutes_state, meeting.status = "draft", "held"
    meeting.save()
    assert any("no resolution to exclude the public" in reason for reason in why_not_publish(meeting))

    exclusion = meeting.items.get(kind="exclusion of the public")
    address = reverse("office:exclusion-record", args=[meeting.committee.slug, meeting.slug, exclusion.pk])
    assert address in signed_in.get(workspace_of(meeting)).content.decode()
    assert signed_in.post(address).status_code == 302
    line = exclusion.outcome_groups.get().lines.get()
    assert line.kind == "resolution"
    assert "paragraph 3 of Part 1 of Schedule 12A" in line.text
    assert not any("exclude the public" in reason for reason in why_not_publish(meeting))
    assert address not in signed_in.get(workspace_of(meeting)).content.decode()


def test_minutes_of_an_exempt_item_are_marked(signed_in, meeting, item):
    assert "minute__exempt" not in signed_in.get(workspace_of(meeting)).content.decode()
    make_exempt(signed_in, meeting, item)
    assert "a summary, which is still to be written" in signed_in.get(workspace_of(meeting)).content.decode()
    make_exempt(signed_in, meeting, item, needs_no_summary="on")
    assert "no summary, because none is needed" in signed_in.get(workspace_of(meeting)).content.decode()


@pytest.fixture
def kept(meeting):
    """An exempt item and a restricted paper whose days have come, one of each that has not, and one without reason."""
    old, later = dt.date(2020, 1, 1), dt.date(2999, 1, 1)
    item = ItemFactory(meeting=meeting, position=5, title="Old item", **(EXEMPT | {"exempt_review_on": old}))
    DocumentFactory(meeting=meeting, item=item, title="With its item", is_restricted=True, exempt_review_on=old)
    DocumentFactory(meeting=meeting, title="Old paper", is_restricted=True, exempt_review_on=old)
    ItemFactory(meeting=meeting, position=6, title="Later item", **(EXEMPT | {"exempt_review_on": later}))
    DocumentFactory(meeting=meeting, title="Later paper", is_restricted=True, exempt_review_on=later)
    DocumentFactory(
        meeting=meeting, title="Without reason", is_restricted=True, exempt_paragraph=None, exempt_reason="",
        exempt_review_on=None,
    )  # fmt: skip
    DocumentFactory(meeting=meeting, title="Open paper")


def sections(client):
    html = client.get(reverse("office:restricted")).content.decode()
    now, _, rest = html.partition("Without a day of review")
    undated, _, later = rest.partition(">Later<")
    return now, undated, later


def test_restrictions_are_listed_by_their_day_of_review(signed_in, kept):
    now, undated, later = sections(signed_in)
    assert all(title in now for title in ("Old item", "Old paper", "overdue"))
    assert "With its item" not in now + undated + later, "it is reviewed with its item"
    assert "Without reason" in undated
    assert all(title in later for title in ("Later item", "Later paper"))
    assert "Open paper" not in now + undated + later


def test_each_line_leads_to_where_it_is_mended(signed_in, kept, meeting):
    html = signed_in.get(reverse("office:restricted")).content.decode()
    item, paper = AgendaItem.objects.get(title="Old item"), Document.objects.get(title="Old paper")
    assert f"{workspace_of(meeting)}#row-{item.pk}" in html
    address = reverse("office:paper", args=[meeting.committee.slug, meeting.slug, paper.pk])
    assert f"{address}#restriction" in html
    assert signed_in.get(address).status_code == 200


def test_a_clerk_sees_the_restrictions_of_their_own_committees_alone(client, kept):
    other = UserFactory()
    GrantFactory(user=other, role=Role.CLERK, scope=CommitteeFactory(code="OTHER").code)
    client.force_login(other)
    html = client.get(reverse("office:restricted")).content.decode()
    assert "Old item" not in html
    assert "No restriction has come to its day of review." in html


def test_the_list_asks_no_more_for_twenty_than_for_two(
    signed_in, meeting, django_assert_max_num_queries, django_assert_num_queries
):
    def add(count):
        for _ in range(count):
            DocumentFactory(meeting=MeetingFactory(), is_restricted=True, exempt_review_on=dt.date(2020, 1, 1))

    add(2)
    with django_assert_max_num_queries(25) as asked:
        signed_in.get(reverse("office:restricted"))
    add(18)
    with django_assert_num_queries(len(asked)):
        signed_in.get(reverse("office:restricted"))
