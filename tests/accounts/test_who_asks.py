"""Session, user and profile, found by kept SQL, are what the ORM finds, on either engine."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.backend import RunnerBackend
from apps.accounts.models import Profile, User
from apps.accounts.sessions import SessionStore
from apps.lib import clock
from tests.conftest import PASSWORD, onboarded

pytestmark = pytest.mark.django_db


def fields(row):
    return {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}


def found(pk):
    user = RunnerBackend().get_user(pk)
    assert user is not None
    return user


def test_user_and_profile_are_those_of_the_orm(alice):
    Profile.objects.filter(user=alice).update(
        bridge_date=clock.now().date(), bmi_over_30=True, out_of_scope=["x"], run_days=["mon"]
    )
    user = found(alice.pk)
    assert fields(user) == fields(User.objects.get(pk=alice.pk))
    assert fields(user.profile) == fields(Profile.objects.get(user=alice))
    assert not user._state.adding
    assert not user.get_deferred_fields()


def test_user_and_profile_take_one_query_even_where_there_is_no_profile(alice):
    stranger = User.objects.create_user(email="new@example.org", password=PASSWORD)
    with CaptureQueriesContext(connection) as asked:
        assert found(alice.pk).profile.user.email == alice.email
        assert not hasattr(found(stranger.pk), "profile")
    assert len(asked) == 2


def test_what_is_changed_on_the_user_that_was_found_is_saved(alice):
    user = found(alice.pk)
    user.profile.birth_year = 1990
    user.profile.save()
    assert Profile.objects.get(user=alice).birth_year == 1990


def test_nobody_is_found_for_a_key_without_a_user_and_for_an_account_that_is_shut(alice):
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert RunnerBackend().get_user(alice.pk) is None
    assert RunnerBackend().get_user(alice.pk + 1) is None


def test_each_gets_their_own(alice, bob):
    for _ in range(2):
        assert [found(one.pk).email for one in (alice, bob)] == [alice.email, bob.email]


@pytest.fixture
def kept():
    store = SessionStore()
    store["what"] = "this"
    store.create()
    return store.session_key


def test_a_session_is_found_until_it_has_run_out(kept):
    assert SessionStore(kept)["what"] == "this"
    end = Session.objects.get(pk=kept).expire_date
    with time_machine.travel(end - timedelta(seconds=1), tick=False):
        assert SessionStore(kept).get("what") == "this"
    with time_machine.travel(end, tick=False):
        assert SessionStore(kept).get("what") is None


def test_a_key_that_nobody_gave_out_holds_nothing(kept):
    store = SessionStore("a" * 32)
    assert store.get("what") is None
    assert store.session_key is None


def test_a_second_runner_sees_nothing_of_the_firsts(client_of, alice):
    other = onboarded("carol@example.org", units="mi")
    for runner, unit in ((alice, "km"), (other, "mi"), (alice, "km")):
        page = client_of(runner).get("/settings/")
        assert page.wsgi_request.user.pk == runner.pk
        assert page.wsgi_request.user.profile.units == unit
