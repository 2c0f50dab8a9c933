"""Whom the office writes to about an entry: owners and addressees, with their addresses."""

from django.db import models
from django.db.models.functions import Lower

from meetings.constraints import filled, one_of
from portal.audit.history import noted


class ContactKind(models.TextChoices):
    PERSON = "person", "A person"
    POST = "post", "A post, whoever holds it"
    BODY = "body", "A body"


class ContactQuerySet(models.QuerySet["Contact"]):
    def called(self, names: set[str]) -> dict[str, "Contact"]:
        """The contacts of these names as the ledger writes them, by the name in small letters."""
        wanted = {name.strip().lower() for name in names if name.strip()}
        rows = self.annotate(key=Lower("name")).filter(key__in=wanted).select_related("head")
        return {row.name.lower(): row for row in rows}


class Contact(models.Model):
    """An owner or an addressee under the name by which the ledger calls it, for the office alone.

    A post has a holder; when it changes hands, the open actions that the post owns go with it, because they name the
    post. `head` is who is written to as well once an action is long overdue.
    """

    name = models.CharField(max_length=200, help_text="As entries of the ledger name it.")
    kind = models.CharField(max_length=10, choices=ContactKind.choices, default=ContactKind.PERSON)
    holder = models.CharField(max_length=200, blank=True, help_text="Who holds the post now.")
    email = models.EmailField(blank=True)
    directorate = models.CharField(max_length=200, blank=True)
    head = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="reports")

    objects = ContactQuerySet.as_manager()

    class Meta:
        triggers = noted("contact", "email")
        ordering = ["name"]
        constraints = [
            filled("name", "A contact needs the name by which the ledger calls it.", name="a_contact_has_a_name"),
            one_of("kind", ContactKind, name="a_contact_is_of_a_known_kind"),
            models.UniqueConstraint(
                Lower("name"),
                name="a_contact_is_kept_once",
                violation_error_message="Somebody of this name is kept already.",
            ),
            models.CheckConstraint(
                name="only_a_post_has_a_holder",
                condition=models.Q(kind=ContactKind.POST) | models.Q(holder=""),
                violation_error_message="Only a post has a holder.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def greeting(self) -> str:
        """Who is written to: the holder of a post, else the name itself."""
        return self.holder or self.name


class ContactHolding(models.Model):
    """That somebody took over a post on a day. The holder now is the last of these."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="holdings")
    holder = models.CharField(max_length=200)
    since = models.DateField()

    class Meta:
        triggers = noted("holder of a post")
        ordering = ["since", "pk"]
        constraints = [filled("holder", "Say who holds the post.", name="a_post_is_held_by_somebody")]

    def __str__(self) -> str:
        return f"{self.holder}, since {self.since}"
