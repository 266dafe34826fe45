"""allauth's forms with labels alone: a placeholder that repeats the label vanishes while typing."""

from typing import Any

from allauth.account import forms


class _LabelsAlone:
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


def _labels_alone(form: Any) -> Any:
    return type(form.__name__, (_LabelsAlone, form), {})


LoginForm = _labels_alone(forms.LoginForm)
SignupForm = _labels_alone(forms.SignupForm)
AddEmailForm = _labels_alone(forms.AddEmailForm)
ChangePasswordForm = _labels_alone(forms.ChangePasswordForm)
SetPasswordForm = _labels_alone(forms.SetPasswordForm)
ResetPasswordForm = _labels_alone(forms.ResetPasswordForm)
ResetPasswordKeyForm = _labels_alone(forms.ResetPasswordKeyForm)
ReauthenticateForm = _labels_alone(forms.ReauthenticateForm)
