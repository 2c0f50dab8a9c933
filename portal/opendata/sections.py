"""What the sitemap lists, section by section: every page of the record, with its last change where it has one."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet, Sum
from django.urls import reverse

from actions.impact.counting import year_of_making
from actions.models import LedgerEntry, LedgerUpdate
from actions.words import EntryKind
from meetings.editions.models import PublishedCommittee, PublishedMeeting
from meetings.editions.registers import PublishedPerson
from meetings.editions.state import register_state

# Pages that stand alone; a test holds that none is forgotten.
PAGES = [
    "home",
    "about",
    "rights",
    "accessibility",
    "privacy",
    "meetings:committee-list",
    "meetings:meeting-list",
    "meetings:person-list",
    "meetings:question-list",
    "meetings:document-list",
    "actions:recommendation-list",
    "actions:action-list",
    "register:unanswered",
    "impact:impact",
    "feeds:follow",
    "opendata:about",
]


if TYPE_CHECKING:  # the class is generic for the type checker alone
    AnySitemap = Sitemap[Any]
else:
    AnySitemap = Sitemap


class Section(AnySitemap):
    """A part of the sitemap, 5,000 addresses a file, each absolute under SITE_URL."""

    limit = 5000

    def get_protocol(self, protocol: str | None = None) -> str:
        scheme: str = settings.SITE_URL.partition("://")[0]
        return scheme

    def get_domain(self, site: Any = None) -> str:
        domain: str = settings.SITE_URL.partition("://")[2]
        return domain

    def count(self) -> int:
        """How many addresses there are, at a cost that does not grow with them where that is possible."""
        items = self.items()
        return items.order_by().count() if isinstance(items, QuerySet) else len(list(items))

    @property
    def file_count(self) -> int:
        """How many files they fill; one at least."""
        return max(1, -(-self.count() // self.limit))


class PageSection(Section):
    def items(self) -> list[str]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(item)


class CommitteeSection(Section):
    def items(self) -> QuerySet[PublishedCommittee]:
        return PublishedCommittee.objects.select_related("edition").defer("edition__document").order_by("pk")

    def lastmod(self, item: PublishedCommittee) -> dt.datetime:
        return item.edition.published_at


class ProgrammeSection(Section):
    """Work programmes, as pairs of a committee and a municipal year: few, and written in the committees' editions."""

    def items(self) -> list[tuple[PublishedCommittee, int]]:
        committees = PublishedCommittee.objects.select_related("edition").order_by("pk")
        return [
            (committee, programme["year"])
            for committee in committees
            for programme in committee.edition.content.get("work_programmes", [])
        ]

    def location(self, item: tuple[PublishedCommittee, int]) -> str:
        return reverse("meetings:programme", args=[item[0].slug, item[1]])

    def lastmod(self, item: tuple[PublishedCommittee, int]) -> dt.datetime:
        return item[0].edition.published_at


class ReportSection(Section):
    """Annual reports: of the council (None) and of each committee, for every municipal year with an entry."""

    def items(self) -> list[tuple[str | None, int]]:
        entries = LedgerEntry.objects.published().annotate(of_year=year_of_making()).order_by()
        of_committees = sorted(entries.values_list("committee__slug", "of_year").distinct())
        return [*((None, year) for year in sorted({year for _, year in of_committees})), *of_committees]

    def location(self, item: tuple[str | None, int]) -> str:
        slug, year = item
        return reverse("impact:report", args=[slug, year]) if slug else reverse("impact:council-report", args=[year])


class MeetingSection(Section):
    def items(self) -> QuerySet[PublishedMeeting]:
        columns = ("slug", "published_at", "committee__slug")
        return PublishedMeeting.objects.standing().for_lists().only(*columns).order_by("pk")

    def lastmod(self, item: PublishedMeeting) -> dt.datetime:
        return item.published_at


class PersonSection(Section):
    def items(self) -> QuerySet[PublishedPerson]:
        return PublishedPerson.objects.named().order_by("pk")


class EntrySection(Section):
    """Entries of the ledger of one kind."""

    kind: EntryKind

    def items(self) -> QuerySet[LedgerEntry]:
        entries = LedgerEntry.objects.filter(kind=self.kind).published().select_related("edition")
        columns = ("kind", "reference", "edition__published_at")
        return entries.only(*columns).annotate(reported_at=Max("updates__recorded_at")).order_by("pk")

    def lastmod(self, item: LedgerEntry) -> dt.datetime | None:
        reported_at: dt.datetime | None = getattr(item, "reported_at", None)
        published_at = item.edition.published_at if item.edition else None
        return max((at for at in (reported_at, published_at) if at), default=None)

    def count(self) -> int:
        counted = PublishedCommittee.objects.aggregate(all=Sum(f"{self.kind.value}_count"))
        return counted["all"] or 0


class RecommendationSection(EntrySection):
    kind = EntryKind.RECOMMENDATION


class ActionSection(EntrySection):
    kind = EntryKind.ACTION


SECTIONS: dict[str, type[Section]] = {
    "pages": PageSection,
    "committees": CommitteeSection,
    "work-programmes": ProgrammeSection,
    "annual-reports": ReportSection,
    "meetings": MeetingSection,
    "people": PersonSection,
    "recommendations": RecommendationSection,
    "actions": ActionSection,
}


def last_change() -> dt.datetime | None:
    """When anything that sections list last changed, told without reading them: an edition, a withdrawal, an update."""
    reported_at = LedgerUpdate.objects.order_by("-pk").values_list("recorded_at", flat=True).first()
    return max((at for at in (reported_at, register_state().at) if at), default=None)
