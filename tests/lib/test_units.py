import pytest

from apps.lib import units


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("45", 2700),
        ("45:30", 2730),
        ("90:00", 5400),
        ("1:02:30", 3750),
        ("1h02", 3720),
        ("1h", 3600),
        ("1h02m30", 3750),
        ("1 h 2 min 30 s", 3750),
        ("45'30\"", 2730),
        ("45 min", 2700),
        ("7,5", 450),
        ("1,5 h", 5400),
        ("90 s", 90),
        (" 48:00:00 ", 172_800),
    ],
)
def test_a_time_is_read_in_every_form_that_people_write(typed, seconds):
    assert units.parse_duration(typed) == seconds


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0",
        "abc",
        "-5",
        "1:60",
        "1:60:00",
        "45:3",
        "h",
        "48:00:01",
        "٤٥",
        "1:2:3:4",
        "nan",
        "1e3",
    ],
)
def test_what_is_no_time_is_refused_with_a_sentence(typed):
    with pytest.raises(ValueError, match=r"\.$"):
        units.parse_duration(typed)


@pytest.mark.parametrize(
    ("typed", "unit", "metres"),
    [
        ("9.5", "km", 9500),
        ("9,5", "km", 9500),
        ("9,5 km", "mi", 9500),
        ("6", "mi", 9656),
        ("6 miles", "km", 9656),
        ("10k", "mi", 10_000),
        ("800 m", "km", 800),
        ("500", "km", 500_000),
    ],
)
def test_a_distance_is_read_in_the_runners_unit_or_the_one_it_names(typed, unit, metres):
    assert units.parse_distance(typed, unit) == metres


@pytest.mark.parametrize("typed", ["", "0", "-3", "ten", "1.2.3", "500.01", "9 yd", "9" * 400])
def test_what_is_no_distance_is_refused_with_a_sentence(typed):
    with pytest.raises(ValueError, match=r"\.$"):
        units.parse_distance(typed, "km")


@pytest.mark.parametrize("unit", ["km", "mi"])
def test_a_distance_shown_in_a_form_reads_back_to_the_metre(unit):
    for metres in range(1, units.LONGEST_M, 37):
        assert units.parse_distance(units.spell_distance(metres, unit), unit) == metres


def test_a_distance_shows_no_needless_digits():
    assert units.distance(9500, "km") == "9.5 km"
    assert units.distance(9996, "km") == "10 km"
    assert units.distance(42_195, "mi") == "26.2 mi"
    assert units.distance(0, "km") == "0 km"


def test_a_planned_mile_is_told_in_tenths_as_sentences_tell_it():
    assert units.planned(8000, "mi") == "5 mi"
    assert units.planned(8500, "mi") == "5.3 mi"
    assert units.planned(8500, "km") == units.distance(8500, "km") == "8.5 km"


def test_a_time_grows_an_hour_only_when_it_has_one():
    assert units.duration(2730) == "45:30"
    assert units.duration(3599.6) == "1:00:00"


def test_a_pace_is_per_runners_unit_and_a_dash_without_distance():
    assert units.pace(10_000, 3120, "km") == "5:12 /km"
    assert units.pace(10_000, 3120, "mi") == "8:22 /mi"
    assert units.pace(0, 3120, "km") == "–"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A steady week. 29 km of running, 2 × strength.",
            "A steady week. 18 mi of running, 2 × strength.",
        ),
        (
            "The run on Friday is now 6.5 km (it was 10 km).",
            "The run on Friday is now 4 mi (it was 6.2 mi).",
        ),
        ("12 km is within 10 % of 11.2 km.", "7.5 mi is within 10 % of 7 mi."),
        ("0.4 km, then 1000 km", "0.2 mi, then 621.4 mi"),
        (
            "After 4 days off: 30 min, 3/10, stage 2 of 8.",
            "After 4 days off: 30 min, 3/10, stage 2 of 8.",
        ),
        ("12 km/h and 5 kmx stay", "12 km/h and 5 kmx stay"),
        ("", ""),
    ],
)
def test_a_sentence_tells_its_kilometres_in_miles(text, told):
    assert units.in_units(text, "mi") == told


def test_a_sentence_for_somebody_who_reads_kilometres_stays_as_it_is():
    assert units.in_units("29 km of running", "km") == "29 km of running"
