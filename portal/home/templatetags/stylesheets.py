"""Which stylesheets a page links."""

from django import template
from django.conf import settings
from django.templatetags.static import static

from portal.home.stylesheets import JOINED, part_names

register = template.Library()


@register.simple_tag
def stylesheets(side: str = "site") -> list[str]:
    """Addresses of a joined stylesheet ("site", or one that comes after it: "figures", "answer", "office"); under the
    development server of each of its parts, which shows a change at once.
    """
    sheet = f"css/{side}.css"
    return [static(name) for name in (part_names(JOINED[sheet]) if settings.DEBUG else [sheet])]
