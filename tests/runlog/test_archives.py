"""Whole archives: those of the collection where it is, and small ones made here."""

import gzip
import json
from datetime import UTC, datetime

import pytest

from tests.runlog.archives import (
    ARCHIVES,
    HEADER,
    Files,
    answers_in,
    imported,
    kinds_in,
    outcomes,
    packed,
    runs_in,
)
from tests.runlog.samples import named, ours

FIT = ours("fit/garmin-fr220-run-01.fit")
GPX = ours("gpx/garmin-fr220-run-01.gpx")
OTHER = ours("fit/garmin-fr110-run-01.fit")
BIKE = ours("fit/garmin-fenix5-bike-01.fit")
COURSE = ours("fit/course-01.fit")


def result_of(item, entry):
    """What became of an item, in the words of the manifest."""
    if item is None:
        return "non_activity"
    if item.outcome == "unreadable":
        return "missing_file" if "not in it" in item.reason else "bad"
    by_file = "run" if entry.get("filename", "file") else "manual_run"
    names = {"imported": by_file, "duplicate": "duplicate", "not_a_run": "skipped_non_run"}
    return names.get(item.outcome, "non_activity")


@pytest.mark.parametrize(("path", "entry"), **named(ARCHIVES))
def test_an_archive_ends_as_its_manifest_says(path, entry, alice):
    batch = imported(alice, (path.name, path.read_bytes()))
    items = list(batch.items.select_related("run"))
    for told in entry.get("rows") or entry["members"]:
        number = told.get("row", 0) - 1
        name = told.get("member")
        item = next((one for one in items if one.entry == number or one.name == name), None)
        assert result_of(item, told) == told["result"], told
        for key, value in told.get("expected", {}).items():
            assert_close(item and item.run, key, value)
    counts = entry["expected"]
    expected = counts["runs_imported"] + counts["manual_runs_without_file"]
    assert alice.runs.count() == expected
    again = imported(alice, (path.name, path.read_bytes()))
    assert outcomes(again).get("duplicate", 0) == expected + counts["duplicates"]
    assert alice.runs.count() == expected


def assert_close(run, key, value):
    columns = {"timer_s": "duration_s", "start_time_utc": "started_at"}
    got, right = getattr(run, columns.get(key, key)), value["value"]
    if key == "start_time_utc":
        got, right = got.timestamp(), datetime.fromisoformat(right).timestamp()
    assert abs(got - right) <= value["tol"] + 0.5, key


def strava(rows, header=HEADER, **files: bytes):
    """An export of Strava's with these rows."""
    table = "\n".join([header, *rows]) + "\n"
    return packed({"activities.csv": table, **{f"activities/{k}": v for k, v in files.items()}})


ROW = '1,"Apr 16, 2021, 1:37:53 PM",{name},Run,{text},222,0.16,,,false,,{gear},{file}'


def test_words_of_the_list_come_with_the_file():
    row = ROW.format(name="Lauf", text='"Two\nlines, ""so"""', gear="Blue", file="activities/9.gz")
    (run,) = runs_in("export.zip", strava([row], **{"9.gz": gzip.compress(FIT)}))
    assert (run.name, run.notes, run.gear) == ("Lauf", 'Two\nlines, "so"', "Blue")
    assert (run.distance_m, run.source) == (158.71, "fit")


def test_effort_of_the_list_is_kept():
    more = f"{HEADER},Elapsed Time,Moving Time,Distance,Perceived Exertion"
    row = ROW.format(name="x", text="", gear="", file="") + ",222,190,158.7,7.0"
    (run,) = runs_in("export.zip", strava([row], more))
    assert (run.rpe, run.distance_m, run.timer_s, run.elapsed_s) == (7, 158.7, 190, 222)


def test_the_older_generation_is_in_metres():
    old = "id,date,name,type,description,elapsed_time,distance,commute,gear,filename"
    row = "1,2018-09-12 15:02:23,Old,Run,,1500,5000.5,false,,"
    (run,) = runs_in("export.zip", strava([row], old))
    assert (run.distance_m, run.timer_s) == (5000.5, 1500)
    assert run.start == datetime(2018, 9, 12, 15, 2, 23, tzinfo=UTC)


def test_a_list_in_an_unknown_language_is_read_by_place():
    names = [f"Nimi {n}" for n in range(21)]
    names[15], names[17] = names[5], names[6]
    row = '1,"12.9.2018, 15:02:23",Aamu,Juoksu,,1500,5,,,,,,activities/9.fit,,,1500,1490,5000,,,'
    (run,) = runs_in("export.zip", strava([row], ",".join(names), **{"9.fit": FIT}))
    assert (run.name, run.source) == ("Aamu", "fit")


def test_a_sport_that_nobody_knows_is_offered():
    row = ROW.format(name="x", text="", gear="", file="").replace(",Run,", ",Juoksu,")
    (told,) = answers_in("export.zip", strava([row]))
    assert told["outcome"] == "not_a_run"
    assert told["offer"]["distance_m"] == 160


def test_a_damaged_file_is_offered_from_the_list():
    row = ROW.format(name="x", text="", gear="", file="activities/9.fit")
    (told,) = answers_in("export.zip", strava([row], **{"9.fit": FIT[:900]}))
    assert (told["outcome"], told["offer"]["elapsed_s"]) == ("unreadable", 222)


