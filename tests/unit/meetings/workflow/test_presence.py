"""Who has a meeting open: known while the page tells, and forgotten when it falls silent."""

import uuid

import pytest
from factories import ItemFactory, MeetingFactory

from meetings.models import Presence
from meetings.workflow.presence import FORGOTTEN_AFTER, be_present, leave, others_present
from portal.accounts.permissions import NotPermittedError
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db

ONE, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)


@pytest.fixture
def meeting():
    return MeetingFactory()


def test_two_pages_see_each_other_and_not_themselves(meeting, clerk, publisher):
    item = ItemFactory(meeting=meeting, position=1)
    be_present(meeting=meeting, by=clerk, page=ONE, item=item.pk)
    be_present(meeting=meeting, by=publisher, page=OTHER, item=None)

    assert [(other.user, other.item) for other in others_present(meeting, page=OTHER)] == [(clerk, item)]
    assert [(other.user, other.item) for other in others_present(meeting, page=ONE)] == [(publisher, None)]


def test_a_page_that_tells_again_is_one_page(meeting, clerk):
    for _ in range(2):
        be_present(meeting=meeting, by=clerk, page=ONE, item=None)

    assert Presence.objects.count() == 1


def test_a_silent_page_is_forgotten(meeting, clerk, publisher):
    be_present(meeting=meeting, by=clerk, page=ONE, item=None)
    Presence.objects.update(seen_at=Presence.objects.get().seen_at - FORGOTTEN_AFTER)

    assert others_present(meeting, page=OTHER) == []
    be_present(meeting=meeting, by=publisher, page=OTHER, item=None)
    assert Presence.objects.get().user == publisher


def test_a_closed_page_is_forgotten_at_once_by_its_own_user_alone(meeting, clerk, publisher):
    be_present(meeting=meeting, by=clerk, page=ONE, item=None)
    leave(meeting=meeting, by=publisher, page=ONE)
    assert Presence.objects.exists()
    leave(meeting=meeting, by=clerk, page=ONE)
    assert not Presence.objects.exists()


def test_an_item_of_another_meeting_is_no_place_here(meeting, clerk):
    be_present(meeting=meeting, by=clerk, page=ONE, item=ItemFactory().pk)

    assert Presence.objects.get().item is None


def test_being_present_is_no_deed(meeting, clerk, councillor):
    before = AuditEvent.objects.count()
    be_present(meeting=meeting, by=clerk, page=ONE, item=None)

    assert AuditEvent.objects.count() == before
    with pytest.raises(NotPermittedError):
        be_present(meeting=meeting, by=councillor, page=OTHER, item=None)
