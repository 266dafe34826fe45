"""allauth's forms with labels alone: a placeholder that repeats the label vanishes while typing."""

from typing import Any

from allauth.account import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest


class _LabelsAlone:
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignupForm(_LabelsAlone, forms.SignupForm):  # type: ignore[misc]  # allauth ships no types
    def try_save(self, request: HttpRequest) -> Any:
        """An address that is known takes as long as a new one, or the time would tell."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


def _labels_alone(form: Any) -> Any:
    return type(form.__name__, (_LabelsAlone, form), {})


LoginForm = _labels_alone(forms.LoginForm)
AddEmailForm = _labels_alone(forms.AddEmailForm)
ChangePasswordForm = _labels_alone(forms.ChangePasswordForm)
SetPasswordForm = _labels_alone(forms.SetPasswordForm)
ResetPasswordForm = _labels_alone(forms.ResetPasswordForm)
ResetPasswordKeyForm = _labels_alone(forms.ResetPasswordKeyForm)
ReauthenticateForm = _labels_alone(forms.ReauthenticateForm)
