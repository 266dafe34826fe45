"""Where allauth asks us: what a new runner gets, where links lead, what a passkey is called."""

from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any, ClassVar, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmation
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString

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
WAYS: Final = {
    "reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use a code",
    "mfa_reauthenticate:webauthn": "Use a passkey",
}


def _address(told: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(told)
    except ValueError:
        return None


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

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Ways to show once more that it is you, in the words of our pages."""
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": WAYS[method["id"]]} for method in methods]

    def _get_login_attempts_cache_key(
        self,
        request: HttpRequest,  # noqa: ARG002  # allauth's signature
        **credentials: Any,
    ) -> str:
        """Guesses at one account are counted together; allauth counts anew for every port that a
        stranger writes into the request's host."""
        return str(credentials.get("email", "")).strip().lower()

    def get_client_ip(self, request: HttpRequest) -> str:
        """IPv6 addresses are counted by their network, in which every IPv4 address that is written
        as one (`::ffff:192.0.2.7`) would be the same visitor."""
        told = str(super().get_client_ip(request))
        mapped = getattr(_address(told), "ipv4_mapped", None)
        return str(mapped or told)

    def is_safe_url(self, url: str) -> bool:
        """Nothing but a path of our own: not even another server on the reader's machine."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

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


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """What an app or a device shows beside the code or the passkey, and what we say of them."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right, or it is over. Try the one shown now.",
        "cannot_generate_recovery_codes": "Add a passkey or an app first.",
    }

    def _get_site_name(self) -> str:
        return "Hamstride"

    def build_totp_svg(self, url: str) -> SafeString:
        """The picture for an app's camera; it holds squares alone, nothing that anybody wrote."""
        return SafeString(super().build_totp_svg(url).partition("?>")[2])

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        """A first name for a new passkey; the runner may choose a better one."""
        there = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {there + 1}" if there else "Passkey"
