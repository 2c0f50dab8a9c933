"""Promises made in the prose: found, made an action, dismissed."""

import re

from meetings.due_dates import UnclearDateError, due_date, due_words
from meetings.importing.grammar.paragraphs import paragraphs
from meetings.importing.grammar.undertakings import SOMEONE, undertakings
from meetings.importing.readers.text import read as read_text
from meetings.models import (
    AgendaItem,
    ItemKind,
    Outcome,
    OutcomeGroup,
    OutcomeKind,
    Question,
    QuestionKind,
    Undertaking,
    UndertakingState,
)
from meetings.policies.next_meeting import next_meeting_day
from meetings.policies.outcome_labels import new_anchor, next_label
from meetings.policies.published_lines import published_lines
from meetings.rich_text import plain_text
from meetings.workflow.change import RefusedError, change
from meetings.workflow.owners import owner_of
from portal.accounts.models import User

MARKER = "ACTION:"
REASONS = ("Done already", "Answered at the meeting", "An action covers it", "No promise")

_SOMEONE = re.compile(rf"{SOMEONE}(?:\s(?:of|for)\s(?:the\s)?[A-Z][\w'’-]*(?:(?:,?\s(?:and\s|&\s)?)[A-Z][\w'’-]*)*)?")
# In which items the answers to whose questions are minuted.
_ANSWERED_IN = {ItemKind.PUBLIC_QUESTIONS: QuestionKind.PUBLIC, ItemKind.MEMBER_QUESTIONS: QuestionKind.MEMBER}


def find_undertakings(item: AgendaItem) -> list[Undertaking]:
    """Makes the rows of the promises that stand in the item's minutes now, answers to questions included.

    A promise that nobody has dealt with goes when its sentence goes; one that became an action or was dismissed stays.
    A sentence that is an outcome of the item is none. Called within a `change`.
    """
    outcomes = Outcome.objects.filter(group__item=item, undertaking__isnull=True).values_list("text", flat=True)
    told = dict.fromkeys(promises(_prose(item), list(outcomes)))
    rows = list(item.undertakings.all())
    for row in rows:
        if row.state == UndertakingState.FOUND and row.text not in told:
            row.delete()
    known = {row.text for row in rows}
    Undertaking.objects.bulk_create(Undertaking(item=item, text=text) for text in told if text not in known)
    return list(item.undertakings.all())


def _prose(item: AgendaItem) -> str:
    """The narrative of the item, and the answers that were given in it to questions."""
    parts = [plain_text(item.minutes_html)]
    if item.kind in _ANSWERED_IN:
        asked = Question.objects.filter(meeting_id=item.meeting_id, kind=_ANSWERED_IN[ItemKind(item.kind)])
        for question in asked.prefetch_related("answers", "supplementary_responses"):
            parts += [answer.text for answer in question.standing_answers]
            parts += [response.text for response in question.supplementary_responses.all()]
    return "\n\n".join(parts)


def promises(text: str, outcomes: list[str]) -> list[str]:
    """The sentences of plain text that promise something, without those that are outcomes already."""
    source = read_text("", text)
    told = [paragraphs(source, [block])[0] for block in source.blocks]
    return [found.text for found in undertakings(source, told, outcomes)]


def make_action(*, undertaking: Undertaking, by: User) -> Outcome:
    """Makes the promise an action of its item: its sentence, with owner and due date as far as the words tell them.

    One that is an action already gives that action. Raises NotPermittedError.
    """
    with change(undertaking.item.meeting, "made an undertaking an action", by=by) as meeting:
        row = Undertaking.objects.select_related("item", "action").get(pk=undertaking.pk)
        if row.action is not None:
            return row.action
        group = _action_group(row.item)
        lines = list(group.lines.all())
        taken = set(Outcome.objects.filter(group__item__meeting=meeting).values_list("anchor", flat=True))
        label, place = next_label([line.label for line in lines]), (lines[-1].position if lines else 0) + 1
        owner = owner_of(guessed_owner(row.text))
        action = Outcome(
            group=group,
            position=place,
            anchor=new_anchor(
                row.item.anchor,
                group=group.position,
                label=label,
                place=place,
                taken=taken | published_lines(meeting).anchors,
            ),
            kind=OutcomeKind.ACTION,
            label=label,
            text=row.text,
            owner=owner.words,
            owner_person=owner.person,
            owner_post=owner.post,
            directorate=owner.directorate,
        )
        words = due_words(row.text)
        if words:
            try:
                day = due_date(words, meeting_day=meeting.date, next_meeting=next_meeting_day(meeting))
                action.due_on = day if day >= meeting.date else None
            except UnclearDateError:
                action.due_on = None
        action.save()
        row.action, row.state, row.reason = action, UndertakingState.ACTION, ""
        row.save()
    return action


def guessed_owner(sentence: str) -> str:
    """Who promised, as the sentence names them: a post or a person; empty where it names nobody."""
    for match in _SOMEONE.finditer(sentence):
        words = re.sub(r"^the\s+", "", match.group().strip(), flags=re.IGNORECASE)
        if words.lower() not in {"he", "she", "they", "officer", "officers"}:
            return words
    return ""


def _action_group(item: AgendaItem) -> OutcomeGroup:
    """The item's last group of actions; where it has none, a new one at the end."""
    groups = list(item.outcome_groups.prefetch_related("lines"))
    for group in reversed(groups):
        lines = list(group.lines.all())
        if group.marker.upper().startswith("ACTION") and all(line.kind == OutcomeKind.ACTION for line in lines):
            return group
    return OutcomeGroup.objects.create(item=item, position=(groups[-1].position if groups else 0) + 1, marker=MARKER)


def dismiss(*, undertaking: Undertaking, reason: str, by: User) -> None:
    """Says why a promise needs no action. Raises RefusedError without a reason or for an action; NotPermittedError."""
    words = " ".join(reason.replace("\x00", "").split())[:500]
    if not words:
        raise RefusedError("Say why this needs no action, in a few words.")
    with change(undertaking.item.meeting, "dismissed an undertaking", by=by):
        row = Undertaking.objects.get(pk=undertaking.pk)
        if row.state == UndertakingState.ACTION:
            raise RefusedError("This is an action already. Remove the action first.")
        row.state, row.reason = UndertakingState.DISMISSED, words
        row.save()


def undo(*, undertaking: Undertaking, by: User) -> None:
    """Opens a dismissed promise again; it goes where its sentence stands no more. Raises NotPermittedError."""
    with change(undertaking.item.meeting, "opened an undertaking again", by=by):
        row = Undertaking.objects.select_related("item").get(pk=undertaking.pk)
        if row.state == UndertakingState.DISMISSED:
            row.state, row.reason = UndertakingState.FOUND, ""
            row.save()
            find_undertakings(row.item)
