"""Declarations of interest."""

from django.db import models

from meetings.constraints import filled, one_of
from portal.audit.history import noted


class InterestKind(models.TextChoices):
    SCHEDULE_1 = "schedule 1", "Schedule 1"
    SCHEDULE_2 = "schedule 2", "Schedule 2"
    TABLE_A = "table a", "Table A"
    TABLE_B = "table b", "Table B"
    OTHER = "other", "Other interest"


class Declaration(models.Model):
    """An interest that somebody declared in an item; `withdrew` is None where the record does not say."""

    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.CASCADE, related_name="declarations")
    person = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="declarations"
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=InterestKind.choices, default=InterestKind.OTHER)
    nature = models.TextField()
    about = models.CharField(
        max_length=300, blank=True, help_text="The item it concerns, where declared at another one."
    )
    withdrew = models.BooleanField(null=True, blank=True)

    class Meta:
        triggers = noted("declaration")
        ordering = ["item", "pk"]
        constraints = [
            filled("name", "Say who declared the interest.", name="a_declaration_names_somebody"),
            filled("nature", "Say what the interest is.", name="a_declaration_says_what_the_interest_is"),
            one_of("kind", InterestKind, name="an_interest_is_of_a_known_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_kind_display()}"
