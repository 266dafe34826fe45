"""Tabs that lay different wishes over one week at the same moment."""

from datetime import timedelta
from uuid import uuid4

import pytest

from apps.plans.models import Layer
from tests.plans.conftest import TUESDAY
from tests.plans.layering import seen
from tests.plans.wishing import CHANGE
from tests.runlog.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def wish(n, **told):
    day = (TUESDAY + timedelta(days=n)).isoformat()
    return {"kind": "busy", "on": day, "minutes": "0", "idem": str(uuid4()), **told}


def test_four_tabs_give_one_layer_and_three_conflicts(plan, client_of):
    tabs = [(client_of(plan.runner), wish(n, seen=seen(plan))) for n in range(4)]
    answers = at_once([lambda tab=tab, told=told: tab.post(CHANGE, told) for tab, told in tabs])
    assert sorted(answer.status_code for answer in answers) == [302, 409, 409, 409]
    assert Layer.objects.count() == 1


def test_the_same_form_sent_four_times_at_once_is_one_layer(plan, client_of):
    told = wish(1, seen=seen(plan))
    tabs = [client_of(plan.runner) for _ in range(4)]
    answers = at_once([lambda tab=tab: tab.post(CHANGE, told) for tab in tabs])
    assert {answer.status_code for answer in answers} == {302}
    assert Layer.objects.count() == 1
