"""Deeds upon the minutes of an item: saving what was typed, settling two texts, restoring an earlier one."""

import uuid
from dataclasses import dataclass

from django.db.models import Max

from meetings.group_places import places_kept
from meetings.models import AgendaItem, MinutesVersion
from meetings.models.minutes_version import VersionCause
from meetings.word_html import normalise
from meetings.workflow.change import RefusedError, change
from meetings.workflow.undertakings import find_undertakings
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand

# Characters of markup: about 150 pages. The longest item of a real council had 60,000.
LONGEST = 400_000


@dataclass(frozen=True)
class Saved:
    """What became of a text: the number of the version that holds it, and whether it waits beside another."""

    number: int
    is_beside: bool = False
    is_new: bool = False


def save_minutes(
    *,
    item: AgendaItem,
    html: str,
    based_on: int,
    by: User,
    save_key: uuid.UUID | None = None,
    cause: VersionCause = VersionCause.TYPED,
) -> Saved:
    """Keeps `html` as a version of the item's minutes, based on the version of that number.

    The version stands if `based_on` is the one that stood; else somebody saved meanwhile, and it is kept beside
    theirs until both are settled. The same text again, or the same `save_key`, makes no version. A text that came from
    a document and has no versions becomes the first one. Raises RefusedError and NotPermittedError.
    """
    demand(by, Permission.EDIT_RECORD, scope=item.meeting.committee.code)
    text = _fit(html)
    key = save_key or uuid.uuid4()
    known = _known(AgendaItem.objects.get(pk=item.pk), text, based_on, key)
    if known:
        return known
    with change(item.meeting, _VERBS[cause], by=by):
        fresh = AgendaItem.objects.select_for_update().get(pk=item.pk)
        known = _known(fresh, text, based_on, key)
        if known:
            return known
        based_on = _bring_in(fresh, based_on)
        is_beside = based_on != fresh.minutes_revision
        return _write(fresh, text, based_on, by=by, key=key, cause=cause, is_beside=is_beside)


def settle_minutes(*, item: AgendaItem, html: str, number: int, based_on: int, by: User) -> Saved:
    """Settles the text `number` with the one that stands, by `html`, which stands from now on.

    `based_on` is the version that stood when the officer compared both. Raises RefusedError where another stands by
    now, or where the text has been settled already.
    """
    text = _fit(html)
    with change(item.meeting, _VERBS[VersionCause.SETTLED], by=by):
        fresh = AgendaItem.objects.select_for_update().get(pk=item.pk)
        if not fresh.versions.waiting().filter(number=number).exists():
            raise RefusedError("These two texts have been settled already.")
        if fresh.minutes_revision != based_on:
            raise RefusedError("The text that stands was saved anew while you compared. Look at both again.")
        return _write(fresh, text, based_on, by=by, key=uuid.uuid4(), cause=VersionCause.SETTLED, settles=number)


def restore_minutes(*, item: AgendaItem, number: int, based_on: int, by: User) -> Saved:
    """Makes the text of an earlier version stand again, as a new version. Raises RefusedError."""
    demand(by, Permission.EDIT_RECORD, scope=item.meeting.committee.code)
    version = item.versions.filter(number=number).first()
    if version is None:
        raise RefusedError("There is no such version of these minutes.")
    with change(item.meeting, _VERBS[VersionCause.RESTORED], by=by):
        fresh = AgendaItem.objects.select_for_update().get(pk=item.pk)
        if fresh.minutes_revision != based_on:
            raise RefusedError(
                "Somebody saved these minutes after you opened the versions. Look again, and restore then."
            )
        return save_minutes(item=fresh, html=version.html, based_on=based_on, by=by, cause=VersionCause.RESTORED)


_VERBS = {
    VersionCause.TYPED: "saved the minutes",
    VersionCause.BROUGHT_IN: "brought in minutes",
    VersionCause.RESTORED: "restored earlier minutes",
    VersionCause.SETTLED: "settled two texts of minutes",
    VersionCause.LIFTED: "lifted outcomes out of the minutes",
}


def _fit(html: str) -> str:
    if len(html) > LONGEST * 4:
        raise RefusedError("This is too long for the minutes of one item. Shorten it, or add it as a paper.")
    text = normalise(html)
    if len(text) > LONGEST:
        raise RefusedError("This is too long for the minutes of one item. Shorten it, or add it as a paper.")
    return text


def _known(item: AgendaItem, text: str, based_on: int, key: uuid.UUID) -> Saved | None:
    """What became of the text, if nothing has to be written: it was sent before, or says nothing new."""
    twin = MinutesVersion.objects.filter(save_key=key).first()
    if twin is not None:
        if twin.item_id != item.pk:
            raise RefusedError("This save belongs to another item. Reload the page; what you typed is kept.")
        return Saved(twin.number, is_beside=twin.is_beside)
    base = item.versions.filter(number=based_on).first()
    if base is None and based_on != 0:
        raise RefusedError("These minutes have no version of that number. Reload the page; what you typed is kept.")
    if text == normalise(item.minutes_html):
        return Saved(item.minutes_revision)
    if base is not None and text == normalise(base.html):
        return Saved(base.number, is_beside=base.is_beside)
    return None


def _bring_in(item: AgendaItem, based_on: int) -> int:
    """Keeps as a version what stands and no version holds, because an import wrote it; gives what is based on then.

    Whoever had an item without versions before them has read just that text.
    """
    standing = item.versions.standing().first()
    if item.minutes_html == (standing.html if standing else ""):
        return based_on
    had_none = standing is None
    number = _next_number(item)
    MinutesVersion.objects.create(
        item=item, number=number, based_on=item.minutes_revision, cause=VersionCause.BROUGHT_IN, html=item.minutes_html
    )
    item.minutes_revision = number
    item.save(update_fields=["minutes_revision"])
    return number if had_none and based_on == 0 else based_on


def _write(
    item: AgendaItem,
    text: str,
    based_on: int,
    *,
    by: User,
    key: uuid.UUID,
    cause: VersionCause,
    is_beside: bool = False,
    settles: int | None = None,
) -> Saved:
    number = _next_number(item)
    MinutesVersion.objects.create(
        item=item,
        number=number,
        based_on=based_on,
        cause=cause,
        is_beside=is_beside,
        settles=settles,
        html=text,
        save_key=key,
        saved_by=by,
    )
    if not is_beside:
        _keep_places(item, text)
        item.minutes_html = text
        item.minutes_revision = number
        item.save(update_fields=["minutes_html", "minutes_revision"])
        find_undertakings(item)
    return Saved(number, is_beside=is_beside, is_new=True)


def _keep_places(item: AgendaItem, text: str) -> None:
    """Groups of outcomes stay where they stand in the narrative, though it has other blocks now."""
    groups = list(item.outcome_groups.filter(after_block__isnull=False).order_by("position"))
    if not groups:
        return
    places = places_kept(item.minutes_html, text, [group.after_block or 0 for group in groups])
    for group, place in zip(groups, places, strict=True):
        if group.after_block != place:
            group.after_block = place
            group.save(update_fields=["after_block"])


def _next_number(item: AgendaItem) -> int:
    last: int | None = item.versions.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
