"""Answers for programs: calendars, feeds, open data. Whoever wants to may read them, from any site."""

import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# What neither XML nor a calendar can hold: control characters, halves of characters, and what is no character.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def machine_response(content: bytes, content_type: str, *, filename: str = "", status: int = 200) -> HttpResponse:
    """The bytes as they are, for programs on this site and on any other."""
    response = HttpResponse(content, content_type=content_type, status=status)
    response["Access-Control-Allow-Origin"] = "*"
    if filename:
        response["Content-Disposition"] = content_disposition_header(False, filename) or "inline"
    return response


def fit_text(text: str) -> str:
    """The words without the characters that a feed or a calendar cannot hold."""
    return _UNFIT.sub("", text)
