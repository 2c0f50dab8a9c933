"""The page behind a signed link: what is asked, the form, and what became of what was sent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from actions.answering import showing
from actions.answering.arrival import EvidenceArrival, is_too_much
from actions.answering.forms import AnswerForm, typed_before
from actions.answering.intake import UnfitFilesError, WaitsAlreadyError, take_in
from actions.answering.limits import LARGEST_MB, MOST_FILES
from actions.answering.links import Closed, ClosedLinkError, open_link
from actions.models import OwnerLink
from meetings.paper_arrival import too_large_in
from portal.limits import TooManyError

NOT_FOUND, CONFLICT, GONE, TOO_LARGE, UNPROCESSABLE, TOO_MANY = 404, 409, 410, 413, 422, 429
TOO_MUCH = (
    f"All that you sent together was larger than {MOST_FILES * LARGEST_MB} MB, so nothing of it was read. Choose fewer "
    "or smaller files."
)
TWICE = (
    "An answer by this link waits already, so this one was not sent. If it says more, send it once the officer has "
    "dealt with the first; copy it from here:"
)


# The check of the form's token reads the form: first it has to be known whether files are taken at this address.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked of the owner, with the form or with what they sent; GET changes nothing, whoever follows it."""
    try:
        link = open_link(token, at=timezone.now())
    except ClosedLinkError as closed:
        return _secret(_closed(request, closed))
    if request.method == "POST" and is_too_much(request):
        form = AnswerForm(entry=link.entry, initial=_initial(link))
        return _secret(_page(request, link, form=form, problem=TOO_MUCH, status=TOO_LARGE))
    request.upload_handlers = [EvidenceArrival(request)]
    return _secret(_open(request, link))


@csrf_protect
def _open(request: HttpRequest, link: OwnerLink) -> HttpResponse:
    if request.method != "POST":
        return _page(request, link)
    form = AnswerForm(request.POST, request.FILES, entry=link.entry, too_large=too_large_in(request))
    if form.is_by_a_machine:
        return redirect(request.path)
    if not form.is_valid():
        return _page(request, link, form=form, status=UNPROCESSABLE)
    try:
        take_in(request, link, form.told, form.cleaned_data["chosen"])
    except UnfitFilesError as unfit:
        form.add_error("chosen", unfit.reasons)
        return _page(request, link, form=form, status=UNPROCESSABLE)
    except TooManyError as error:
        return _page(request, link, form=form, problem=str(error), not_sent=form.told["text"], status=TOO_MANY)
    except WaitsAlreadyError:
        return _page(request, link, problem=TWICE, not_sent=form.told["text"], status=CONFLICT)
    except ClosedLinkError as closed:
        return _closed(request, closed)
    return redirect(request.path)


def _page(
    request: HttpRequest,
    link: OwnerLink,
    *,
    form: AnswerForm | None = None,
    status: int = 200,
    problem: str = "",
    not_sent: str = "",
) -> HttpResponse:
    """The page of a link by which something can be answered; without the form while an answer waits."""
    sent = link.answers.prefetch_related("files").first()
    waits = sent is not None and sent.is_waiting
    context: dict[str, Any] = {
        **showing.asked(link),
        "sent": sent,
        "form": None if waits else form or AnswerForm(entry=link.entry, initial=_initial(link)),
        "problem": problem,
        "not_sent": not_sent,
    }
    return render(request, "public/answering/answer.html", context, status=status)


def _initial(link: OwnerLink) -> dict[str, Any]:
    """What stands in the form: the name that the office knows, or what came back as it was typed."""
    sent = link.answers.first()
    if sent is not None and sent.is_returned:
        return typed_before(sent)
    return {"by_name": sent.by_name if sent else link.to_name}


def _closed(request: HttpRequest, closed: ClosedLinkError) -> HttpResponse:
    """Why nothing can be answered. Whoever answered by the link before it ended still reads what became of that."""
    link = closed.link
    if link is None:
        return render(request, "public/answering/not_genuine.html", status=NOT_FOUND)
    shows_entry = closed.why in (Closed.ENDED, Closed.HANDED_OVER)
    sent = link.answers.prefetch_related("files").first() if shows_entry else None
    context = {"why": closed.why.name.lower(), "link": link, "sent": sent, "contact": showing.contact_of(link.entry)}
    if sent is not None and request.method != "POST":
        return render(request, "public/answering/answer.html", {**showing.asked(link), **context})
    context["entry"] = link.entry if shows_entry else None
    return render(request, "public/answering/closed.html", context, status=GONE)


def _secret(response: HttpResponse) -> HttpResponse:
    """The address is a secret: no other site learns it as the page from which somebody came, and no search keeps it."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
