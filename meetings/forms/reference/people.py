"""Forms of people, seats and posts."""

from typing import Any

from django import forms

from meetings.forms.reference.base import DayInput, LinesField, ReferenceForm
from meetings.importing.matching import name_key
from meetings.models import Membership, MembershipRole, Person, PersonSpelling, Post, VotingRight
from portal.accounts.models import User


class _AccountField(forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes none when it runs
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.email} – {obj.name}"


class PersonForm(ReferenceForm[Person]):
    """Somebody who is named in the record."""

    whole = ["spellings"]
    at_fields = {"a_person_has_a_name": "name", "a_person_has_a_name_to_sort_by": "sort_name"}

    spellings = LinesField(
        longest=200,
        label="Other spellings",
        help_text="In which documents write the name, one a line. The name itself need not stand here.",
    )
    account = _AccountField(
        queryset=User.objects.none(),
        required=False,
        label="Account",
        help_text="With which this person signs in. One account belongs to one person.",
        error_messages={"unique": "This account belongs to somebody else: unlink it there first."},
    )

    class Meta:
        model = Person
        fields = ["title", "name", "sort_name", "email", "account", "spellings"]
        labels = {"sort_name": "Sorted as", "email": "E-mail"}
        help_texts = {
            "name": "Without the title: Anwen Price.",
            "sort_name": "Family name first. Left empty, the last word of the name comes first.",
            "email": "For the office alone; it is never published.",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        instance: Person | None = options.get("instance")
        if instance and instance.pk:
            names = [told.spelling for told in instance.spellings.all() if told.spelling != instance.name]
            options["initial"] = {**(options.get("initial") or {}), "spellings": names}
        super().__init__(*args, **options)
        self.fields["sort_name"].required = False
        accounts = self.fields["account"]
        if isinstance(accounts, forms.ModelChoiceField):
            accounts.queryset = User.objects.order_by("email")

    def clean_sort_name(self) -> str:
        return " ".join(str(self.cleaned_data["sort_name"]).split()).casefold()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        # The family name first, where nothing was typed: the model asks for it before the deed would fill it in.
        if cleaned.get("name") and not cleaned.get("sort_name"):
            first, _, last = cleaned["name"].rpartition(" ")
            cleaned["sort_name"] = f"{last} {first}".strip().casefold()
        keys = {name_key(told): told for told in [cleaned.get("name", ""), *cleaned.get("spellings", [])] if told}
        others = (
            PersonSpelling.objects.filter(key__in=keys).exclude(person_id=self.instance.pk).select_related("person")
        )
        for other in others:
            field = "name" if keys[other.key] == cleaned.get("name") else "spellings"
            self.add_error(
                field, f"{other.person} is known as “{other.spelling}” already. A spelling names one person."
            )
        return cleaned


class SeatForm(ReferenceForm[Membership]):
    """A seat on a committee, from its first day to its last."""

    at_fields = {
        "a_co_optee_represents_a_body": "body",
        "a_non_voting_member_never_votes": "votes",
        "one_chairperson_at_a_time": "role",
        "one_seat_a_person_at_a_time": "person",
    }

    class Meta:
        model = Membership
        fields = ["committee", "person", "role", "body", "votes", "first_day", "last_day"]
        labels = {"body": "Represents"}
        help_texts = {
            "body": "For a co-optee: the diocese, the parent governors, another body.",
            "votes": "Church and parent-governor representatives vote on education items only.",
            "first_day": "Usually the day of the annual meeting.",
            "last_day": "The last day of the seat. Empty: until further notice.",
        }
        widgets = {"first_day": DayInput(), "last_day": DayInput()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("role") == MembershipRole.NON_VOTING:
            cleaned["votes"] = VotingRight.NEVER
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        # Told here, because the database cannot compare the days of other seats with a term that ends before it begins.
        if first and last and last < first:
            self.add_error("last_day", "A membership cannot end before it begins.")
        return cleaned


class EndSeatForm(forms.Form):
    """The last day of a seat."""

    last_day = forms.DateField(label="Last day", widget=DayInput(), help_text="The seat ends with this day.")


class PostForm(ReferenceForm[Post]):
    """An office by its title."""

    at_fields = {"a_post_has_a_title": "title"}

    class Meta:
        model = Post
        fields = ["title", "directorate"]
        help_texts = {
            "title": "As the minutes print it: Head of Legal and Governance. Officers are known by post, not by name.",
            "directorate": "To which the post belongs. It is offered where an action is given an owner.",
        }
        error_messages = {"title": {"unique": "There is a post of this title already."}}
