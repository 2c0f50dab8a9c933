"""How often one network address is given a public file that is computed for it: whole lists, registers, figures.

Whoever reads pages is never counted, and neither is a file that is not computed again (304). Public addresses write
nothing, so it is counted in the memory of each process, under digests, and forgotten after an hour.
"""

import datetime as dt
import threading

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from portal.limits import HOUR, Limit, TooManyError, count_all

TOO_MANY = 429
_one_at_a_time = threading.Lock()


def refused(request: HttpRequest) -> HttpResponse | None:
    """Counts one more file; the page that says when there is another, where there were as many as are given."""
    most = settings.DOWNLOADS_AN_HOUR
    if not most:
        return None
    limit = Limit("downloads:network", most, HOUR, "So many files were fetched from your connection within an hour.")
    try:
        with _one_at_a_time:
            count_all([(limit, get_ip(request))], kept_in=caches["memory"])
    except TooManyError as error:
        # In whole minutes, and none too early.
        again_at = timezone.now() + dt.timedelta(seconds=error.seconds + 59)
        context = {"most": most, "again_at": again_at, "minutes": -(-error.seconds // 60)}
        response = render(request, "public/too_many_files.html", context, status=TOO_MANY)
        response["Retry-After"] = str(error.seconds)
        add_never_cache_headers(response)
        return response
    return None
