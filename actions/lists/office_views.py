"""The office's two lists of the ledger: dense pages from which several entries are worked on at once, and files."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.lists.chased import with_last_chased
from actions.lists.columns import columns_of
from actions.lists.deeds import Deed, deeds_for
from actions.lists.downloads import Download, TooManyRowsError, as_text, as_workbook
from actions.lists.office_filters import OfficeActionFilter, OfficeFilter, OfficeRecommendationFilter
from actions.lists.paging import paged
from actions.models import LedgerEntry
from actions.words import EntryKind
from portal.accounts.models import User
from portal.accounts.office import OfficeRequest
from portal.accounts.permissions import NotPermittedError, Permission
from portal.accounts.reach import holds_anywhere

PAGE_SIZE = 50
PRINTED = 2000
UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class OfficeList:
    """One of the two lists, and under which names it stands."""

    kind: EntryKind
    filters: type[OfficeFilter]
    name: str
    title: str

    def filtered(self, request: OfficeRequest) -> OfficeFilter:
        return self.filters(request.GET, queryset=LedgerEntry.objects.filter(kind=self.kind), user=request.user)

    def download(self, request: OfficeRequest) -> Download:
        address = reverse(f"ledger:{self.name}-list")
        columns = columns_of(self.kind, for_office=True)
        return Download(self.title, f"{self.name}s", self.filtered(request), columns, address, finish=with_last_chased)

    @property
    def deeds(self) -> list[Deed]:
        """What can be done to several entries of this list at once."""
        return deeds_for(self.kind)


ACTIONS = OfficeList(EntryKind.ACTION, OfficeActionFilter, "action", "Action log")
RECOMMENDATIONS = OfficeList(
    EntryKind.RECOMMENDATION, OfficeRecommendationFilter, "recommendation", "Recommendation tracker"
)


def permit_ledger(user: User) -> None:
    """Passes in silence for whoever keeps the ledger of any committee. Raises NotPermittedError."""
    if not holds_anywhere(user, Permission.UPDATE_LEDGER):
        raise NotPermittedError(f"Your account may not {Permission.UPDATE_LEDGER.value}.")


@require_safe
def action_list(request: OfficeRequest) -> HttpResponse:
    """The action log of the clerk's committees."""
    permit_ledger(request.user)
    return _page(request, ACTIONS)


@require_safe
def recommendation_list(request: OfficeRequest) -> HttpResponse:
    """The recommendation tracker of the clerk's committees."""
    permit_ledger(request.user)
    return _page(request, RECOMMENDATIONS)


@require_safe
def action_workbook(request: OfficeRequest) -> HttpResponseBase:
    """The action log as XLSX, with the last chase."""
    permit_ledger(request.user)
    return _workbook(request, ACTIONS)


@require_safe
def recommendation_workbook(request: OfficeRequest) -> HttpResponseBase:
    """The recommendation tracker as XLSX, with the last chase."""
    permit_ledger(request.user)
    return _workbook(request, RECOMMENDATIONS)


@require_safe
def action_text(request: OfficeRequest) -> HttpResponseBase:
    """The action log as CSV, with the last chase."""
    permit_ledger(request.user)
    return as_text(ACTIONS.download(request))


@require_safe
def recommendation_text(request: OfficeRequest) -> HttpResponseBase:
    """The recommendation tracker as CSV, with the last chase."""
    permit_ledger(request.user)
    return as_text(RECOMMENDATIONS.download(request))


def _page(request: OfficeRequest, of: OfficeList, *, trouble: str = "") -> HttpResponse:
    filtered, is_printed = of.filtered(request), request.GET.get("print") == "all"
    page, late = paged(
        filtered,
        PRINTED if is_printed else PAGE_SIZE,
        1 if is_printed else request.GET.get("page"),
        finish=with_last_chased,
    )
    context = {
        "filter": filtered,
        "page_obj": page,
        "late": late,
        "kind": of.kind.value,
        "plural": f"{of.name}s",
        "title": of.title,
        "trouble": trouble,
        "is_printed": is_printed,
        "deeds": [] if is_printed or filtered.is_past else of.deeds,
        "back": request.get_full_path(),
        "workbook_url": reverse(f"ledger:{of.name}-workbook"),
        "text_url": reverse(f"ledger:{of.name}-text"),
    }
    return render(request, "office/ledger/list.html", context, status=UNPROCESSABLE if trouble else 200)


def _workbook(request: OfficeRequest, of: OfficeList) -> HttpResponseBase:
    try:
        return as_workbook(request, of.download(request))
    except TooManyRowsError as refused:
        return _page(request, of, trouble=str(refused))
