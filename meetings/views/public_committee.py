"""Public pages of committees, from their editions."""

import datetime as dt
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.editions.models import PublishedCommittee, PublishedMeeting, PublishedMeetingQuerySet
from meetings.municipal_year import municipal_year_label
from meetings.views.programme_page import programme_at_a_glance
from meetings.views.public_validators import of_committee
from portal.conditional import answer

# In the order in which a page lists them.
ROLES = ["chairperson", "vice-chairperson", "member", "non-voting member", "co-optee"]
ROLE_LABELS = {
    "chairperson": "Chairperson",
    "vice-chairperson": "Vice-chairperson",
    "member": "Members",
    "non-voting member": "Non-voting members",
    "co-optee": "Co-optees",
}
# Of past meetings the committee's page shows so many municipal years, unless one is asked for.
YEARS_SHOWN = 2


@require_safe
def committee_list(request: HttpRequest) -> HttpResponse:
    """Every published committee with its remit and its next meeting, gathered by kind."""
    rows = []
    for committee in PublishedCommittee.objects.select_related("edition").with_next_meeting(timezone.localdate()):
        content = committee.edition.content
        parent = content["parent"]
        rows.append(
            {
                "name": committee.name,
                "get_absolute_url": committee.get_absolute_url(),
                "kind_label": committee.kind_label,
                "remit": content["remit"],
                "parent_name": parent["name"] if parent else "",
                "next_on": getattr(committee, "next_on", None),
            }
        )
    kinds = [{"label": label, "committees": list(group)} for label, group in groupby(rows, itemgetter("kind_label"))]
    return render(request, "public/committee_list.html", {"kinds": kinds})


@require_safe
def committee_detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One committee: its ledger at a glance, next and past meetings by municipal year, remit and members."""
    committee = get_object_or_404(PublishedCommittee.objects.select_related("edition"), slug=slug)
    return answer(request, of_committee(committee), lambda: _page(request, committee))


def _page(request: HttpRequest, committee: PublishedCommittee) -> HttpResponse:
    content = committee.edition.content
    today = timezone.localdate()
    meetings = committee.meetings.standing().for_lists()
    entries = committee.ledger.published().with_facts(today)
    parent = content["parent"]
    context = {
        "committee": {
            "slug": committee.slug,
            "name": committee.name,
            "kind_label": committee.kind_label,
            "remit": content["remit"],
            "parent": parent and {"name": parent["name"], "url": _committee_url(parent["slug"])},
        },
        "suggest_url": reverse("submissions:suggest", args=[committee.slug]) if committee.takes_topics else "",
        "members": members_by_role(content["members"], today),
        "programme": programme_at_a_glance(content, today),
        "group": content.get("task_group"),
        "meetings": meetings_shown(meetings, today, request.GET.get("year", "")),
        "tally": _tally(
            entries.tally({"recommendation": committee.recommendation_count, "action": committee.action_count}),
            committee.slug,
        ),
        "overdue": entries.late().by_urgency().select_related("committee", "meeting__committee")[:5],
    }
    return render(request, "public/committee.html", context)


def meetings_shown(meetings: PublishedMeetingQuerySet, today: dt.date, asked: str) -> dict[str, Any]:
    """The meetings to come, and the past ones of the municipal year that is asked for, or of the last two.

    With the other years in which there were meetings. Always two queries. `unknown` is what was asked for where it is
    no municipal year of this committee.
    """
    past, to_come = Q(date__lt=today), Q(date__gte=today)
    years = list(meetings.filter(past).order_by("-municipal_year").values_list("municipal_year", flat=True).distinct())
    wanted = next((year for year in years if str(year) == asked), None)
    shown = years[:YEARS_SHOWN] if wanted is None else [wanted]
    rows = list(meetings.filter(to_come | past & Q(municipal_year__in=shown)).order_by("date", "start"))
    return {
        "to_come": [row for row in rows if row.date >= today],
        "years": _by_municipal_year([row for row in reversed(rows) if row.date < today]),
        "others": [{"year": year, "label": municipal_year_label(year)} for year in years if year not in shown],
        "is_one": wanted is not None,
        "unknown": asked[:20].replace("\x00", "�") if asked and wanted is None else "",
    }


def members_by_role(members: list[dict[str, Any]], on: dt.date) -> list[dict[str, Any]]:
    """The seats that are held on the day, grouped by role in the order of ROLES, people by family name."""
    day = on.isoformat()
    held = [
        seat for seat in members if seat["first_day"] <= day and (seat["last_day"] is None or seat["last_day"] >= day)
    ]
    groups = []
    for role in ROLES:
        people = sorted((seat for seat in held if seat["role"] == role), key=lambda seat: seat["sort_name"])
        if people:
            groups.append({"label": ROLE_LABELS[role], "people": people})
    return groups


def _committee_url(slug: str) -> str:
    return PublishedCommittee(slug=slug).get_absolute_url()


def _tally(figures: list[Any], slug: str) -> list[dict[str, Any]]:
    """The figures with links to the lists of this committee alone."""
    rows = []
    for figure in figures:
        separator = "&" if "?" in figure.url else "?"
        url = f"{figure.url}{separator}committee={slug}"
        rows.append({"number": figure.number, "label": figure.label, "is_late": figure.is_late, "url": url})
    return rows


def _by_municipal_year(meetings: list[PublishedMeeting]) -> list[dict[str, Any]]:
    return [
        {"label": municipal_year_label(year), "meetings": list(group)}
        for year, group in groupby(meetings, key=lambda meeting: meeting.municipal_year)
    ]
