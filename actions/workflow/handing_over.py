"""Handing over what somebody owns: a post that has a new holder, and a person whose actions another takes on."""

import datetime as dt

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from actions.models import Contact, ContactHolding, LedgerEntry, LedgerUpdate
from actions.models.contact import ContactKind
from actions.models.entry import LedgerEntryQuerySet
from actions.words import Rank, UpdateKind
from actions.workflow.facts import RefusedUpdateError, add_update
from meetings.editions.spelling import long_date
from portal.accounts.models import User
from portal.accounts.permissions import NotPermittedError, Permission, can
from portal.accounts.reach import holds_anywhere
from portal.audit.context import deed

# What the public reads; whoever holds a post is the office's to know.
POST_CHANGED_HANDS = "The post changed hands. The action stays with the post."
NOT_COME_YET = "A day that has not come yet cannot be recorded."


def open_actions_of(name: str) -> LedgerEntryQuerySet:
    """The actions that wait and that `name` owns now, however its letters are set."""
    owned_now = Q(known_owner__iexact=name) | Q(known_owner="", original_owner__iexact=name)
    waiting = LedgerEntry.objects.published().actions().filter(owned_now, rank=Rank.WAITING)
    return waiting.select_related("committee").order_by("pk")


def _owned_since(actions: list[LedgerEntry]) -> dict[int, dt.date]:
    """By action: the day from which its owner has had it."""
    handed_over = LedgerUpdate.objects.filter(
        entry__in=actions, kind=UpdateKind.HANDED_OVER, correction__isnull=True
    ).order_by()
    last = dict(handed_over.values_list("entry").annotate(Max("on")))
    return {action.pk: max(action.made_on, last.get(action.pk, action.made_on)) for action in actions}


@transaction.atomic
def post_changed_hands(*, contact: Contact, holder: str, email: str, since: dt.date, by: User) -> list[LedgerUpdate]:
    """Keeps who has held a post since a day, and tells every open action of the post; returns what these were told.

    The owner of each stays the title of the post, and no name of a person is published. An action that the post was
    given after that day was never in other hands, and is told nothing. Raises NotPermittedError or
    RefusedUpdateError.
    """
    _demand_somewhere(by)
    with deed("kept a new holder", by=by, subject=f"contact {contact.name}"):
        kept = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
        if kept.kind != ContactKind.POST:
            raise RefusedUpdateError(f"{kept.name} is no post. Hand its actions over to somebody else instead.")
        holder = holder.strip()
        if not holder:
            raise RefusedUpdateError("Say who holds the post.")
        if since > timezone.localdate():
            raise RefusedUpdateError(NOT_COME_YET)
        last = kept.holdings.order_by("since", "pk").last()
        if last is not None and since < last.since:
            raise RefusedUpdateError(
                f"{last.holder} has held the post since {long_date(last.since)}. Give that day or a later one."
            )
        owned = list(open_actions_of(kept.name))
        came_on = _owned_since(owned)
        actions = [action for action in owned if came_on[action.pk] <= since]
        _demand_each(by, actions)
        ContactHolding.objects.create(contact=kept, holder=holder, since=since)
        kept.holder, kept.email = holder, email.strip()
        kept.save(update_fields=["holder", "email"])
        contact.holder, contact.email = kept.holder, kept.email
        return [
            _hand_over(action, action.owner, action.directorate, since, POST_CHANGED_HANDS, by) for action in actions
        ]


@transaction.atomic
def pass_on(
    *, contact: Contact, to: Contact | str, directorate: str, on: dt.date, reason: str, by: User
) -> list[LedgerUpdate]:
    """Hands every open action of `contact` over to `to`, with the reason, and returns what each was told.

    One that came to `contact` only after `on` is handed over on the day on which it came. An empty `directorate`
    leaves each action in its own. Raises NotPermittedError or RefusedUpdateError.
    """
    _demand_somewhere(by)
    name = str(to).strip()
    if not name:
        raise RefusedUpdateError("Say to whom the actions are handed over.")
    if name.lower() == contact.name.strip().lower():
        raise RefusedUpdateError(f"{contact.name} owns these actions already. Name somebody else.")
    if not reason.strip():
        raise RefusedUpdateError("Say why the actions are handed over.")
    if on > timezone.localdate():
        raise RefusedUpdateError(NOT_COME_YET)
    actions = list(open_actions_of(contact.name))
    came_on = _owned_since(actions)
    _demand_each(by, actions)
    return [
        _hand_over(
            action, name, directorate.strip() or action.directorate, max(on, came_on[action.pk]), reason.strip(), by
        )
        for action in actions
    ]


def _hand_over(action: LedgerEntry, owner: str, directorate: str, on: dt.date, text: str, by: User) -> LedgerUpdate:
    return add_update(
        entry=action, kind=UpdateKind.HANDED_OVER, on=on, text=text, owner=owner, directorate=directorate, by=by
    )


def _demand_somewhere(by: User) -> None:
    if not holds_anywhere(by, Permission.UPDATE_LEDGER):
        raise NotPermittedError(f"{by.name} may not {Permission.UPDATE_LEDGER.value}.")


def _demand_each(by: User, actions: list[LedgerEntry]) -> None:
    """All of them or none: who keeps one committee alone cannot tell half of a post's actions."""
    barred = [a.reference for a in actions if not can(by, Permission.UPDATE_LEDGER, scope=a.committee.code)]
    if barred:
        raise NotPermittedError(
            f"{by.name} may not {Permission.UPDATE_LEDGER.value} of {', '.join(barred)}. "
            "Ask somebody who keeps the ledger of every committee."
        )
