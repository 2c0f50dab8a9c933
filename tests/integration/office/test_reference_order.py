"""Standing items and usual officers: added, moved, changed and removed by buttons."""

import pytest
from django.urls import reverse
from factories import CommitteeFactory

from meetings.models import Post, StandingItem, UsualOfficer
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee():
    return CommitteeFactory(slug="harbour")


@pytest.fixture
def items(committee):
    return [
        StandingItem.objects.create(committee=committee, position=position, title=title)
        for position, title in enumerate(["Apologies", "Minutes", "Work programme"], start=1)
    ]


@pytest.fixture
def office(client, clerk):
    client.force_login(clerk)
    return client


def where(name, committee, what, *rest):
    return reverse(f"office:{name}", args=[committee.pk, what, *rest])


def titles(committee):
    return list(committee.standing_items.order_by("position").values_list("title", flat=True))


def test_items_are_added_at_the_end(office, committee, items):
    page = where("order", committee, "standing-items")
    response = office.post(page, {"title": "Date of next meeting", "kind": "date of next meeting"})
    assert response["Location"] == f"{page}#add"
    assert titles(committee)[-1] == "Date of next meeting"
    event = AuditEvent.objects.latest("pk")
    assert (event.deed, event.subject) == ("added the standing item", "committee harbour")


def test_items_move_up_and_down_and_stay_at_the_ends(office, committee, items):
    apologies, minutes, programme = items
    for row, direction, expected in [
        (minutes, "up", ["Minutes", "Apologies", "Work programme"]),
        (minutes, "up", ["Minutes", "Apologies", "Work programme"]),
        (apologies, "down", ["Minutes", "Work programme", "Apologies"]),
        (apologies, "down", ["Minutes", "Work programme", "Apologies"]),
        (programme, "up", ["Work programme", "Minutes", "Apologies"]),
    ]:
        response = office.post(where(f"order-{direction}", committee, "standing-items", row.pk))
        assert response["Location"].endswith(f"#row-{row.pk}")
        assert titles(committee) == expected


def test_items_are_changed_and_removed(office, committee, items):
    row = items[1]
    edit = where("order-edit", committee, "standing-items", row.pk)
    assert "Minutes" in office.get(edit).content.decode()
    office.post(edit, {"title": "Minutes and action log", "kind": "minutes and action log", "purpose": ""})
    assert titles(committee)[1] == "Minutes and action log"
    assert office.post(edit, {"title": "", "kind": "other"}).status_code == 422
    office.post(where("order-remove", committee, "standing-items", row.pk))
    assert titles(committee) == ["Apologies", "Work programme"]


def test_rows_of_another_committee_are_not_found(office, items):
    other = CommitteeFactory()
    for name in ("order-edit", "order-up", "order-down", "order-remove"):
        assert office.post(where(name, other, "standing-items", items[0].pk)).status_code == 404


def test_a_usual_officer_stands_once(client, publisher, committee):
    client.force_login(publisher)
    post = Post.objects.create(title="Clerk to the committee", directorate="Corporate Centre")
    page = where("order", committee, "usual-officers")
    assert client.post(page, {"post": post.pk}).status_code == 302
    refused = client.post(page, {"post": post.pk})
    assert refused.status_code == 422
    assert "stands among the usual officers already" in refused.content.decode()
    assert UsualOfficer.objects.filter(committee=committee).count() == 1


def test_the_list_asks_the_same_for_two_rows_and_for_twenty(client, publisher, committee, django_assert_num_queries):
    client.force_login(publisher)
    page = where("order", committee, "usual-officers")

    def add(numbers):
        for number in numbers:
            post = Post.objects.create(title=f"Post {number}")
            UsualOfficer.objects.create(committee=committee, post=post, position=number)

    add(range(2))
    with django_assert_num_queries(7):
        client.get(page)
    add(range(2, 20))
    with django_assert_num_queries(7):
        client.get(page)
