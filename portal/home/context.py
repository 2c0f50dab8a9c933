"""What every page is told."""

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, QueryDict

from portal.addresses import absolute


def _asked(request: HttpRequest) -> QueryDict:
    """What stands behind the question mark; nothing where that is refused: the page that says so is made here too."""
    try:
        return request.GET
    except SuspiciousOperation:
        return QueryDict()


def site(request: HttpRequest) -> dict[str, object]:
    """The council's name, the canonical address of the page, and whether its address asks for less than the whole.

    The pages of a long list are each canonical to themselves; what else stands behind a question mark is left out.
    """
    asked = _asked(request)
    page = asked.get("page", "")
    query = f"?page={page}" if page.isascii() and page.isdigit() and len(page) < 10 and int(page) > 1 else ""
    return {
        "council_name": settings.COUNCIL_NAME,
        "canonical_url": absolute(f"{request.path}{query}"),
        "is_filtered": bool(asked.keys() - {"page"}),
    }
