"""`{{ user_agent|browser }}`: which browser it is, on what."""

from django import template

from apps.lib.browsers import browser_of

register = template.Library()


@register.filter
def browser(user_agent: str) -> str:
    """`Firefox on Linux`, or what it says of itself where neither is known."""
    return browser_of(user_agent) or user_agent or "A browser"
