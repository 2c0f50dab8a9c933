"""Public pages are kept in the memory of each process for as long as the record that they were made from stands.

Everything public follows from the editions, their withdrawals, the ledger's entries and updates, the day, the
deadlines for questions that have passed, and the release. So two small queries tell whether a kept page is still true,
and no reader ever sees one that is not: a withdrawn edition is gone with the next request. Readers with a session are
always answered anew.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from meetings.editions.state import register_state
from portal.compression import COMPRESSED, accepts_gzip
from portal.conditional import Validators, stamp, weak

Respond = Callable[[HttpRequest], HttpResponseBase]

# Whoever searches asks for a page of their own; keeping those would push out what many read. The office and its
# sign-in are not public, and the addresses of mails are for one reader each.
NOT_KEPT = ("/search/", "/office/", "/accounts/", "/confirm/", "/answer/")
# The public's forms hold a token of their own for each reader.
FORMS = ("/ask/", "/suggest/")
# No page that is linked anywhere has a longer address; what somebody appends to one is not worth keeping.
LONGEST_ADDRESS = 300
LARGEST = 1 << 20
# What an entry takes beside its body: its key, its headers, and the objects that hold them.
OVERHEAD = 4096
# Two people may write at once, and the later number may be there first: so many of the last updates are compared, and
# of the last entries: an action that is opened between meetings has no update yet.
LEDGER_STATE = """
    SELECT array(SELECT id FROM actions_ledgerupdate ORDER BY id DESC LIMIT 20),
        (SELECT max(recorded_at) FROM actions_ledgerupdate WHERE id = (SELECT max(id) FROM actions_ledgerupdate)),
        (SELECT max(questions_until) FROM meetings_publishedmeeting WHERE questions_until <= %s),
        (SELECT md5(string_agg(clock::text, '|' ORDER BY id)) FROM actions_addresseeclock AS clock),
        array(SELECT id FROM actions_ledgerentry ORDER BY id DESC LIMIT 20)
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it left the portal, and the state of the record that it was made from."""

    state: str
    body: bytes
    headers: tuple[tuple[str, str], ...]

    @property
    def size(self) -> int:
        """Bytes that it takes in memory, counted generously."""
        return len(self.body) + OVERHEAD


class Pages:
    """The kept answers, those asked for last at the end; the first go when there are too many bytes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, ...], Kept] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: tuple[str, ...], state: str) -> Kept | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or kept.state != state:
                return None
            self._kept.move_to_end(key)
            return kept

    def put(self, key: tuple[str, ...], kept: Kept, *, bytes_at_most: int) -> None:
        with self._lock:
            before = self._kept.pop(key, None)
            self._bytes += kept.size - (before.size if before else 0)
            self._kept[key] = kept
            while self._bytes > bytes_at_most:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= oldest.size

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    @property
    def size(self) -> int:
        """Bytes, counted generously."""
        return self._bytes


pages = Pages()


def keep_pages(respond: Respond) -> Respond:
    """Answers from memory where that is still true, and gives every public page its ETag (RFC 9110)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not settings.KEEP_PAGES_MB or not _may_be_kept(request):
            return respond(request)
        record = _record(request)
        key = (request.META.get("HTTP_HOST", ""), request.get_full_path(), _encoding(request))
        kept = pages.get(key, record.etag)
        if kept is not None:
            return _from_memory(request, kept)
        response = respond(request)
        if not isinstance(response, HttpResponse) or not _is_worth_keeping(response):
            return response
        if not response.has_header("ETag"):
            stamp(response, record)
        kept = Kept(record.etag, response.content, tuple(response.items()))
        if request.method == "GET":
            pages.put(key, kept, bytes_at_most=settings.KEEP_PAGES_MB << 20)
        return _from_memory(request, kept)

    return middleware


def _may_be_kept(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        and "HTTP_RANGE" not in request.META
        and len(request.get_full_path()) <= LONGEST_ADDRESS
        and not request.path.startswith(NOT_KEPT)
        and not request.path.endswith(FORMS)
    )


def _record(request: HttpRequest) -> Validators:
    """What any public page follows from; a weak tag, since the bytes may differ by their compression."""
    register = register_state()
    with connection.cursor() as cursor:
        cursor.execute(LEDGER_STATE, [timezone.now()])
        updates, recorded_at, closed_at, clocks, entries = cursor.fetchone()
    moments = [moment for moment in (register.at, recorded_at, closed_at) if moment]
    path = request.get_full_path()
    return weak(
        path,
        register.facts,
        updates,
        closed_at,
        clocks,
        entries,
        at=max(moments, default=None),
        on=timezone.localdate(),
    )


def _encoding(request: HttpRequest) -> str:
    return "gzip" if accepts_gzip(request) else ""


def _is_worth_keeping(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.cookies
        and len(response.content) <= LARGEST
        and response.get("Content-Type", "").partition(";")[0] in COMPRESSED
        and not {"private", "no-store"} & set(response.get("Cache-Control", "").replace(",", " ").split())
    )


def _from_memory(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The kept answer, or 304 (412) with the headers that the answer would have had (RFC 9110 section 15.4.5)."""
    response = HttpResponse(kept.body, headers=dict(kept.headers))
    changed_at = parse_http_date_safe(response.get("Last-Modified", ""))
    short = get_conditional_response(request, etag=response.get("ETag"), last_modified=changed_at)
    if short is None:
        return response
    for name, value in kept.headers:
        if name not in ("Content-Length", "Content-Encoding", "Content-Type"):
            short[name] = value
    return short
