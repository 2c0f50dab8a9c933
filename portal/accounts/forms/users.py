"""Forms with which an administrator invites people and gives them roles."""

from typing import Any

from django import forms

from portal.accounts.models import Grant, Role
from portal.accounts.scopes import Choices, held_role, scopes
from portal.accounts.workflow.inviting import Scoped


class RoleFields(forms.Form):
    """A role, and the committees over which it is held."""

    role = forms.ChoiceField(label="Role")
    scopes = forms.MultipleChoiceField(
        label="For", required=False, widget=forms.CheckboxSelectMultiple, help_text="All committees, or some of them."
    )
    role_is_required = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        nothing = "Choose a role" if self.role_is_required else "No further role"
        self.offered: Choices = scopes()
        self.fields["role"].choices = [("", nothing), *Role.choices]  # type: ignore[attr-defined]
        self.fields["role"].required = self.role_is_required
        self.fields["scopes"].choices = [(code or "*", name) for code, name in self.offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role, chosen = cleaned.get("role"), cleaned.get("scopes", [])
        if role and not chosen and "scopes" not in self.errors:
            self.add_error("scopes", "Choose all committees, or at least one.")
        if chosen and not role and "role" not in self.errors:
            self.add_error("role", "Choose the role that is to be held there.")
        return cleaned

    @property
    def given(self) -> list[Scoped]:
        """The roles to give: one over everything, where that is among the choices."""
        role, chosen = self.cleaned_data["role"], self.cleaned_data["scopes"]
        if not role:
            return []
        return [(Role(role), code) for code in ([""] if "*" in chosen else chosen)]


class InviteForm(RoleFields):
    """Whom to invite, and as what."""

    name = forms.CharField(
        max_length=200, label="Name", help_text="As it should read in the record, for example Priya Nand."
    )
    email = forms.EmailField(max_length=254, label="E-mail address", help_text="The invitation is sent there.")
    field_order = ["name", "email", "role", "scopes"]


class DetailsForm(forms.Form):
    """Name and address of an account."""

    name = forms.CharField(max_length=200, label="Name", help_text="As it should read in the record.")
    email = forms.EmailField(
        max_length=254,
        label="E-mail address",
        help_text="A new address ends every session of the account; the old and the new one are told.",
    )


class ChangeRolesForm(RoleFields):
    """Which roles to take away from a user, and which one to give."""

    take_away = forms.MultipleChoiceField(label="Take away", required=False, widget=forms.CheckboxSelectMultiple)
    field_order = ["take_away", "role", "scopes"]
    role_is_required = False

    def __init__(self, *args: Any, held: list[Grant], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].label = "Give"
        self.fields["take_away"].choices = [  # type: ignore[attr-defined]
            (grant.pk, held_role(grant, self.offered)) for grant in held
        ]
        if not held:
            del self.fields["take_away"]

    @property
    def taken_away(self) -> list[int]:
        return [int(number) for number in self.cleaned_data.get("take_away", [])]


class FindForm(forms.Form):
    """What the list of users is narrowed to."""

    text = forms.CharField(required=False, max_length=200, label="Name or e-mail address")
    state = forms.ChoiceField(
        required=False, label="State", choices=[("", "Any"), ("active", "Active"), ("invited", "Invited"),
                                                ("deactivated", "Deactivated")],
    )  # fmt: skip
    role = forms.ChoiceField(required=False, label="Role", choices=[("", "Any"), *Role.choices])
