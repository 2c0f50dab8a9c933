"""From the reference data of a committee one click leads to where it is published."""

import pytest
from factories import CommitteeFactory

from portal.publishing.door import publish_committee

pytestmark = pytest.mark.django_db


def page_of(client, committee):
    return client.get(f"/office/reference/committees/{committee.pk}/").content.decode()


def test_a_committee_that_differs_from_what_is_public_is_published_from_there(client, publisher, administrator):
    committee = CommitteeFactory(slug="transport")
    link = 'href="/office/publish/transport/"'
    client.force_login(publisher)
    assert link in page_of(client, committee)
    publish_committee(committee=committee, by=publisher, reason="First")
    assert link not in page_of(client, committee)
    committee.remit = "Another remit."
    committee.save()
    assert link in page_of(client, committee)
    client.force_login(administrator)
    assert link not in page_of(client, committee)
