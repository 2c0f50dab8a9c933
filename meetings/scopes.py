"""The committees over which a role can be held."""

from meetings.models import Committee


def committee_scopes() -> list[tuple[str, str]]:
    """Code and name of every committee, by name."""
    return list(Committee.objects.order_by("name").values_list("code", "name"))
