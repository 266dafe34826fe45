"""Asking on the pages what a wish would do, and doing it."""

from lxml import html

CHANGE = "/week/2026-11-23/change/"


def page_of(response):
    return html.fromstring(response.content)


def asked(client, **wish):
    """The page that says what a wish does, and the form in it that does it."""
    response = client.get(CHANGE, wish)
    page = page_of(response)
    fields = page.xpath('//form[@method="post"]//input[@name!="csrfmiddlewaretoken"]')
    return response, page, [(field.get("name"), field.get("value")) for field in fields]


def sent(client, fields):
    data: dict[str, list[str]] = {}
    for name, value in fields:
        data.setdefault(name, []).append(value)
    return client.post(CHANGE, data)


def verdict(page):
    [found] = page.xpath("//@data-verdict")
    return found
