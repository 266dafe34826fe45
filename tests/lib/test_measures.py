from django import forms
from django.template import engines

from apps.lib.measures import DistanceField, DurationField


class RunLike(forms.Form):
    distance = DistanceField(units="mi")
    duration = DurationField(required=False)


def test_fields_clean_to_metres_and_seconds():
    form = RunLike({"distance": "6,2", "duration": "1h02"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"distance": 9978, "duration": 3720}


def test_a_time_left_out_is_none_where_it_may_be():
    form = RunLike({"distance": "6", "duration": ""})
    assert form.is_valid()
    assert form.cleaned_data["duration"] is None


def test_a_refused_value_stays_as_typed_beside_its_sentence():
    form = RunLike({"distance": "six", "duration": "quick"})
    assert not form.is_valid()
    assert 'value="six"' in str(form["distance"])
    assert "such as 45" in form.errors["duration"][0]


def test_stored_metres_and_seconds_are_shown_as_a_person_writes_them():
    form = RunLike(initial={"distance": 9978, "duration": 3720})
    assert 'value="6.2"' in str(form["distance"])
    assert 'value="1:02:00"' in str(form["duration"])


def test_an_untouched_form_has_not_changed():
    data = {"distance": "6.2", "duration": "1:02:00"}
    assert not RunLike(data, initial={"distance": 9978, "duration": 3720}).has_changed()


def test_templates_write_distances_times_and_paces():
    text = "{{ m|distance:'km' }} {{ s|duration }} {% pace m s 'km' %} {{ n|duration }}"
    text = "{% load measures %}" + text
    page = engines["django"].from_string(text).render({"m": 10_000, "s": 3120, "n": None})
    assert page == "10 km 52:00 5:12 /km –"
