"""What a runner types before an account ends."""

from typing import Any

from django import forms


class DeleteForm(forms.Form):
    """The address, typed, so that no slip of a finger ends an account."""

    address = forms.CharField(
        label="Type your e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = address

    def clean_address(self) -> str:
        typed: str = self.cleaned_data["address"]
        if typed.strip().lower() != self.wanted.lower():
            raise forms.ValidationError(f"This is not the address of this account: {self.wanted}.")
        return typed
