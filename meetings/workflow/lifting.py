"""Outcomes that were written into the narrative: lifted out of it into groups, or left there on purpose."""

from meetings.models import AgendaItem, KeptProse, OutcomeGroup, VersionCause
from meetings.policies.prose_outcomes import Offer, cut, offers
from meetings.workflow.change import RefusedError, change
from meetings.workflow.minutes import save_minutes
from meetings.workflow.outcomes import add_groups
from meetings.workflow.undertakings import find_undertakings
from portal.accounts.models import User

GONE = "These words do not stand in the minutes any more, or were changed. Look at the item again."


def lift_outcomes(*, item: AgendaItem, digest: str, by: User) -> list[OutcomeGroup]:
    """Moves a stretch of the narrative that reads like outcomes into a group at its place; no word is changed.

    `digest` names the stretch as the clerk saw it. The narrative gets a new version ("lifted"), and groups that stand
    further down keep their places. Raises RefusedError where the words have changed since, NotPermittedError.
    """
    with change(item.meeting, "lifted outcomes out of the narrative", by=by) as meeting:
        fresh = meeting.items.get(pk=item.pk)
        offer = _offer(fresh, meeting.committee.name, digest)
        made = cut(fresh.minutes_html, offer)
        places = {group.pk: made.moved(group.after_block) for group in fresh.outcome_groups.exclude(after_block=None)}
        saved = save_minutes(
            item=fresh, html=made.html, based_on=fresh.minutes_revision, by=by, cause=VersionCause.LIFTED
        )
        if saved.is_beside:
            raise RefusedError(GONE)
        for group in fresh.outcome_groups.filter(pk__in=places):
            if group.after_block != places[group.pk]:
                group.after_block = places[group.pk]
                group.save(update_fields=["after_block"])
        added = add_groups(meeting, fresh, [offer.group], after_block=made.after_block)
        find_undertakings(meeting.items.get(pk=item.pk))
    return added


def keep_in_prose(*, item: AgendaItem, digest: str, by: User) -> None:
    """Leaves such a stretch in the narrative and offers it no more. Raises RefusedError, NotPermittedError."""
    with change(item.meeting, "left words in the narrative", by=by) as meeting:
        fresh = meeting.items.get(pk=item.pk)
        offer = _offer(fresh, meeting.committee.name, digest)
        KeptProse.objects.create(item=fresh, text=offer.words)


def _offer(item: AgendaItem, own_name: str, digest: str) -> Offer:
    kept = list(item.kept_prose.values_list("text", flat=True))
    found = next((offer for offer in offers(item.minutes_html, own_name, kept) if offer.digest == digest), None)
    if found is None:
        raise RefusedError(GONE)
    return found
