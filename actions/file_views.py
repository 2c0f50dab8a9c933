"""Files of the ledger: the response as it came, the evidence that something was done."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from actions.models import LedgerFile
from meetings.views.public_paper import is_short_digest, published_file


@require_safe
def ledger_file(request: HttpRequest, sha: str, filename: str) -> HttpResponseBase:
    """The file, whole or in part, by the digest and name under which a fact lists it.

    404 where none does, or where no published record carries the line of its entry any more. A fact that was taken back
    stays to be read, and its file with it.
    """
    if not is_short_digest(sha):
        raise Http404("no such file")
    listed = LedgerFile.objects.filter(sha256__startswith=sha, filename=filename, update__entry__stands=True)
    file = listed.select_related("update").order_by("pk").first()
    if file is None:
        raise Http404("no such file")
    return published_file(
        request,
        sha256=file.sha256,
        filename=file.filename,
        media_type=file.media_type,
        published_at=file.update.published_at,
    )
