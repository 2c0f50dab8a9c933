"""Pages and data go compressed over slow networks, also where no proxy stands in front."""

import re

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

# Papers are left alone: they are compressed already, and byte ranges count their own bytes.
COMPRESSED = {
    "text/html",
    "text/plain",
    "text/calendar",
    "application/json",
    "application/atom+xml",
    "application/xml",
}


_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


def accepts_gzip(request: HttpRequest) -> bool:
    """Whether the reader takes gzip: named, and not with a weight of nought."""
    return _GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")) is not None


class CompressPages(GZipMiddleware):
    """Django's gzip, with its padding against guessing by length, for whole answers of text alone."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.get("Content-Type", "").partition(";")[0].strip()
        if not accepts_gzip(request) or response.streaming or response.status_code != 200 or kind not in COMPRESSED:
            return response
        return super().process_response(request, response)
