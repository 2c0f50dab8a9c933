"""The outbox: what is planned, looked at and sent, what a day would ask for, and about what nobody can be chased."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from actions.chasing.digests import plan_digests
from actions.chasing.forms import STATES, BecauseForm, DayForm, OutboxFilterForm, PickForm
from actions.chasing.outbox import DROPPABLE, RELEASABLE, drop, messages_of, release
from actions.chasing.permitted import permit_ledger
from actions.chasing.planning import Plan, plan
from actions.chasing.rules import steps
from actions.chasing.unreachable import open_entries_of, why_none_can_be_chased
from actions.chasing.wording import with_link
from actions.models import Message
from actions.models.message import MessageKind
from meetings.pagination import CappedPaginator
from meetings.views.office_page import UNPROCESSABLE
from portal.accounts.office import OfficeRequest
from portal.accounts.permissions import Permission
from portal.accounts.reach import scopes_of

PAGE_SIZE = 50
SHOWN_AT_MOST = 200


@require_safe
def outbox(request: OfficeRequest) -> HttpResponse:
    """Messages of the reader's committees, those that wait to be looked at first."""
    permit_ledger(request.user)
    return _outbox_page(request, request.GET)


@require_POST
def release_many(request: OfficeRequest) -> HttpResponse:
    """Lets the ticked messages go out, or all that the filters show."""
    permit_ledger(request.user)
    asked = _asked(request)
    form = PickForm(request.POST, among=_shown(request, asked))
    if not form.is_valid():
        return _outbox_page(request, asked, trouble=form.trouble)
    count = release(messages=form.picked, by=request.user)
    _say(request, count, "released to go out now", "Nothing was released: somebody has dealt with these already.")
    return redirect(_back(asked))


@require_POST
def drop_many(request: OfficeRequest) -> HttpResponse:
    """Sets the ticked messages aside, or all that the filters show, with the reason."""
    permit_ledger(request.user)
    asked = _asked(request)
    form, because = PickForm(request.POST, among=_shown(request, asked)), BecauseForm(request.POST)
    if not form.is_valid() or not because.is_valid():
        trouble = form.trouble if not form.is_valid() else " ".join(map(str, because.errors["because"]))
        ticked = form.cleaned_data["message"] if form.is_valid() else []
        return _outbox_page(request, asked, trouble=trouble, because=because, ticked=ticked)
    count = drop(messages=form.picked, because=because.cleaned_data["because"], by=request.user)
    _say(request, count, "set aside", "Nothing was set aside: somebody has dealt with these already.")
    return redirect(_back(asked))


@require_safe
def as_if(request: OfficeRequest) -> HttpResponse:
    """What would be planned on another day; nothing is written."""
    permit_ledger(request.user)
    form = DayForm(request.GET if "day" in request.GET else {"day": timezone.localdate().isoformat()})
    if not form.is_valid():
        return render(request, "office/chasing/as_if.html", {"form": form}, status=UNPROCESSABLE)
    day = form.cleaned_data["day"]
    planned = plan(as_if=day, dry_run=True)
    codes = scopes_of(request.user, Permission.UPDATE_LEDGER)
    mine = _own_part(planned, codes)
    digests = [
        message
        for message in plan_digests(as_if=day, dry_run=True)
        if codes is None
        or (message.committee and message.committee.code in codes)
        or message.to_address == request.user.email
    ]
    context = {
        "form": form,
        "day": day,
        "is_off": settings.CHASING == "off",
        "plan": mine,
        "shown": [{"message": it, "preview": with_link(it.body)} for it in mine.messages[:SHOWN_AT_MOST]],
        "more": max(0, len(mine.messages) - SHOWN_AT_MOST),
        "unreachable": mine.unreachable[:SHOWN_AT_MOST],
        "digests": [{"message": message, "preview": with_link(message.body)} for message in digests],
    }
    return render(request, "office/chasing/as_if.html", context)


@require_safe
def unreachable(request: OfficeRequest) -> HttpResponse:
    """Open entries of the reader's committees about which nobody can be reminded, and why."""
    permit_ledger(request.user)
    found = why_none_can_be_chased(open_entries_of(request.user))
    page = CappedPaginator(found.entries, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = found.with_reasons(list(page.object_list))
    return render(request, "office/chasing/unreachable.html", {"page_obj": page, "rows": rows})


def _own_part(planned: Plan, codes: frozenset[str] | None) -> Plan:
    if codes is None:
        return planned
    of_mine = [message for message in planned.messages if message.entry and message.entry.committee.code in codes]
    unreachable = [it for it in planned.unreachable if it.entry.committee.code in codes]
    return Plan(planned.day, of_mine, unreachable)


def _asked(request: OfficeRequest) -> QueryDict:
    """The filters of the page from which messages were picked, as its address had them."""
    return QueryDict(request.POST.get("filters", "")[:2000])


def _state(asked: QueryDict) -> str:
    return asked.get("state", "") if asked.get("state", "") in STATES else "planned"


def _shown(request: OfficeRequest, asked: QueryDict) -> QuerySet[Message]:
    """All messages that the page of these filters shows, on whatever page of the list."""
    states = STATES[_state(asked)][1]
    return OutboxFilterForm(asked).narrowed(messages_of(request.user)).filter(state__in=states)


def _back(asked: QueryDict) -> str:
    address = reverse("chasing:outbox")
    return f"{address}?{asked.urlencode()}" if asked else address


def _say(request: OfficeRequest, count: int, done: str, nothing: str) -> None:
    if count:
        messages.success(
            request, f"{count} message{'' if count == 1 else 's'} {'was' if count == 1 else 'were'} {done}."
        )
    else:
        messages.info(request, nothing)


def _outbox_page(
    request: OfficeRequest,
    asked: QueryDict,
    *,
    trouble: str = "",
    because: BecauseForm | None = None,
    ticked: Sequence[int] = (),
) -> HttpResponse:
    form, state = OutboxFilterForm(asked), _state(asked)
    found = form.narrowed(messages_of(request.user))
    rows = found.filter(state__in=STATES[state][1]).select_related("entry", "released_by").defer("body")
    page = CappedPaginator(rows.order_by("-planned_at", "-pk"), PAGE_SIZE).get_page(asked.get("page"))
    shown_states = STATES[state][1]
    context: dict[str, Any] = {
        "form": form,
        "state": state,
        "states": _counted(found, state),
        "page_obj": page,
        "rows": page.object_list,
        "filters": asked.urlencode(),
        "trouble": trouble,
        "ticked": ticked,
        "because": because or BecauseForm(),
        "may_release": bool(set(shown_states) & set(RELEASABLE)),
        "may_drop": bool(set(shown_states) & set(DROPPABLE)),
        "is_narrowed": bool(asked.get("kind") or asked.get("text")),
        "chasing": settings.CHASING,
        "steps": steps(),
        "head_after": settings.CHASE_HEAD_AFTER,
        "chair_after": settings.CHASE_CHAIR_AFTER,
        "shows_mails": settings.SHOW_MAILS,
        "kinds": MessageKind,
    }
    return render(request, "office/chasing/outbox.html", context, status=UNPROCESSABLE if trouble else 200)


def _counted(found: QuerySet[Message], here: str) -> list[dict[str, object]]:
    """The states with how many messages stand in each, in one query."""
    counts = found.order_by().aggregate(
        **{name: Count("pk", filter=Q(state__in=states)) for name, (_, states) in STATES.items()}
    )
    return [
        {"name": name, "label": label, "count": counts[name], "is_here": name == here}
        for name, (label, _) in STATES.items()
    ]
