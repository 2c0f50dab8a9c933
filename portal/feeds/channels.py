"""What can be followed: all committees at once, or one; each as a calendar and as a feed."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from meetings.editions.models import PublishedCommittee
from portal.addresses import absolute


@dataclass(frozen=True, slots=True)
class Channel:
    """A committee as it can be followed; without a slug, all of them."""

    name: str
    slug: str = ""

    @property
    def calendar_title(self) -> str:
        return f"Meetings: {self.name}" if self.slug else f"Committee meetings of {self.name}"

    @property
    def feed_title(self) -> str:
        return f"Published records: {self.name}" if self.slug else f"Published records of {self.name}"

    @property
    def calendar(self) -> str:
        return absolute(self._path("calendar"))

    @property
    def webcal(self) -> str:
        """The same address in the form that opens a calendar program."""
        return f"webcal://{self.calendar.partition('://')[2]}"

    @property
    def feed(self) -> str:
        return absolute(self._path("published"))

    @property
    def unanswered(self) -> str:
        """The feed of what was not answered in time."""
        return absolute(self._path("unanswered"))

    def _path(self, name: str) -> str:
        return reverse(f"feeds:committee-{name}", args=[self.slug]) if self.slug else reverse(f"feeds:{name}")


def channel_of(committee: PublishedCommittee | None) -> Channel:
    return Channel(committee.name, committee.slug) if committee else Channel(settings.COUNCIL_NAME)


def channels() -> list[Channel]:
    """One for each published committee, in the order of the committees' page; one query."""
    return [channel_of(committee) for committee in PublishedCommittee.objects.all()]
