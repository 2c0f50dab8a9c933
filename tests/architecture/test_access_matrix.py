"""Every named address, asked for by every member of the cast, answers as this table says."""

import datetime as dt

import pytest
from django.urls import get_resolver, reverse
from factories import CommitteeFactory, DocumentFactory, MembershipFactory, PersonFactory, held_meeting

from portal.publishing.door import publish

pytestmark = pytest.mark.django_db

CAST = ["nobody", "stranger", "owner", "councillor", "clerk", "publisher"]
EVERYBODY_READS = dict.fromkeys(CAST, 200)

# name → (arguments, status for each member of the cast)
MATRIX = {
    "home": ([], EVERYBODY_READS),
    "about": ([], EVERYBODY_READS),
    "gallery": ([], EVERYBODY_READS),
    "meetings:committee-list": ([], EVERYBODY_READS),
    "meetings:committee-detail": (["transport"], EVERYBODY_READS),
    "meetings:person-list": ([], EVERYBODY_READS),
    "meetings:person-detail": (["anwen-price"], EVERYBODY_READS),
    "meetings:question-list": ([], EVERYBODY_READS),
    "meetings:document-list": ([], EVERYBODY_READS),
    "meetings:meeting-list": ([], EVERYBODY_READS),
    "meetings:calendar-now": ([], dict.fromkeys(CAST, 302)),
    "meetings:calendar": ([2026, 2], EVERYBODY_READS),
    "meetings:meeting-detail": (["transport", "2026-02-03"], EVERYBODY_READS),
    "meetings:edition-detail": (["transport", "2026-02-03", 1], EVERYBODY_READS),
    "meetings:paper-detail": (["transport", "2026-02-03", "PAPER", "buses.pdf"], EVERYBODY_READS),
    "actions:recommendation-list": ([], EVERYBODY_READS),
    "actions:recommendation-detail": (["TRA-2026-R1"], EVERYBODY_READS),
    "actions:action-list": ([], EVERYBODY_READS),
    "actions:action-detail": (["TRA-2026-1"], EVERYBODY_READS),
}


def named_addresses(resolver=None, namespace=""):
    resolver = resolver or get_resolver()
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_addresses(pattern, inner)
        elif pattern.name:
            yield f"{namespace}{pattern.name}"
        else:
            raise AssertionError(f"{pattern} has no name")


@pytest.fixture
def paper(publisher):
    meeting = held_meeting(
        committee=CommitteeFactory(name="Transport", slug="transport", code="TRA"), date=dt.date(2026, 2, 3)
    )
    MembershipFactory(committee=meeting.committee, person=PersonFactory(slug="anwen-price"))
    paper = DocumentFactory.with_file(meeting=meeting)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return paper


def test_every_address_has_a_row():
    assert set(named_addresses()) == set(MATRIX)


@pytest.mark.parametrize("member", CAST)
@pytest.mark.parametrize("name", MATRIX)
def test_access(name, member, paper, client, request):
    arguments, expected = MATRIX[name]
    if member != "nobody":
        client.force_login(request.getfixturevalue(member))
    arguments = [paper.sha256[:12] if argument == "PAPER" else argument for argument in arguments]
    address = reverse(name, args=arguments)

    assert client.get(address).status_code == expected[member]
    assert client.post(address).status_code == 405
