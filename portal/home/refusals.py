"""What is answered to a request that cannot be read, above all to one that is larger than a form may be."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request

from portal.accounts.sessions import OFFICE
from portal.submissions.forms import LONGEST

TOO_LARGE = 413
# So much of what nobody reads is taken in and thrown away, so that the browser hears the answer; in bytes.
MOST_DRAINED = 32 << 20
_CHUNK = 1 << 16

OF_THE_PUBLIC = f"A text in this form may have at most {LONGEST:,} characters (about 350 words)."
OF_THE_OFFICE = "One form may hold at most {most} MB of text together, and this one was not saved."
OF_ALL = "One form may hold at most {most} MB of text."
FIELDS = f"One form may have at most {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} fields."
FILES = "One form may bring at most {most} files at once."
_SIZES = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def not_read(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to a request that was refused before a view could read it: 413 where it was too large, else 400."""
    if request.method != "POST" or not isinstance(exception, _SIZES):
        return bad_request(request, exception)
    _drain(request)
    return render(request, "413.html", {"sentence": _sentence(request, exception)}, status=TOO_LARGE)


def _sentence(request: HttpRequest, cause: Exception) -> str:
    if isinstance(cause, TooManyFilesSent):
        return FILES.format(most=settings.DATA_UPLOAD_MAX_NUMBER_FILES)
    if isinstance(cause, TooManyFieldsSent):
        return FIELDS
    most = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE / (1 << 20):g}"
    if request.resolver_match and request.resolver_match.app_name == "submissions":
        return OF_THE_PUBLIC
    return (OF_THE_OFFICE if request.path_info.startswith(OFFICE) else OF_ALL).format(most=most)


def _drain(request: HttpRequest) -> None:
    """A browser that is answered while it still sends may hear nothing but the end of the connection."""
    left = MOST_DRAINED
    try:
        while left > 0 and (chunk := request.read(min(left, _CHUNK))):
            left -= len(chunk)
    except (OSError, SuspiciousOperation):  # it has gone away meanwhile
        return
