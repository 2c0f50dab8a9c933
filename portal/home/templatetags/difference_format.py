"""How a difference between two editions is shown: marks that are heard as well as seen."""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# A screen reader says neither <ins> nor <del>; the brackets also tell where a change ends, and survive copying.
_HEARD = {
    "<ins>": '<ins><span class="hidden-text">[added: </span>',
    "</ins>": '<span class="hidden-text">]</span></ins>',
    "<del>": '<del><span class="hidden-text">[removed: </span>',
    "</del>": '<span class="hidden-text">]</span></del>',
}


@register.filter
def heard(markup: str) -> SafeString:
    """Markup of `meetings.editions.marking`, which escapes every word, and words to hear around each mark."""
    for mark, with_words in _HEARD.items():
        markup = markup.replace(mark, with_words)
    return mark_safe(markup)  # noqa: S308 - sanitised and escaped where it is made
