"""Which stylesheets a page links."""

from django import template
from django.conf import settings
from django.templatetags.static import static

from portal.home.stylesheets import JOINED, part_names

register = template.Library()


@register.simple_tag
def stylesheets(side: str = "site") -> list[str]:
    """Addresses for a side of the portal ("site", "figures", "answer" or "office"): of its joined stylesheet, which comes after
    that of the site; under the development server of each part, which shows a change at once.
    """
    sheet = f"css/{side}.css"
    return [static(name) for name in (part_names(JOINED[sheet]) if settings.DEBUG else [sheet])]
