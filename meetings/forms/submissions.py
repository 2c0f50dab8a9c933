"""The form with which an officer sets aside what the public sent in."""

from django import forms


class SetAsideForm(forms.Form):
    """Why nothing comes of it, and whether its sender is told."""

    because = forms.CharField(
        max_length=1000,
        label="Why it is set aside",
        help_text="Kept with it. If you tell the sender, these are your words in the mail.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    tell = forms.BooleanField(
        required=False,
        label="Tell the sender by e-mail",
        help_text="Leave it out for what a machine sent.",
    )
