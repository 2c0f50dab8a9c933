"""What other pages of the office say of the kinds of addressees."""

from django import template

from actions.models import AddresseeClock

register = template.Library()


@register.simple_tag
def number_of_clocks() -> int:
    """How many kinds of addressees there are."""
    return AddresseeClock.objects.count()
