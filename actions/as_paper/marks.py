"""What is new to a committee in a list of the ledger, by word: since its last list, or since its last meeting."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from actions.words import ENDED, SET_ASIDE, Status, UpdateKind

NEW = "New"
REOPENED = "Reopened"
ANSWERED = "Newly answered"
COMPLETED = "Newly completed"
# A recommendation of these was answered, and is open still.
_ANSWERED = frozenset({Status.ACCEPTED, Status.IN_PART, Status.IN_PRINCIPLE})


@dataclass(frozen=True, slots=True)
class Since:
    """What a list is compared with: the committee's last list, or else its last meeting, which is of the day `on`.

    `shown` are the statuses of that list by their references, `made_at` the moment at which it was frozen; a meeting
    has neither.
    """

    on: dt.date
    made_at: dt.datetime | None = None
    shown: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_paper(self) -> bool:
        return self.made_at is not None


@dataclass(frozen=True, slots=True)
class Life:
    """Of an entry: what decides whether it is new.

    `settled_on` is the day of the fact that gave an ended entry its status, `settled_at` the moment at which that was
    recorded; `end` the last update that ended or reopened it.
    """

    reference: str
    status: Status
    made_on: dt.date
    is_of_older_log: bool = False
    end: str = ""
    answered_on: dt.date | None = None
    settled_on: dt.date | None = None
    settled_at: dt.datetime | None = None


def marks(life: Life, since: Since | None) -> list[str]:
    """The words beside an entry; none where nothing about it is new, or there is nothing to compare with.

    What was made or done on the day of the last meeting came too late for its papers, so it is new. Against an earlier
    list an entry is new when that list did not show it, on whatever day it was made: its minutes may have been
    published late, and a completion recorded late.
    """
    if since is None:
        return []
    if life.status not in ENDED:
        return _marks_while_open(life, since)
    if not _has_newly_ended(life, since):
        return []
    return [*([NEW] if _is_made_since(life, since) else []), word_for_end(life.status)]


def word_for_end(status: Status) -> str:
    """How a list says that an entry has come to its end since the one before: "Newly withdrawn"."""
    if status in SET_ASIDE:
        return f"Newly {status.value}"
    return ANSWERED if status in (Status.REJECTED, Status.NOTED) else COMPLETED


def _marks_while_open(life: Life, since: Since) -> list[str]:
    before = since.shown.get(life.reference)
    if not since.is_paper:
        is_new = life.made_on >= since.on
        is_answered = life.status in _ANSWERED and life.answered_on is not None and life.answered_on >= since.on
        return [*([NEW] if is_new else []), *([ANSWERED] if is_answered else [])]
    if before is None:
        return [REOPENED if life.end == UpdateKind.REOPENED else NEW]
    if before in ENDED:
        return [REOPENED]
    return [ANSWERED] if life.status in _ANSWERED and before not in _ANSWERED else []


def _has_newly_ended(life: Life, since: Since) -> bool:
    if life.settled_on is None:
        return False
    if since.made_at is None:
        return life.settled_on >= since.on
    before = since.shown.get(life.reference)
    if before is not None and before not in ENDED:
        return True
    if life.settled_on > since.on:
        return True
    # Recorded after the list, of a day before it. An older log comes with what was completed long ago.
    return not life.is_of_older_log and life.settled_at is not None and life.settled_at > since.made_at


def _is_made_since(life: Life, since: Since) -> bool:
    if life.reference in since.shown:
        return False
    return life.made_on > since.on if since.is_paper else life.made_on >= since.on
