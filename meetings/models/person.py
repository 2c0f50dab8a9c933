"""People by name, and posts by title."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from meetings.constraints import filled
from portal.audit.history import noted


class PersonQuerySet(models.QuerySet["Person"]):
    def sorted(self) -> "PersonQuerySet":
        return self.order_by("sort_name", "name")


class Person(models.Model):
    """Somebody who is named in the record: a councillor, a co-optee, an officer, a guest.

    `name` is without its title. `sort_name` is the family name first, lower case. The e-mail address is for the
    office alone.
    """

    title = models.CharField(max_length=40, blank=True, help_text="Councillor, Ms, Dr and so on.")
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200, db_index=True)
    slug = models.SlugField(max_length=80, unique=True)
    email = models.EmailField(blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        help_text="With which this person signs in.",
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        triggers = noted("person")
        ordering = ["sort_name", "name"]
        verbose_name_plural = "people"
        constraints = [
            filled("name", "A person needs a name.", name="a_person_has_a_name"),
            filled("sort_name", "A person needs a name to sort by.", name="a_person_has_a_name_to_sort_by"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """As the minutes print it: "Councillor Anwen Price"."""
        return f"{self.title} {self.name}".strip()


class PersonSpelling(models.Model):
    """One way in which documents spell a person ("I'Anson", "l'Anson"); a spelling names one person only.

    `key` is the spelling as `meetings.importing.matching.name_key` reduces it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="spellings")
    spelling = models.CharField(max_length=200)
    key = models.CharField(max_length=200, db_index=True)

    class Meta:
        triggers = noted("spelling of a person")
        ordering = ["spelling"]
        constraints = [
            filled("key", "A spelling needs its key.", name="a_spelling_has_a_key"),
            models.UniqueConstraint(
                name="a_spelling_is_kept_once",
                fields=["person", "spelling"],
                violation_error_message="This spelling is known already.",
            ),
            ExclusionConstraint(
                name="a_spelling_names_one_person_only",
                expressions=[("key", RangeOperators.EQUAL), ("person", RangeOperators.NOT_EQUAL)],
                violation_error_message="Another person is known under this spelling.",
            ),
        ]

    def __str__(self) -> str:
        return self.spelling


class Post(models.Model):
    """An office by its title ("Clerk to the committee"), whoever holds it."""

    title = models.CharField(max_length=200, unique=True)
    directorate = models.CharField(max_length=200, blank=True)

    class Meta:
        triggers = noted("post")
        ordering = ["title"]
        constraints = [filled("title", "A post needs a title.", name="a_post_has_a_title")]

    def __str__(self) -> str:
        return self.title
