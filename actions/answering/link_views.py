"""The officers' page of links that were given to owners."""

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actions.answering.link_deeds import make_link, take_link_back
from actions.answering.links import address_of
from actions.answering.queue_forms import LinkForm
from actions.models import LedgerEntry, OwnerLink
from actions.workflow.facts import RefusedUpdateError
from meetings.pagination import CappedPaginator
from meetings.views.office_page import UNPROCESSABLE
from portal.accounts.models import User
from portal.accounts.office import OfficeRequest, permit_knowing
from portal.accounts.permissions import NotPermittedError, Permission, can
from portal.accounts.reach import scopes_of

PAGE_SIZE = 50
UNKNOWN = "“{}” is no reference of a ledger that you keep. Write it as it is printed: TRA-2026-3."


@require_http_methods(["GET", "HEAD", "POST"])
def link_list(request: OfficeRequest) -> HttpResponse:
    """The links that can be used today; POST makes one for the owner of the entry that is named."""
    links = _links_of(request.user)
    typed = request.GET.get("reference", "").replace("\x00", "")[:40]
    form = LinkForm(request.POST or None, initial={"reference": typed})
    if request.method == "POST" and form.is_valid():
        reference = form.cleaned_data["reference"].strip()
        entry = LedgerEntry.objects.select_related("committee").filter(reference__iexact=reference).first()
        if entry is None or not can(request.user, Permission.UPDATE_LEDGER, scope=entry.committee.code):
            form.add_error("reference", UNKNOWN.format(reference))
        else:
            try:
                link = make_link(entry=entry, by=request.user)
            except RefusedUpdateError as refusal:
                form.add_error("reference", str(refusal))
            else:
                return redirect("ledger:owner-link", link=link.pk)
    page = CappedPaginator(links.order_by("-made_at", "pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page_obj": page, "rows": page.object_list}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "office/answers/links.html", context, status=status)


@require_safe
def link_detail(request: OfficeRequest, link: uuid.UUID) -> HttpResponse:
    """A link that was made by hand, to be copied. One that went out by mail is known to its reader alone."""
    found = _found(request.user, link)
    address = address_of(found) if found.message_id is None else ""
    return render(request, "office/answers/link.html", {"link": found, "address": address})


@require_POST
def link_take_back(request: OfficeRequest, link: uuid.UUID) -> HttpResponse:
    """The link opens nothing from now on."""
    found = _found(request.user, link)
    try:
        take_link_back(link=found, by=request.user)
    except RefusedUpdateError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The link for {found.entry.reference} is taken back. It opens nothing any more.")
    return redirect("ledger:owner-link-list")


def _links_of(user: User) -> QuerySet[OwnerLink]:
    """Those that can be used now, of the committees whose ledger the user keeps."""
    codes = scopes_of(user, Permission.UPDATE_LEDGER)
    if codes == frozenset():
        raise NotPermittedError(f"Your account may not {Permission.UPDATE_LEDGER.value}.")
    links = OwnerLink.objects.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())
    links = links.select_related("entry__committee")
    return links if codes is None else links.filter(entry__committee__code__in=codes)


def _found(user: User, pk: uuid.UUID) -> OwnerLink:
    link = get_object_or_404(OwnerLink.objects.select_related("entry__committee"), pk=pk)
    permit_knowing(user, Permission.UPDATE_LEDGER, scope=link.entry.committee.code)
    return link
