"""The record as data: the document of every edition, byte for byte, the register of all, and what is to be had."""

import json
import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from meetings.editions.canonical import moment
from meetings.editions.models import Edition
from meetings.editions.state import register_state
from portal.addresses import absolute
from portal.conditional import FIVE_MINUTES, answer, strong, weak
from portal.machines import machine_response
from portal.opendata.keys import PARTS
from portal.opendata.register import PAGE, edition_url, register_page

JSON = "application/json"
_NUMBER = re.compile(r"[0-9]{1,18}")


@require_safe
def edition(request: HttpRequest, committee: str, number: int, slug: str = "") -> HttpResponseBase:
    """Exactly the bytes that the edition's SHA-256 is the digest of; 410 where it has been withdrawn.

    A copy may be kept for five minutes and not for ever: an edition does not change, but it may be withdrawn.
    """
    address = f"{committee}/{slug}" if slug else committee
    editions = Edition.objects.select_related("withdrawal").defer("document")
    found = get_object_or_404(editions, address=address, number=number)
    if hasattr(found, "withdrawal"):
        return _withdrawn(found)
    filename = f"{address.replace('/', '-')}-edition-{number}.json"
    return answer(
        request,
        strong(found.sha256, found.published_at, cache_control=FIVE_MINUTES),
        lambda: machine_response(found.document.encode(), JSON, filename=filename),
    )


def _withdrawn(found: Edition) -> HttpResponse:
    withdrawal = found.withdrawal
    content = {
        "error": f"Edition {found.number} of {found.address} was withdrawn.",
        "withdrawn": {"at": moment(withdrawal.at), "reason": withdrawal.reason},
        "sha256": found.sha256,
    }
    return _json(content, status=410)


@require_safe
def register(request: HttpRequest) -> HttpResponseBase:
    """The chain of all editions, a page at a time; `?after=` is the register number that a page follows on."""
    asked = request.GET.get("after", "0")
    if not _NUMBER.fullmatch(asked):
        return _json({"error": "“after” is a register number, written in digits, such as ?after=1000."}, status=400)
    state, after = register_state(), int(asked)
    return answer(
        request,
        weak("register", after, state.facts, at=state.at, cache_control=FIVE_MINUTES),
        lambda: _json(register_page(after, council=settings.COUNCIL_NAME)),
    )


def _json(content: dict[str, Any], *, status: int = 200) -> HttpResponse:
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return machine_response(text.encode(), JSON, status=status)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What there is for machines, and how to check an edition, or all of them, with one's own tools."""
    last = Edition.objects.filter(meeting__isnull=False, withdrawal__isnull=True).defer("document").first()
    context = {
        "page_size": f"{PAGE:,}",
        "parts": PARTS,
        "register_url": absolute(reverse("opendata:register")),
        "example": {"url": edition_url(last.address, last.number), "sha256": last.sha256} if last else None,
    }
    return render(request, "public/data.html", context)