def test_only_what_is_needed_is_read():
    files: Files = {
        "contacts.csv": "a@b.c",
        "routes/1.gpx": GPX,
        "media/a.jpg": b"x",
        "logins.csv": "ip",
    }
    whole = packed({"activities.csv": f"{HEADER}\n", **files, "activities/1.fit": FIT})
    assert [told["name"] for told in answers_in("export.zip", whole)] == ["activities/1.fit"]


def test_any_archive_of_recordings_will_do_however_they_are_named():
    inner = packed({"a.fit": OTHER})
    files: Files = {
        "x/y.bin": FIT,
        "__MACOSX/x/._y.bin": b"\0\5",
        "notes.txt": "hi",
        "more.zip": inner,
        "z": gzip.compress(GPX),
    }
    assert len(runs_in("runs.zip", packed(files))) == 3


def garmin(summaries, **files: bytes):
    inner = packed(dict(files))
    folder = "DI_CONNECT/DI-Connect-"
    told = json.dumps([{"summarizedActivitiesExport": summaries}])
    return packed(
        {
            f"{folder}Fitness/a@b.c_0_summarizedActivities.json": told,
            f"{folder}Uploaded-Files/UploadedFiles_0-_Part1.zip": inner,
        }
    )


SUMMARY = {
    "activityId": 7,
    "activityType": "running",
    "name": "Boulder",
    "startTimeGmt": 1618580275000,
    "startTimeLocal": 1618558675000.0,
    "duration": 190355.0,
    "elapsedDuration": 222097.0,
    "distance": 15871.0,
    "avgRunCadence": 80.5,
    "elevationGain": 900,
}


def test_garmins_summary_names_the_file_that_began_with_it():
    whole = garmin([SUMMARY], **{"a@b.c_1.fit": FIT, "a@b.c_2.fit": COURSE, "a@b.c_3.fit": BIKE})
    assert kinds_in("garmin.zip", whole) == ["run", "skipped", "not_a_run"]
    assert runs_in("garmin.zip", whole)[0].name == "Boulder"


def test_a_garmin_summary_without_a_file_is_a_run_in_metres_and_seconds():
    (run,) = runs_in("garmin.zip", garmin([SUMMARY], **{"1.fit": COURSE}))
    assert (run.distance_m, run.timer_s, run.elapsed_s) == (158.71, 190.355, 222.097)
    assert (run.avg_cadence_spm, run.ascent_m, run.source) == (161.0, 9.0, "list")
    assert run.date.isoformat() == "2021-04-16"


@pytest.mark.parametrize("wrapped", [[SUMMARY], {"summarizedActivitiesExport": [SUMMARY]}])
def test_summaries_may_stand_bare(wrapped):
    files: Files = {"x_summarizedActivities.json": json.dumps(wrapped), "a.fit": COURSE}
    assert len(runs_in("garmin.zip", packed(files))) == 1


def test_runkeepers_list_knows_its_units_and_files():
    table = (
        "Activity Id,Date,Type,Route Name,Distance (mi),Duration,Average Pace,Average Speed (mph),"
        "Calories Burned,Climb (ft),Average Heart Rate (bpm),Friend's Tagged,Notes,GPX File\n"
        "1,2020-05-02 15:16:17,Running,Lake,3.1,25:00,8:04,7.4,300,100,150,,Good,\n"
        "2,2020-05-03 15:16:17,Cycling,,10,40:00,4:00,15,300,0,,,,\n"
        "3,2021-04-16 07:37:53,Running,,0.1,3:10,,,,,,,Boulder,2021.gpx\n"
    )
    lake, boulder = runs_in("rk.zip", packed({"cardioActivities.csv": table, "2021.gpx": GPX}))
    assert (lake.name, lake.timer_s, lake.ascent_m) == ("Lake", 1500, 30.5)
    assert round(lake.distance_m) == 4989
    assert lake.start == datetime(2020, 5, 2, 13, 16, 17, tzinfo=UTC)
    assert (boulder.notes, boulder.source) == ("Boulder", "gpx")


APPLE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [<!ELEMENT HealthData ANY>]>
<HealthData locale="en_DE">
 <Record type="HKQuantityTypeIdentifierStepCount" value="12"/>
 <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="50.5" durationUnit="min"
   startDate="2026-08-20 13:30:59 +0300" endDate="2026-08-20 14:25:00 +0300">
  <WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="9.1" unit="km"/>
  <WorkoutStatistics type="HKQuantityTypeIdentifierHeartRate" average="148" unit="count/min"/>
 </Workout>
 <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="20" durationUnit="min"
   totalDistance="2" totalDistanceUnit="mi"
   startDate="2020-08-20 13:30:59 +0300" endDate="2020-08-20 13:50:59 +0300"/>
 <Workout workoutActivityType="HKWorkoutActivityTypeYoga" duration="20" durationUnit="min"
   startDate="2020-08-21 13:30:59 +0300" endDate="2020-08-21 13:50:59 +0300"/>
</HealthData>"""


def test_apples_runs_are_found_among_everything_else():
    new, old = runs_in("export.zip", packed({"apple_health_export/export.xml": APPLE}))
    assert (new.distance_m, new.timer_s, new.elapsed_s) == (9100, 3030, 3241)
    assert (new.avg_hr, new.date.isoformat()) == (148, "2026-08-20")
    assert (round(old.distance_m), old.timer_s) == (3219, 1200)
