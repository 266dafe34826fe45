"""Reading a page as a person or a script would."""

from lxml import html


def read(client, path="/today/", **headers):
    response = client.get(path, headers=headers or None)
    assert response.status_code == 200
    return html.fromstring(response.content)


def one(page, selector):
    found = page.xpath(f"//*[@{selector}]")
    assert found, selector
    return found[0]


def text_of(element):
    return " ".join(element.text_content().split())
