"""Absolute addresses: of feeds, calendars, canonical links and open data, which are read away from this site."""

from django.conf import settings


def absolute(path: str) -> str:
    """The path under the portal's public address (SITE_URL): "/about/" → "https://records.example/about/"."""
    return f"{settings.SITE_URL}{path}"
