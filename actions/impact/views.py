"""What came of scrutiny, in figures: the page for everything, the annual reports, and the same numbers as files."""

import datetime as dt
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.day_filters import DayFilter, YearFilter
from actions.impact import figures, tables
from actions.impact.page import RETURNS_SHOWN, Impact
from actions.impact.report import LISTED, recommendations_of
from actions.impact.report_table import COLUMNS, report_rows
from actions.impact.summary import action_sentences, recommendation_sentences
from actions.ledger_state import of_ledger
from meetings.editions.models import PublishedCommittee
from meetings.municipal_year import municipal_year_days, municipal_year_label
from portal.addresses import absolute
from portal.conditional import answer
from portal.downloads import refused
from portal.machines import machine_response
from portal.spreadsheet_cells import CSV_TYPE, csv_bytes

UNPROCESSABLE = 422
FIRST_YEAR, LAST_YEAR = 1900, 2199


@require_safe
def impact(request: HttpRequest) -> HttpResponse:
    """The figures of all committees or of one, of every addressee or of one kind, of all years or of one."""
    filtered = YearFilter(request.GET)
    has_errors = not filtered.form.is_valid()
    told = _impact(filtered)
    committee = filtered.committee_shown
    context = {
        "filter": filtered,
        "impact": told,
        "returns": told.returns[:RETURNS_SHOWN],
        "committee": committee,
        "definitions": _definitions(),
        "median": figures.MEDIAN,
        "has_actions": not filtered.asked.get("addressee_kind"),
        "reports": _reports(committee, told, filtered),
        "query": _query(filtered),
    }
    return render(request, "public/impact.html", context, status=UNPROCESSABLE if has_errors else 200)


@require_safe
def figures_table(request: HttpRequest) -> HttpResponseBase:
    """The figures of the page, with the same choices, as CSV."""
    filtered = YearFilter(request.GET)
    if not filtered.form.is_valid():
        return _refused(filtered)
    asked = sorted((name, str(value)) for name, value in filtered.asked.items())

    def build() -> HttpResponse:
        if too_many := refused(request):
            return too_many
        content = csv_bytes([tables.HEADER, *tables.rows(_impact(filtered))])
        return machine_response(content, CSV_TYPE, filename=f"impact-{filtered.day.isoformat()}.csv")

    return answer(request, of_ledger("impact.csv", asked), build)


@require_safe
def report(request: HttpRequest, year: int, committee: str = "") -> HttpResponse:
    """What came of one municipal year, of a committee or of the whole council, to be read and printed."""
    filtered, shown = _asked(request.GET, year, committee)
    told = _impact(filtered)
    name, label = (f"The {shown.name}" if shown else "The committees"), municipal_year_label(year)
    listed = recommendations_of(filtered.qs, filtered.day, at_most=LISTED + 1)
    context = {
        "filter": filtered,
        "impact": told,
        "committee": shown,
        "year": year,
        "label": label,
        "ends_on": municipal_year_days(year)[1],
        "is_running": filtered.day <= municipal_year_days(year)[1],
        "sentences": recommendation_sentences(told.all, who=name.replace("The The ", "The "), when=label),
        "action_sentences": action_sentences(told.actions, who="It" if shown else "They"),
        "listed": listed[:LISTED],
        "open": [one for one in listed[:LISTED] if one.is_open],
        "is_cut": len(listed) > LISTED,
        "returns": told.returns[:RETURNS_SHOWN],
        "permalink": absolute(f"{request.path}?as_at={filtered.day.isoformat()}"),
        "table": f"{_table(year, shown)}?as_at={filtered.day.isoformat()}",
        "figures": f"{reverse('impact:figures')}?{_query(filtered, year=str(year), as_at=filtered.day.isoformat())}",
    }
    return render(
        request, "public/impact_report.html", context, status=200 if filtered.form.is_valid() else UNPROCESSABLE
    )


@require_safe
def report_table(request: HttpRequest, year: int, committee: str = "") -> HttpResponseBase:
    """Every recommendation of the report with what became of it, as CSV."""
    filtered, shown = _asked(request.GET, year, committee)
    if not filtered.form.is_valid():
        return _refused(filtered)

    def build() -> HttpResponse:
        if too_many := refused(request):
            return too_many
        listed = recommendations_of(filtered.qs, filtered.day)
        name = f"recommendations-{shown.slug if shown else 'council'}-{year}-{filtered.day.isoformat()}.csv"
        return machine_response(csv_bytes([COLUMNS, *report_rows(listed, filtered.day)]), CSV_TYPE, filename=name)

    return answer(request, of_ledger("report.csv", committee, year, filtered.day.isoformat()), build)


def _impact(filtered: DayFilter) -> Impact:
    return Impact(filtered.qs, filtered.day, committees=filtered.committees, clocks=filtered.clocks)


def _asked(query: QueryDict, year: int, slug: str) -> tuple[DayFilter, PublishedCommittee | None]:
    """The entries of the report's year and committee, as at the day that the address names; 404 where there is none."""
    filtered = DayFilter({"as_at": query.get("as_at", ""), "committee": slug})
    if not FIRST_YEAR <= year <= LAST_YEAR or (slug and filtered.committee_shown is None):
        raise Http404("no such report")
    first, last = municipal_year_days(year)
    if first > filtered.day:
        raise Http404("this municipal year had not begun")
    filtered.queryset = filtered.queryset.filter(made_on__range=(first, last))
    return filtered, filtered.committee_shown


def _refused(filtered: DayFilter) -> HttpResponse:
    said = " ".join(str(error) for errors in filtered.form.errors.values() for error in errors)
    return machine_response(said.encode(), "text/plain; charset=utf-8", status=UNPROCESSABLE)


def _query(filtered: DayFilter, **more: str) -> str:
    """The choices that were understood, and what is to be asked beside them, for links to the same figures."""
    told = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in filtered.asked.items()}
    return urlencode(told | more)


def _reports(committee: PublishedCommittee | None, told: Impact, filtered: DayFilter) -> list[dict[str, str]]:
    """The annual reports that there are, of the committee that was chosen or of the council; the latest first."""
    asked = f"?as_at={filtered.day.isoformat()}" if filtered.is_past else ""
    return [
        {"label": line.label, "url": report_address(int(line.key), committee) + asked}
        for line in told.by_year
        if line.figures.counts["made"] or line.actions.counts["made"]
    ]


def report_address(year: int, committee: PublishedCommittee | None) -> str:
    if committee is None:
        return reverse("impact:council-report", args=[year])
    return reverse("impact:report", args=[committee.slug, year])


def _table(year: int, committee: PublishedCommittee | None) -> str:
    if committee is None:
        return reverse("impact:council-report-table", args=[year])
    return reverse("impact:report-table", args=[committee.slug, year])


def _definitions() -> list[dict[str, object]]:
    """Every figure with its meaning, in groups."""
    return [
        {"title": "Recommendations", "measures": [figures.MADE, figures.SENT]},
        {"title": "The response: each recommendation counts in one of these", "measures": figures.RESPONSES},
        {"title": "What it said: each one answered counts in one of these", "measures": figures.VERDICTS},
        {
            "title": "What followed: each one accepted, in full or in part, counts in one of these",
            "measures": figures.COURSES,
        },
        {"title": "What was done", "measures": figures.ENDS},
        {
            "title": "Actions: each counts in one of these",
            "measures": [figures.ACTIONS_MADE, *figures.ACTION_ENDS, figures.WITH_EVIDENCE],
        },
    ]
