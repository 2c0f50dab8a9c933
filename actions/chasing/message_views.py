"""One message as it will be sent, or was, and what an officer can do with it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from actions.chasing import outbox
from actions.chasing.forms import BecauseForm
from actions.chasing.permitted import permit_ledger
from actions.chasing.sending import message_id_of, reply_address
from actions.chasing.wording import LINK_MARK, text_of, with_link
from actions.models import Message
from actions.models.message import MessageState
from meetings.views.office_page import UNPROCESSABLE
from portal.accounts.office import OfficeRequest


@require_safe
def message_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """The message with its head, as its reader gets it; the link is not made for a preview."""
    return _page(request, _found(request, pk))


@require_POST
def release_one(request: OfficeRequest, pk: int) -> HttpResponse:
    """Lets one message go out."""
    message = _found(request, pk)
    if outbox.release(messages=Message.objects.filter(pk=message.pk), by=request.user):
        messages.success(request, "It goes out now.")
    else:
        messages.info(request, "Somebody has dealt with it already.")
    return redirect("chasing:message-detail", pk=pk)


@require_POST
def drop_one(request: OfficeRequest, pk: int) -> HttpResponse:
    """Sets one message aside, with the reason."""
    message = _found(request, pk)
    form = BecauseForm(request.POST)
    if not form.is_valid():
        return _page(request, message, form=form)
    dropped = outbox.drop(
        messages=Message.objects.filter(pk=message.pk), because=form.cleaned_data["because"], by=request.user
    )
    if dropped:
        messages.success(request, "It is not sent.")
    else:
        messages.info(request, "It cannot be held back any more.")
    return redirect("chasing:message-detail", pk=pk)


@require_POST
def again(request: OfficeRequest, pk: int) -> HttpResponse:
    """Lets a message go out once more that failed, is in doubt, or was set aside."""
    return _done(request, pk, outbox.send_again, "It goes out now.")


@require_POST
def arrived(request: OfficeRequest, pk: int) -> HttpResponse:
    """Its reader says that it arrived."""
    return _done(request, pk, outbox.has_arrived, "Kept as sent.")


def _done(request: OfficeRequest, pk: int, deed: Callable[..., object], said: str) -> HttpResponse:
    """The message's page once the deed is done, or with the sentence why it is not."""
    message = _found(request, pk)
    try:
        deed(message=message, by=request.user)
    except outbox.RefusedMessageError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("chasing:message-detail", pk=pk)


def _found(request: OfficeRequest, pk: int) -> Message:
    """Of the reader's committees; Http404 for what others may not know of."""
    permit_ledger(request.user)
    rows = outbox.messages_of(request.user).select_related("entry__committee", "committee", "contact", "released_by")
    return get_object_or_404(rows, pk=pk)


def _page(request: OfficeRequest, message: Message, *, form: BecauseForm | None = None) -> HttpResponse:
    state = MessageState(message.state)
    context = {
        "message": message,
        "body": with_link(text_of(message)),
        "has_link": LINK_MARK in text_of(message),
        "reply_to": reply_address(message),
        "message_id": message_id_of(message),
        "form": form or BecauseForm(),
        "kept_days": settings.MESSAGE_DAYS,
        "may_release": state in outbox.RELEASABLE,
        "may_drop": state in outbox.DROPPABLE,
        "may_send_again": state in outbox.SENDABLE_AGAIN and not message.is_forgotten,
        "is_in_doubt": state in outbox.KNOWN_TO_ARRIVE,
    }
    status = UNPROCESSABLE if form is not None and form.errors else 200
    return render(request, "office/chasing/message.html", context, status=status)
