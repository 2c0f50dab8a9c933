"""By when each kind of addressee must respond."""

from django.db import models
from django.db.models import Q

from meetings.constraints import filled
from portal.audit.history import noted


class AddresseeClock(models.Model):
    """The time that an addressee of one kind has, counted from the day of receipt, and the rule that gives it.

    Months count as "two months beginning with the day of receipt"; days count from that day on, without it. Neither: no
    date is set, the addressee has only to have regard to the recommendation.
    """

    addressee_kind = models.CharField(max_length=30, unique=True)
    label = models.CharField(max_length=100)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    rule = models.CharField(
        max_length=300, help_text="The Act and section, or the council's own rule, as pages cite it."
    )

    class Meta:
        triggers = noted("addressee kind")
        ordering = ["label"]
        constraints = [
            filled("rule", "Say which rule sets this clock.", name="a_clock_cites_its_rule"),
            models.CheckConstraint(
                name="a_clock_counts_months_or_days",
                condition=Q(months__isnull=True) | Q(days__isnull=True),
                violation_error_message="Count months or days, not both.",
            ),
            models.CheckConstraint(
                name="a_clock_counts_from_one",
                condition=(Q(months__isnull=True) | Q(months__gte=1)) & (Q(days__isnull=True) | Q(days__gte=1)),
                violation_error_message="A clock runs for one month or one day at least.",
            ),
        ]

    def __str__(self) -> str:
        return self.label
