"""Parts of files, as PDF viewers ask for them: one range of bytes, RFC 9110 section 14.

Several ranges at once get the whole file, which the RFC allows; viewers ask for one at a time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.base import File
from django.core.files.storage import Storage
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_http_date_safe

from portal.conditional import Validators, stamp, unchanged

CHUNK = 1 << 16
_RANGE = re.compile(r"bytes=[ \t]*(?:([0-9]+)-([0-9]*)|-([0-9]+))[ \t]*", re.IGNORECASE)
# No file is as long; a longer number only says "to the end".
_DIGITS = 18


class UnsatisfiableRangeError(ValueError):
    """The range that was asked for begins behind the end of the file."""


@dataclass(frozen=True, slots=True)
class Span:
    """So many bytes of a file, from the first one on (counted from 0)."""

    first: int
    length: int


def span_of(header: str, size: int) -> Span | None:
    """What a Range header asks of a file of `size` bytes; None for all of it, as for a header that asks amiss.

    Raises UnsatisfiableRangeError.
    """
    found = _RANGE.fullmatch(header)
    if found is None:
        return None
    first_text, last_text, suffix_text = found.groups()
    if suffix_text is not None:
        length = min(_number(suffix_text), size)
        if _number(suffix_text) == 0:
            raise UnsatisfiableRangeError(header)
        return Span(size - length, length) if length else None
    first = _number(first_text)
    last = _number(last_text) if last_text else size - 1
    if last_text and last < first:
        return None
    if first >= size:
        raise UnsatisfiableRangeError(header)
    return Span(first, min(last, size - 1) - first + 1)


def _number(digits: str) -> int:
    digits = digits.lstrip("0") or "0"
    return int(digits) if len(digits) <= _DIGITS else 10**_DIGITS


class _Slice:
    """The bytes of a span of an open file, in chunks; closes the file, also where nobody ever read from it."""

    def __init__(self, file: "File[bytes]", span: Span) -> None:
        self._file = file
        self._left = span.length
        file.seek(span.first)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        chunk: bytes = self._file.read(min(CHUNK, self._left)) if self._left else b""
        if not chunk:
            raise StopIteration
        self._left -= len(chunk)
        return chunk

    def close(self) -> None:
        self._file.close()


def file_response(
    request: HttpRequest, *, storage: Storage, path: str, media_type: str, validators: Validators
) -> HttpResponseBase:
    """The stored file, or the part of it that the request asks for; never more than a chunk of it in memory.

    `validators` are strong ones. Raises FileNotFoundError.
    """
    size = storage.size(path)
    response = unchanged(request, validators) or _body(request, storage, path, size, validators)
    if response.status_code in (200, 206):
        response["Content-Type"] = media_type
    if response.status_code != 412:
        response["Accept-Ranges"] = "bytes"
        stamp(response, validators)
    return response


def _body(request: HttpRequest, storage: Storage, path: str, size: int, validators: Validators) -> HttpResponseBase:
    if request.method == "HEAD":  # for which no ranges are defined
        return HttpResponse(headers={"Content-Length": str(size)})
    try:
        span = span_of(request.headers.get("Range", ""), size) if _may_be_partial(request, validators) else None
    except UnsatisfiableRangeError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    whole = span is None
    part = span or Span(0, size)
    response = StreamingHttpResponse(_Slice(storage.open(path), part), status=200 if whole else 206)
    response["Content-Length"] = str(part.length)
    if not whole:
        response["Content-Range"] = f"bytes {part.first}-{part.first + part.length - 1}/{size}"
    return response


def _may_be_partial(request: HttpRequest, validators: Validators) -> bool:
    """Whether the part that the reader holds (If-Range) is of the same file, so that another part fits to it."""
    condition = request.headers.get("If-Range", "").strip()
    if not condition:
        return True
    if condition.endswith('"'):
        return condition == validators.etag
    return parse_http_date_safe(condition) == int(validators.last_modified.timestamp())
