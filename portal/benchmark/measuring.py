"""Queries, milliseconds and bytes of a page, in this process, through every middleware."""

import gzip
import statistics
import time
from dataclasses import dataclass, field

from django.db import connection
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from portal.accounts.models import Grant, Role, User
from portal.kept_pages import pages

WARM_UPS = 3


@dataclass(slots=True)
class Measured:
    """What one page costs in one record; `seconds` grows with each round."""

    queries: int = 0
    bytes: int = 0
    bytes_compressed: int = 0
    seconds: list[float] = field(default_factory=list)
    kept_seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.seconds) * 1000

    @property
    def kept(self) -> float:
        """Milliseconds of the page out of memory; of one that is not kept, nearly those of making it."""
        return statistics.median(self.kept_seconds) * 1000

    @property
    def p95(self) -> float:
        """Milliseconds; the slowest of twenty."""
        return statistics.quantiles(self.seconds, n=20, method="inclusive")[-1] * 1000


class UnexpectedAnswerError(Exception):
    """A page that did not answer as it should; the text says which."""


def officer() -> User:
    """Somebody who may see every page of the office; made where the record has no such account yet."""
    email = "bench@localhost"
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, name="Who measures")
    for role in (Role.PUBLISHER, Role.ADMINISTRATOR):
        Grant.objects.get_or_create(user=user, role=role, scope="")
    return user


def measure(address: str, into: Measured, *, runs: int, signed_in: bool = False) -> None:
    """Asks for the page, first to warm the connection and the templates, then `runs` times by the clock."""
    client = Client()
    if signed_in:
        client.force_login(officer())
    for _ in range(WARM_UPS):
        _body(client, address)
    with CaptureQueriesContext(connection) as captured:
        body = _body(client, address)
    into.queries = len(captured)
    into.bytes, into.bytes_compressed = len(body), len(gzip.compress(body))
    for _ in range(runs):
        begun = time.perf_counter()
        _body(client, address)
        into.seconds.append(time.perf_counter() - begun)


def measure_kept(address: str, into: Measured, *, runs: int) -> None:
    """Asks again where pages are kept in memory while they are true (`portal.kept_pages`)."""
    with override_settings(KEEP_PAGES_MB=32):
        pages.clear()
        client = Client()
        _body(client, address)
        for _ in range(runs):
            begun = time.perf_counter()
            _body(client, address)
            into.kept_seconds.append(time.perf_counter() - begun)
        pages.clear()


def _body(client: Client, address: str) -> bytes:
    response: HttpResponseBase = client.get(address)
    if response.status_code != 200:
        raise UnexpectedAnswerError(f"{address} answered {response.status_code}.")
    if isinstance(response, StreamingHttpResponse):
        return b"".join(response)
    return bytes(getattr(response, "content", b""))
