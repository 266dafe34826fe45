"""Every page does one thing: one heading of the first rank, one primary button at most."""

import re

import pytest

from tests.design.pages import EXERCISES, FOR_ALL, FOR_RUNNERS

PRIMARY = re.compile(r'class="[^"]*\bbutton-primary\b')
INLINE = re.compile(r'\sstyle="|<style|<script(?![^>]*\ssrc=)|\son[a-z]+="|\shx-on', re.IGNORECASE)


@pytest.fixture(params=FOR_ALL + EXERCISES)
def public(request, client, db) -> str:
    response = client.get(request.param)
    assert response.status_code == 200
    return str(response.content, "utf-8")


@pytest.fixture(params=FOR_RUNNERS)
def private(request, alice, client_of) -> str:
    response = client_of(alice).get(request.param)
    assert response.status_code == 200
    return str(response.content, "utf-8")


def test_a_public_page_has_one_first_heading(public):
    assert public.count("<h1") == 1


def test_a_public_page_has_one_primary_button_at_most(public):
    assert len(PRIMARY.findall(public)) <= 1


def test_a_public_page_has_nothing_inline(public):
    assert not INLINE.search(public)


def test_a_runners_page_has_one_first_heading(private):
    assert private.count("<h1") == 1


def test_a_runners_page_has_one_primary_button_at_most(private):
    assert len(PRIMARY.findall(private)) <= 1


def test_a_runners_page_has_nothing_inline(private):
    assert not INLINE.search(private)


@pytest.mark.parametrize("path", FOR_RUNNERS)
def test_a_stranger_is_sent_to_the_log_in_page(client, db, path):
    assert client.get(path)["Location"].startswith("/accounts/login/")
