"""Pages of the ledger that are measured: its lists by every filter and order, and the longest life of an entry."""

import datetime as dt
from dataclasses import replace
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from actions.filters import ORDERS
from actions.models import LedgerEntry
from portal.benchmark.minutes import DIRECTORATES, OWNERS
from portal.benchmark.page_type import PageType

# The first page of a list of 100,000 entries, in milliseconds.
LIST_P95_AT_MOST = 100
# As at a day that has passed the history of every entry is gone through.
DAYS_PASSED = 400


def ledger_page_types(committee: str) -> list[PageType]:
    """Both public lists, the office's lists, and the entry with the longest history; `committee` is a slug."""
    longest = LedgerEntry.objects.published().annotate(told=Count("updates")).order_by("-told", "pk")[0]
    return [
        *_list("recommendations", "actions:recommendation-list", _recommendation_filters(committee)),
        *_list("actions", "actions:action-list", _action_filters(committee)),
        PageType("ledger: a long history", longest.get_absolute_url()),
        PageType("ledger: unanswered", reverse("register:unanswered"), p95_at_most=LIST_P95_AT_MOST, follows_size=True),
        # These count everything that there is.
        PageType("ledger: impact", reverse("impact:impact"), 12, follows_size=True),
        PageType("ledger: annual report", reverse("impact:report", args=[committee, 2023]), 12, follows_size=True),
    ]


def office_ledger_page_types(committee: str) -> list[PageType]:
    """The working lists, and what lies around them."""
    lists = [
        *_list("office recommendations", "ledger:recommendation-list", _recommendation_filters(committee)),
        *_list("office actions", "ledger:action-list", _action_filters(committee)),
    ]
    around = [
        PageType("ledger: outbox", reverse("chasing:outbox"), 12),
        PageType("ledger: contacts", reverse("contacts:contact-list"), 12),
        PageType("ledger: answers", reverse("ledger:answer-list"), 12),
    ]
    return lists + around


def _list(name: str, address: str, filters: dict[str, dict[str, str]]) -> list[PageType]:
    """The first page of a list as it comes, by each filter and each order, its second page, and as at a day passed."""
    page = PageType(f"ledger: {name}", reverse(address), p95_at_most=LIST_P95_AT_MOST)
    orders = {f"by {order}": {"sort": order} for order in ORDERS}
    asked = {"page 2": {"page": "2"}, **filters, **orders}
    day = timezone.localdate() - dt.timedelta(days=DAYS_PASSED)
    past = f"{page.address}?{urlencode({'as_at': day.isoformat()})}"
    return [
        page,
        *(
            replace(page, name=f"{page.name}, {words}", address=f"{page.address}?{urlencode(query)}")
            for words, query in asked.items()
        ),
        PageType(f"{page.name}, as at", past, follows_size=True),
    ]


def _recommendation_filters(committee: str) -> dict[str, dict[str, str]]:
    return {
        **_filters(committee),
        "addressee": {"addressee": "cabinet"},
        "kind": {"addressee_kind": "executive"},
        "accepted": {"status": "accepted"},
        "overdue": {"status": "response overdue"},
        "came late": {"answered": "late"},
        "ever late": {"answered": "any-late"},
    }


def _action_filters(committee: str) -> dict[str, dict[str, str]]:
    return {
        **_filters(committee),
        "owner": {"owner": OWNERS[0]},
        "directorate": {"directorate": DIRECTORATES[0]},
        "complete": {"status": "complete"},
        "overdue": {"status": "overdue"},
    }


def _filters(committee: str) -> dict[str, dict[str, str]]:
    """The filters of both lists, each by a value that many entries have."""
    return {
        "committee": {"committee": committee},
        "year": {"year": "2024"},
        "made": {"since": "2024-01-01", "until": "2024-12-31"},
        "due": {"due_since": "2024-01-01", "due_until": "2024-12-31"},
        "words": {"text": "school"},
        "late": {"late": "on"},
        "origin": {"origin": "minutes"},
        "attention": {"attention": "anything"},
    }
