"""allauth's forms in the words of this portal: labels instead of placeholders, hints that help."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.http import HttpRequest

from portal.accounts.models import User

PASSWORD_HINT = "At least 12 characters. Three words that do not belong together are good, and easy to remember."  # noqa: S105
CODE_HINT = "The six digits that your authenticator app shows, or one of your recovery codes."


class InPlainWords:
    """Takes placeholders away, and gives fields the labels and hints named here."""

    labels: dict[str, str] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")


class SignInForm(InPlainWords, account.LoginForm):
    labels = {"login": "E-mail address", "password": "Password"}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autofocus": True}


class ForgottenForm(InPlainWords, account.ResetPasswordForm):
    """Asks for a link to set a new password; every address gets a mail, so that no answer takes longer than another."""

    users: list[User]
    labels = {"email": "E-mail address"}
    hints = {"email": "The address with which you sign in."}

    def clean_email(self) -> str:
        """Accounts that nobody has taken over yet are no accounts here: their way in is the invitation."""
        address: str = super().clean_email()
        self.users = [user for user in self.users if not user.is_waiting]
        return address

    def save(self, request: HttpRequest, **options: Any) -> str:
        if not self.users:
            get_adapter().send_mail("account/email/unknown_account", self.cleaned_data["email"], {})
        address: str = super().save(request, **options)
        return address


class NewPasswordForm(InPlainWords, account.ResetPasswordKeyForm):
    labels = {"password1": "New password", "password2": "New password again"}
    hints = {"password1": PASSWORD_HINT}


class FirstPasswordForm(InPlainWords, account.SetPasswordForm):
    """Also for those whom an invitation brings, and for those who so far signed in through the directory alone."""

    labels = {"password1": "Password", "password2": "Password again"}
    hints = {"password1": PASSWORD_HINT}


class ChangePasswordForm(InPlainWords, account.ChangePasswordForm):
    labels = {"oldpassword": "Present password", "password1": "New password", "password2": "New password again"}
    hints = {"password1": PASSWORD_HINT}


class ConfirmPasswordForm(InPlainWords, account.ReauthenticateForm):
    labels = {"password": "Your password"}


class Code(InPlainWords):
    labels = {"code": "Code"}
    hints = {"code": CODE_HINT}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True}  # type: ignore[attr-defined]


class CodeForm(Code, mfa.AuthenticateForm):
    pass


class ConfirmCodeForm(Code, mfa.ReauthenticateForm):
    pass


class SetUpForm(Code, totp.ActivateTOTPForm):
    hints = {"code": "The six digits that the app shows now."}
