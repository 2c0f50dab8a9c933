"""Answers that a reader need not fetch twice: ETag, Last-Modified, and 304 where the copy that they hold is still good.

RFC 9110 section 13. A caller says what an answer follows from; whether the copy is still good is found out from that,
before anything is built.
"""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from portal.release import release

# Anyone may keep it, nobody may use it unasked: a withdrawn edition is gone at the next question.
ASK_EACH_TIME = "public, max-age=0, must-revalidate"
# For programs that come often: five minutes old is new enough.
FIVE_MINUTES = "public, max-age=300"

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a reader's copy is compared with today's answer."""

    etag: str
    last_modified: dt.datetime
    cache_control: str = ASK_EACH_TIME


def strong(sha256: str, at: dt.datetime, *, cache_control: str = ASK_EACH_TIME) -> Validators:
    """For an answer that is exactly the bytes of this digest, published at `at`."""
    return Validators(f'"{sha256}"', at, cache_control)


def weak(
    *facts: object, at: dt.datetime | None, on: dt.date | None = None, cache_control: str = ASK_EACH_TIME
) -> Validators:
    """For an answer that follows from `facts` (of plain types) and from the release that is running.

    `at` is when the latest of the facts came to be; `on` is today, where the answer changes with the day.
    """
    running = release()
    told = repr((settings.COUNCIL_NAME, settings.SITE_URL, running.digest, on, *facts))
    moments = [running.at]
    if at is not None:
        moments.append(at)
    if on is not None:
        moments.append(dt.datetime.combine(on, dt.time.min, timezone.get_current_timezone()))
    tag = hashlib.sha256(told.encode()).hexdigest()[:32]
    return Validators(f'W/"{tag}"', max(moments), cache_control)


def answer(
    request: HttpRequest, validators: Validators | None, build: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """304 (or 412) where the request's conditions say so, else what `build` makes, with the validators upon it.

    Without validators the answer is built and nothing is promised of it: a page that is no page of the record, such as
    one that says that an edition was withdrawn.
    """
    if validators is None:
        return build()
    response = unchanged(request, validators) or build()
    if 200 <= response.status_code < 300 or response.status_code == 304:
        stamp(response, validators)
        patch_vary_headers(response, ["Accept-Encoding"])  # by which alone answers of one address may differ
    return response


def unchanged(request: HttpRequest, validators: Validators) -> HttpResponse | None:
    """304 or 412, where the request's conditions ask for it; None where it is to be answered in full."""
    response: HttpResponse | None = get_conditional_response(
        request, etag=validators.etag, last_modified=int(validators.last_modified.timestamp())
    )
    return response


def stamp(response: HttpResponseBase, validators: Validators) -> None:
    """Writes the validators into the head of the answer."""
    response["ETag"] = validators.etag
    response["Last-Modified"] = http_date(validators.last_modified.timestamp())
    response["Cache-Control"] = validators.cache_control


def conditional(find: Callable[..., Validators | None]) -> Callable[[View], View]:
    """A view that is not run where the reader's copy is still good; `find` gets the arguments of the view."""

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return answer(request, find(request, *args, **kwargs), lambda: view(request, *args, **kwargs))

        return wrapped

    return decorator
