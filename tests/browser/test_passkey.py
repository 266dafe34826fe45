"""A passkey in a real browser, with the authenticator that Chromium can put on."""

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def device(page: Page):
    """The page's phone can be unlocked by its owner's finger; gives the way to take that away."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    def unlock(able: bool) -> None:
        options = {"authenticatorId": made["authenticatorId"], "isUserVerified": able}
        session.send("WebAuthn.setUserVerified", options)

    return unlock


def log_in_by_password(page, site, runner):
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("Email").fill(runner.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def test_a_passkey_is_added_logs_in_alone_and_can_be_removed(page, site, alice, device):
    log_in_by_password(page, site, alice)
    page.goto(f"{site}/accounts/2fa/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name").fill("My phone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_text("Your passkey is ready")).to_be_visible()
    page.context.clear_cookies()

    log_in_by_password(page, site, alice)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.context.clear_cookies()

    page.goto(f"{site}/accounts/login/")
    device(False)
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_text("the device was not unlocked")).to_be_visible()
    device(True)
    page.get_by_role("button", name="Log in with a passkey").click()
    page.wait_for_url("**/today/")

    page.goto(f"{site}/accounts/2fa/webauthn/")
    expect(page.get_by_role("heading", name="My phone")).to_be_visible()
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Remove it").click()
    assert not alice.authenticator_set.filter(type="webauthn").exists()
