"""Descriptions of pages in the words of schema.org (JSON-LD), for search engines and assistants."""

import datetime as dt
import json
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from portal.addresses import absolute
from portal.home.templatetags.record_format import long_date

register = template.Library()

# Inside a script element these three could end it, or begin a comment or an entity.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}

Content = dict[str, Any]


@register.simple_tag
def meeting_data(record: Content) -> SafeString:
    """The meeting as an event, and its place in the site; `record` is the document of the edition."""
    committee, meeting = record["committee"], record["meeting"]
    url = absolute(reverse("meetings:meeting-detail", args=[committee["slug"], meeting["slug"]]))
    title = f"{committee['name']}, {long_date(meeting['date'])}"
    event = {
        "@type": "Event",
        "@id": f"{url}#meeting",
        "name": title,
        "url": url,
        "startDate": _moment(meeting["date"], meeting["start"]),
        "eventStatus": f"https://schema.org/{_STATUS.get(meeting['status'], 'EventScheduled')}",
        "eventAttendanceMode": "https://schema.org/"
        + ("MixedEventAttendanceMode" if meeting["livestream"] else "OfflineEventAttendanceMode"),
        "isAccessibleForFree": True,
        "organizer": _council(record["council"]),
    }
    if meeting["end"]:
        event["endDate"] = _moment(meeting["date"], meeting["end"])
    if meeting["venue"]:
        venue = meeting["venue"]
        event["location"] = {"@type": "Place", "name": venue["name"], "address": venue["address"] or venue["name"]}
    trail = [*_trail_of_committees(), (committee["name"], _committee_url(committee["slug"])), (title, url)]
    return _block([event, _breadcrumbs(trail)])


@register.simple_tag
def committee_data(slug: str, name: str, remit: str) -> SafeString:
    """The committee as an organisation of the council, and its place in the site."""
    url = _committee_url(slug)
    organisation: Content = {
        "@type": "Organization",
        "@id": f"{url}#committee",
        "name": name,
        "url": url,
        "parentOrganization": _council(settings.COUNCIL_NAME),
    }
    if remit:
        organisation["description"] = remit
    return _block([organisation, _breadcrumbs([*_trail_of_committees(), (name, url)])])


def _council(name: str) -> Content:
    return {"@type": "GovernmentOrganization", "name": name, "url": absolute(reverse("home"))}


def _committee_url(slug: str) -> str:
    return absolute(reverse("meetings:committee-detail", args=[slug]))


def _trail_of_committees() -> list[tuple[str, str]]:
    return [("Home", absolute(reverse("home"))), ("Committees", absolute(reverse("meetings:committee-list")))]


def _breadcrumbs(trail: list[tuple[str, str]]) -> Content:
    steps = [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _moment(date: str, at: str | None) -> str:
    """Day and time with London's offset; the day alone where no time is given."""
    if not at:
        return date
    day, time = dt.date.fromisoformat(date), dt.time.fromisoformat(at)
    moment = dt.datetime.combine(day, time, timezone.get_default_timezone())
    return moment.isoformat(timespec="minutes")


def _block(graph: list[Content]) -> SafeString:
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    block = f'<script type="application/ld+json">{text.translate(_ESCAPES)}</script>'
    return mark_safe(block)  # noqa: S308  # escaped above, as JSON inside a script must be
