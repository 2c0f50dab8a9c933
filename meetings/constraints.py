"""Invariants that many records share, as database constraints with a name and a sentence."""

from django.db import models
from django.db.models import Q


def _empty(model_field: str, *, is_text: bool) -> Q:
    return Q(**{model_field: ""}) if is_text else Q(**{f"{model_field}__isnull": True})


def all_or_none(name: str, fields: dict[str, bool], message: str) -> models.CheckConstraint:
    """All of `fields` are filled or none is. `fields` maps a field's name to whether it is text (empty is "")."""
    none = Q()
    every = Q()
    for model_field, is_text in fields.items():
        none &= _empty(model_field, is_text=is_text)
        every &= ~_empty(model_field, is_text=is_text)
    return models.CheckConstraint(name=name, condition=none | every, violation_error_message=message)


def filled(model_field: str, message: str, *, name: str) -> models.CheckConstraint:
    """The text column is not empty."""
    return models.CheckConstraint(name=name, condition=~Q(**{model_field: ""}), violation_error_message=message)


def one_of(
    model_field: str, choices: type[models.TextChoices], *, name: str, blank: bool = False
) -> models.CheckConstraint:
    """The column holds one of the values of `choices` (or nothing, if `blank`)."""
    values = [*choices.values, ""] if blank else list(choices.values)
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{model_field}__in": values}),
        violation_error_message=f"Choose one of: {', '.join(str(label) for label in choices.labels)}.",
    )


def not_before(later: str, earlier: str, message: str, *, name: str) -> models.CheckConstraint:
    """`later` is empty, or `earlier` is, or `later` does not come before `earlier`."""
    condition = Q(**{f"{later}__isnull": True}) | Q(**{f"{earlier}__isnull": True})
    condition |= Q(**{f"{later}__gte": models.F(earlier)})
    return models.CheckConstraint(name=name, condition=condition, violation_error_message=message)


def needs(when: Q, then: Q, message: str, *, name: str) -> models.CheckConstraint:
    """Where `when` holds, `then` must hold as well. `when` must be about columns that are never null."""
    return models.CheckConstraint(name=name, condition=~when | then, violation_error_message=message)
