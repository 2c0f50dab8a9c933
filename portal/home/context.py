"""What every page is told."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """The council's name, whether the gallery is shown, and the canonical address of the page."""
    return {
        "council_name": settings.COUNCIL_NAME,
        "canonical_url": f"{settings.SITE_URL}{request.path}",
    }
