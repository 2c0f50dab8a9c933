"""The page behind a signed link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from actions.answering.links import ClosedLinkError, open_link

GONE = 410


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked of the owner, and the form by which they answer."""
    try:
        link = open_link(token, at=timezone.now())
    except ClosedLinkError:
        return render(request, "410.html", status=GONE)
    return render(request, "public/answering/answer.html", {"link": link})
