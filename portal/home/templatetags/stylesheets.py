"""Which stylesheets a page links."""

from django import template
from django.conf import settings
from django.templatetags.static import static

from portal.home.stylesheets import JOINED, part_names

register = template.Library()


@register.simple_tag
def stylesheets() -> list[str]:
    """Addresses: of the joined stylesheet; under the development server of each part, which shows a change at once."""
    names = part_names() if settings.DEBUG else [JOINED]
    return [static(name) for name in names]
