"""Where allauth asks us: what a new runner gets, and under which address links are written."""

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmation
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse

from apps.accounts.models import User
from apps.accounts.services import profile_of

LINKS: Final = {
    "account/email/account_already_exists": {
        "signup_url": "account_signup",
        "password_reset_url": "account_reset_password",
    },
    "account/email/unknown_account": {"signup_url": "account_signup"},
}
"""What allauth writes with the request's host, which a stranger may forge."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """A profile for everyone who signs up. Links in mails never follow the request's host."""

    def save_user(
        self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True
    ) -> User:
        saved: User = super().save_user(request, user, form, commit)
        if commit:
            profile_of(saved)
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        links = LINKS.get(template_prefix, {})
        ours = {name: settings.SITE_URL + reverse(view) for name, view in links.items()}
        super().send_mail(template_prefix, email, {**context, **ours})

    def get_email_confirmation_url(
        self,
        request: HttpRequest,  # noqa: ARG002  # allauth's signature
        emailconfirmation: EmailConfirmation,
    ) -> str:
        return settings.SITE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, token = key.split("-", 1)
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return settings.SITE_URL + path
