"""What is measured: each type of page by an address that stands in the small record and in the large one."""

from dataclasses import replace

from django.urls import reverse

from actions.models import LedgerEntry
from meetings.editions.models import PublishedMeeting
from meetings.editions.registers import PublishedPerson
from portal.benchmark.ledger_pages import ledger_page_types, office_ledger_page_types
from portal.benchmark.page_type import PageType


def page_types() -> list[PageType]:
    """Every public page type, by addresses of the demonstration council; call it inside the small record."""
    meetings = PublishedMeeting.objects.standing().select_related("committee")
    meeting = meetings.filter(minutes="approved", edition_count__gt=2).latest("item_count")
    committee = meeting.committee
    person = PublishedPerson.objects.filter(seats__committee=committee).order_by("slug")[0]
    entries = LedgerEntry.objects.published().order_by("reference")
    recommendation, action = entries.recommendations()[0], entries.actions()[0]
    place = [committee.slug, meeting.slug]
    month = reverse("meetings:calendar", args=[meeting.date.year, meeting.date.month])
    pages = [
        PageType("home", reverse("home")),
        PageType("committees", reverse("meetings:committee-list")),
        PageType("committee", committee.get_absolute_url()),
        PageType("meetings", reverse("meetings:meeting-list")),
        PageType("meetings, of one committee", f"{reverse('meetings:meeting-list')}?committee={committee.slug}"),
        PageType("meetings, page 2", f"{reverse('meetings:meeting-list')}?page=2"),
        PageType("calendar", month),
        PageType("meeting", meeting.get_absolute_url(), 4),
        PageType("edition", reverse("meetings:edition-detail", args=[*place, 1]), 4),
        PageType("editions", reverse("meetings:edition-list", args=place)),
        PageType("difference", reverse("meetings:edition-compare", args=[*place, 1, 2])),
        PageType("people", reverse("meetings:person-list")),
        PageType("person", person.get_absolute_url()),
        PageType("recommendation", recommendation.get_absolute_url()),
        PageType("action", action.get_absolute_url()),
        PageType("questions", reverse("meetings:question-list")),
        PageType("documents", reverse("meetings:document-list")),
        PageType("about", reverse("about")),
        PageType("calendar file", reverse("feeds:calendar")),
        PageType("feed", reverse("feeds:published")),
        PageType("edition as JSON", reverse("opendata:edition", args=[*place, 1])),
        PageType("sitemap", "/sitemap.xml"),
    ]
    searched = reverse("search:search")
    queries = {
        "nothing asked": "",
        "a frequent word": "?q=committee",
        "two words": "?q=school+transport",
        "a rare word": "?q=trubshaw",
        "a phrase": "?q=%22home+to+school%22",
        "an exclusion": "?q=transport+-school",
        "recommendations": "?q=report&kind=recommendation",
        "one committee": f"?q=children&committee={committee.slug}",
        "words that never meet": "?q=trubshaw+orchard+culvert",
        "a typing error": "?q=tranpsort+comittee",
        "a reference": f"?q={recommendation.reference}",
    }
    searches = [PageType(f"search: {name}", f"{searched}{q}", 10, is_search=True) for name, q in queries.items()]
    return [*pages, *searches, *ledger_page_types(committee.slug), *office_page_types(place)]


def office_page_types(place: list[str]) -> list[PageType]:
    """The office's pages, for somebody who may see all of them; `place` is a meeting's committee and slug."""
    meetings, audit = reverse("office:meeting-list"), reverse("audit:event-list")
    pages = [
        PageType("office: desk", reverse("office:desk"), 18),
        PageType("office: year", reverse("office:year"), 12),
        PageType("office: meetings", meetings),
        PageType("office: meetings, of one", f"{meetings}?committee={place[0]}"),
        PageType("office: meetings, page 2", f"{meetings}?page=2"),
        PageType("office: workspace", reverse("office:workspace", args=place), 20),
        PageType("office: publish", reverse("door:publish", args=place), 60),
        PageType("office: timeline", reverse("door:timeline", args=place), 12),
        PageType("office: users", reverse("users:user-list")),
        PageType("office: audit", audit),
        PageType("office: audit, one subject", f"{audit}?subject=meeting+{place[0]}%2F{place[1]}"),
    ]
    return [replace(page, is_office=True) for page in [*pages, *office_ledger_page_types(place[0])]]
