"""Saving minutes: each item by itself as it is typed, or all of a page by one button."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.minutes import SavedText, Written, written_texts
from meetings.models import AgendaItem, Meeting
from meetings.views.office_item_block import item_of
from meetings.views.office_json import UnreadableError, refused, sent
from meetings.views.office_page import UNPROCESSABLE, answer_with, working_meeting
from meetings.word_html import normalise
from meetings.workflow.change import RefusedError
from meetings.workflow.minutes import Saved, save_minutes
from meetings.workflow.outcomes import take_outcomes
from portal.accounts.office import OfficeRequest


@require_POST
def save(request: OfficeRequest, committee: str, slug: str, item: int) -> HttpResponse:
    """The text of one item: 200 when it stands, 409 when it is kept beside another, else a sentence that says why."""
    meeting = working_meeting(request.user, committee, slug)
    agenda_item = item_of(meeting, item)
    try:
        form = SavedText(sent(request))
        if not form.is_valid():
            return refused("What was sent is no text of minutes. Reload the page; what you typed is kept.")
        saved = save_minutes(item=agenda_item, by=request.user, **form.cleaned_data)
    except UnreadableError as error:
        return refused(str(error), status=error.status)
    except RefusedError as error:
        return refused(" ".join(error.reasons))
    return JsonResponse(_told(meeting, agenda_item, saved), status=409 if saved.is_beside else 200)


def _told(meeting: Meeting, item: AgendaItem, saved: Saved) -> dict[str, Any]:
    told: dict[str, Any] = {"revision": saved.number, "new": saved.is_new}
    if saved.is_beside:
        place = [meeting.committee.slug, meeting.slug, item.pk, saved.number]
        told["settle"] = reverse("office:minutes-settle", args=place)
    return told


@require_POST
def save_all(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """Every text of the page that was changed, and every list of outcomes typed, for browsers without scripts."""
    meeting = working_meeting(request.user, committee, slug)
    texts = written_texts(request.POST, list(meeting.items.order_by("position")))
    beside = [text.item for text in texts if _is_kept_beside(text, request)]
    wrong = {text.item.pk: text for text in texts if text.error}
    left = {
        problem.item.pk: {"typed": problem.typed, "problem": problem.sentence}
        for problem in take_outcomes(meeting, request.POST, request.user)
    }
    if wrong or left:
        return answer_with(request, meeting, "minutes", status=UNPROCESSABLE, unsaved=wrong, outcomes_given=left)
    listed = request.POST.get("at-outcomes", "")
    if listed.isdecimal() and not beside:
        return answer_with(request, meeting, "minutes", at=f"outcomes-{listed[:20]}")
    at = beside[0] if beside else next((text.item for text in texts if f"at-{text.item.pk}" in request.POST), None)
    return answer_with(request, meeting, "minutes", at=f"minute-{at.pk}" if at else "minutes")


def _is_kept_beside(text: Written, request: OfficeRequest) -> bool:
    """Saves one text, or says in it why that was refused."""
    try:
        saved = save_minutes(item=text.item, html=text.html, based_on=text.based_on, by=request.user, save_key=text.key)
    except RefusedError as error:
        text.error = " ".join(error.reasons)
        return False
    return saved.is_beside


@require_POST
def clean_paste(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """What a program put on the clipboard, in the form of minutes; nothing of it is kept."""
    working_meeting(request.user, committee, slug)
    try:
        markup = sent(request).get("html")
    except UnreadableError as error:
        return refused(str(error), status=error.status)
    if not isinstance(markup, str):
        return refused("There is nothing to paste.")
    return JsonResponse({"html": normalise(markup)})


@require_safe
def fresh_token(request: OfficeRequest) -> HttpResponse:
    """After signing in again elsewhere: the token that this browser's forms need now, and who is signed in."""
    return JsonResponse({"token": get_token(request), "user": request.user.pk, "name": request.user.name})
