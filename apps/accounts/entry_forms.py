"""allauth's forms with labels alone, in sentence case: a placeholder vanishes while typing."""

from collections.abc import Callable
from typing import Any

from allauth.account import app_settings, forms
from allauth.account.utils import filter_users_by_email
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.forms import HiddenInput
from django.forms.fields import InvalidJSONInput
from django.http import HttpRequest
from django.shortcuts import redirect

from apps.accounts.models import User
from apps.accounts.queries import is_theirs


class _LabelsAlone:
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.label = str(field.label or "").capitalize() or None


class SignupForm(_LabelsAlone, forms.SignupForm):  # type: ignore[misc]  # allauth ships no types
    def validate_unique_email(self, value: str) -> str:
        """Whoever has only said that an address is theirs does not keep its owner out."""
        holders = filter_users_by_email(value)
        if holders and not any(is_theirs(user, value) for user in holders):
            return value
        email: str = super().validate_unique_email(value)
        return email

    def try_save(self, request: HttpRequest) -> Any:
        """An address that is known takes as long as a new one, or the time would tell. A form that
        is sent twice at once finds the account that the quicker one made."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            must_confirm = app_settings.EMAIL_VERIFICATION == "mandatory"
            page = "account_email_verification_sent" if must_confirm else "account_login"
            return None, redirect(page)


class ResetPasswordForm(_LabelsAlone, forms.ResetPasswordForm):  # type: ignore[misc]
    """A link goes to the account's own address, and to another once it is confirmed: else whoever
    mistypes a new one would hand the account to its reader."""

    users: list[User]

    def clean_email(self) -> str:
        email: str = super().clean_email()
        self.users = [user for user in self.users if is_theirs(user, email)]
        return email


def _labels_alone(form: Any) -> Any:
    return type(form.__name__, (_LabelsAlone, form), {})


LoginForm = _labels_alone(forms.LoginForm)
AddEmailForm = _labels_alone(forms.AddEmailForm)
ChangePasswordForm = _labels_alone(forms.ChangePasswordForm)
SetPasswordForm = _labels_alone(forms.SetPasswordForm)
ResetPasswordKeyForm = _labels_alone(forms.ResetPasswordKeyForm)
ReauthenticateForm = _labels_alone(forms.ReauthenticateForm)


class _Code(_LabelsAlone):
    """Six figures of the app, or eight of a recovery code; spaces are how people read them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code"
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class SecondFactorForm(_Code, second_factor.AuthenticateForm):  # type: ignore[misc]
    """While logging in."""


class SecondFactorAgainForm(_Code, second_factor.ReauthenticateForm):  # type: ignore[misc]
    """Before a change that is the runner's alone to make."""


class CodeAppForm(_Code, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app that was just set up."""


class _Heard:
    """What no browser says of a passkey, or says of a page that was open for too long, is told like
    a passkey that is not the right one."""

    def _clean_fields(self) -> None:
        self._hear(super()._clean_fields)  # type: ignore[misc]  # a form's

    def _clean_form(self) -> None:
        self._hear(super()._clean_form)  # type: ignore[misc]

    def _hear(self, clean: Callable[[], None]) -> None:
        try:
            clean()
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
            told: Any = self
            told.add_error("credential", "That passkey was not understood. Please try again.")


class PasskeyLoginForm(_Heard, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey alone."""


class PasskeySecondForm(_Heard, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey after the password."""


class PasskeyAgainForm(_Heard, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey before a change that is the runner's alone to make."""


class PasskeyForm(_Heard, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """Every passkey opens the account by itself, so nothing is asked but its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, alone = self.fields["name"], self.fields["passwordless"]
        name.label, name.help_text = "Name", "To tell it from others, such as “My phone”."
        name.widget.attrs["maxlength"] = 50
        alone.initial, alone.widget = True, HiddenInput()
        # The device says it anew: what was said before is never written into the page again.
        self.fields["credential"].bound_data = lambda *_: InvalidJSONInput("")
