"""Public lists of the ledger: the recommendation tracker and the action log, on a page, on paper and as files."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.filters import ActionFilter, EntryFilter, RecommendationFilter
from actions.lists.columns import columns_of
from actions.lists.downloads import Download, TooManyRowsError, as_text, as_workbook
from actions.lists.paging import paged
from actions.models import LedgerEntry
from actions.words import EntryKind
from portal.downloads import refused

PAGE_SIZE = 25
# So many rows go on paper at once.
PRINTED = 2000
UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class PublicList:
    """One of the two lists: of which entries, by which filters, and under which names."""

    kind: EntryKind
    filters: type[EntryFilter]
    name: str
    title: str

    def filtered(self, request: HttpRequest) -> EntryFilter:
        return self.filters(request.GET, queryset=LedgerEntry.objects.filter(kind=self.kind))

    def download(self, request: HttpRequest) -> Download:
        address = reverse(f"actions:{self.name}-list")
        return Download(self.title, f"{self.name}s", self.filtered(request), columns_of(self.kind), address)


RECOMMENDATIONS = PublicList(EntryKind.RECOMMENDATION, RecommendationFilter, "recommendation", "Recommendation tracker")
ACTIONS = PublicList(EntryKind.ACTION, ActionFilter, "action", "Action log")


@require_safe
def recommendation_list(request: HttpRequest) -> HttpResponse:
    """The recommendation tracker: every recommendation that stands in a published record."""
    return _page(request, RECOMMENDATIONS)


@require_safe
def action_list(request: HttpRequest) -> HttpResponse:
    """The action log: every action that stands in a published record, or was opened in the ledger."""
    return _page(request, ACTIONS)


@require_safe
def recommendation_workbook(request: HttpRequest) -> HttpResponseBase:
    """The recommendation tracker as XLSX, by the filters and the day of the page."""
    return _workbook(request, RECOMMENDATIONS)


@require_safe
def action_workbook(request: HttpRequest) -> HttpResponseBase:
    """The action log as XLSX."""
    return _workbook(request, ACTIONS)


@require_safe
def recommendation_text(request: HttpRequest) -> HttpResponseBase:
    """The recommendation tracker as CSV."""
    return refused(request) or as_text(RECOMMENDATIONS.download(request))


@require_safe
def action_text(request: HttpRequest) -> HttpResponseBase:
    """The action log as CSV."""
    return refused(request) or as_text(ACTIONS.download(request))


def _page(request: HttpRequest, of: PublicList, *, trouble: str = "") -> HttpResponse:
    filtered, is_printed = of.filtered(request), request.GET.get("print") == "all"
    if is_printed:
        page, late = paged(filtered, PRINTED, 1)
    else:
        page, late = paged(filtered, PAGE_SIZE, request.GET.get("page"))
    context = {
        "filter": filtered,
        "page_obj": page,
        "late": late,
        "kind": of.kind.value,
        "section": f"{of.name}s",
        "trouble": trouble,
        "is_printed": is_printed,
        "workbook_url": reverse(f"actions:{of.name}-workbook"),
        "text_url": reverse(f"actions:{of.name}-text"),
    }
    template = "ledger_print" if is_printed else f"{of.name}_list"
    return render(request, f"public/{template}.html", context, status=UNPROCESSABLE if trouble else 200)


def _workbook(request: HttpRequest, of: PublicList) -> HttpResponseBase:
    try:
        return refused(request) or as_workbook(request, of.download(request))
    except TooManyRowsError as error:
        return _page(request, of, trouble=str(error))
