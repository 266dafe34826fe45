"""Lists of runs on their own, and the dates in them."""

from datetime import UTC, datetime

import pytest

from apps.runlog.importers.archives import dates, tables
from tests.runlog.archives import LISTS, runs_in
from tests.runlog.samples import named

GARMIN = (
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Avg Run Cadence,"
    "Total Ascent,Steps,Moving Time,Elapsed Time\n"
    'Running,2025-02-28 11:54:54,false,Lunch,10.61,812,00:51:34,142,--,174,"1,020","8,980",,\n'
    'Treadmill Running,2025-03-01 11:54:54,false,Mill,"7,00",--,00:40:00,--,--,,,,,00:41:10\n'
    "Cycling,2025-03-02 11:54:54,false,Ride,20,--,01:00:00,--,--,,,,,\n"
)


@pytest.mark.parametrize(("path", "entry"), **named(LISTS))
def test_a_list_comes_out_as_its_manifest_says(path, entry):
    runs = runs_in(path.name, path.read_bytes())
    assert len(runs) == len(entry["expected_rows"])
    for run, right in zip(runs, entry["expected_rows"], strict=True):
        metres = right.get("distance_m") or right["distance_km"] * 1000
        assert (run.name, run.elapsed_s) == (right["name"], right["elapsed_s"])
        assert abs(run.distance_m - metres) < 0.01
        told = right.get("start_time_utc") or f"{right['start_local']}+01:00"
        assert run.start == datetime.fromisoformat(told)


def test_garmins_list_is_in_the_runners_unit_and_time():
    lunch, mill = runs_in("Activities.csv", GARMIN.encode())
    long = runs_in("Activities.csv", GARMIN.encode(), zone="America/New_York", units="mi")[0]
    assert (lunch.distance_m, round(long.distance_m)) == (10610, 17075)
    assert (lunch.ascent_m, lunch.avg_cadence_spm, lunch.max_hr) == (1020, 174, None)
    assert lunch.start == datetime(2025, 2, 28, 10, 54, 54, tzinfo=UTC)
    assert long.start == datetime(2025, 2, 28, 16, 54, 54, tzinfo=UTC)
    assert (mill.distance_m, mill.timer_s, mill.elapsed_s) == (7000, 2400, 2470)


@pytest.mark.parametrize(
    "text",
    [
        "2018-09-12 15:02:23",
        "Sep 12, 2018, 3:02:23 PM",
        "Sep 12, 2018, 3:02:23\u202fPM",
        "12.09.2018, 15:02:23",
        "12. Sept. 2018, 15:02:23",
        "12 sept. 2018 à 15:02:23",
        "12 sep 2018, 15:02:23",
        "12 set 2018, 15:02:23",
        "12 wrz 2018, 15:02:23",
        "12/09/2018, 15:02:23",
        "9/12/2018, 3:02:23 PM",
    ],
)
def test_a_date_is_read_in_the_language_it_is_written_in(text):
    assert dates.moment(text) == datetime(2018, 9, 12, 15, 2, 23)


@pytest.mark.parametrize("text", ["", "yesterday", "2018-13-45 99:99", "12:00", "1 2 3 4 5:66:99"])
def test_what_is_no_date_is_none(text):
    assert dates.moment(text) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("28 mars 2020, 10:00:00", 3),
        ("28. März 2020, 10:00", 3),
        ("1 août 2020, 1:00", 8),
        ("1 juil. 2020, 1:00", 7),
        ("1 Mai 2020, 1:00", 5),
        ("1 déc. 2020, 1:00", 12),
    ],
)
def test_months_with_accents_are_known(text, month):
    found = dates.moment(text)
    assert found
    assert found.month == month


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.32", 3.32),
        ("3,32", 3.32),
        ("1,020.5", 1020.5),
        ("1.020,5", 1020.5),
        ("--", None),
        ("", None),
        ("NaN", None),
        ("inf", None),
        ("1e999", None),
        ("-5", -5.0),
    ],
)
def test_numbers_are_read_with_point_and_comma(text, value):
    assert tables.number(text) == value
