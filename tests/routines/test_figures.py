"""Bodies hold together, at every moment of every exercise and half way between any two."""

from itertools import pairwise
from math import cos, hypot, radians, sin

import pytest

from apps.routines.figures.body import SPOTS, stand, touch
from apps.routines.figures.figure import film_of
from apps.routines.figures.script import scripts, tempo_of
from apps.routines.figures.solve import Moment
from apps.routines.queries import EXERCISE_PAGES

SOFT = 1.5
"""Centimetres by which flesh and mat give way."""
SLIP = 1.2
"""Centimetres that a planted spot may stray between two moments."""
SHORT = 0.5
"""Centimetres by which a hand or foot may miss its place."""

RANGES = {
    "pitch": (-180, 180),
    "spine": (-20, 45),
    "neck": (-45, 50),
    "hip": (-25, 125),
    "knee": (0, 145),
    "ankle": (-55, 35),
    "toe": (-15, 70),
    "shoulder": (-65, 180),
    "elbow": (0, 150),
    "wrist": (-88, 88),
}
"""How far a healthy adult's joints go, in degrees; the pitch is the pelvis's own turn in space."""

every = pytest.mark.parametrize("slug", scripts())
on_the_ground = pytest.mark.parametrize("slug", [s for s in scripts() if not scripts()[s].airborne])
runners = pytest.mark.parametrize("slug", [s for s in scripts() if scripts()[s].airborne])
pinned = pytest.mark.parametrize("slug", [s for s in scripts() if scripts()[s].pin in SPOTS])
in_figures = pytest.mark.parametrize(
    "slug", [s for s, page in EXERCISE_PAGES.items() if tempo_of(page.row["dose"]["tempo"])]
)


def between(one: Moment, two: Moment) -> Moment:
    """Half way, as a browser joins two moments: angles and root along straight lines."""
    angles = {joint: (one.angles[joint] + two.angles[joint]) / 2 for joint in one.angles}
    x, y = ((a + b) / 2 for a, b in zip(one.root, two.root, strict=True))
    return Moment(angles, (x, y))


def all_moments(slug: str) -> list[Moment]:
    moments = [frame.moment for frame in film_of(slug).frames]
    return [m for pair in pairwise(moments) for m in (pair[0], between(*pair))]


def height(moment: Moment, spot: str) -> float:
    return -touch(moment.stance, spot)[1]


def gap_to_pads(slug: str, moment: Moment) -> float:
    """How far the nearest spot of the body is from a cushion."""
    pads = [prop.where for prop in scripts()[slug].props if prop.kind == "pad"]
    gaps = [999.0]
    for pad in pads:
        (w, h), turn = pad["size"], radians(-pad.get("turn", 0))
        for spot in SPOTS.values():
            x, y = moment.stance[spot.bone].of(*spot.at)
            dx, dy = x - pad["at"][0], y + pad["at"][1]
            along, across = dx * cos(turn) - dy * sin(turn), dx * sin(turn) + dy * cos(turn)
            out = hypot(max(abs(along) - w / 2, 0), max(abs(across) - h / 2, 0))
            gaps.append(abs(out - spot.radius))
    return min(gaps)


def test_every_exercise_of_the_catalogue_is_drawn():
    assert list(scripts()) == list(EXERCISE_PAGES)


@every
def test_no_joint_bends_beyond_its_range(slug):
    for moment in all_moments(slug):
        for joint, angle in moment.angles.items():
            low, high = RANGES[joint.removeprefix("near_").removeprefix("far_")]
            assert low - 0.01 <= angle <= high + 0.01, (joint, angle)


@every
def test_hands_and_feet_arrive_where_the_pose_puts_them(slug):
    assert max(frame.moment.short for frame in film_of(slug).frames) <= SHORT


@every
def test_nobody_sinks_into_the_floor(slug):
    for moment in all_moments(slug):
        lowest = min(SPOTS, key=lambda spot: height(moment, spot))
        assert height(moment, lowest) >= -SOFT, lowest


@on_the_ground
def test_nobody_floats(slug):
    for moment in all_moments(slug):
        lowest = min(height(moment, spot) for spot in SPOTS)
        assert lowest <= SOFT or gap_to_pads(slug, moment) <= 2 * SOFT


@every
def test_planted_feet_and_hands_stay_where_they_are(slug):
    film = film_of(slug)
    for one, two in pairwise(film.frames):
        half = between(one.moment, two.moment).stance
        for reach in film.script.reaches:
            names = [f"{reach.limb}.{part}" for part in ("x", "y", "turn", "grip")]
            place = [one.channels.get(name, 0.0) for name in names]
            if reach.within or place[3] < 1 or place != [two.channels.get(n, 0.0) for n in names]:
                continue
            x, y = touch(half, reach.spot)
            assert hypot(x - place[0], y + place[1]) <= SLIP + SHORT, reach


@pinned
def test_the_pinned_spot_stays_where_it_is(slug):
    script = scripts()[slug]
    for moment in all_moments(slug):
        assert touch(moment.stance, script.pin) == pytest.approx(
            (script.poses[0].channels["at.x"], -script.poses[0].channels["at.y"]), abs=SLIP
        )


@runners
def test_a_runner_is_on_the_ground_more_than_in_the_air_and_never_high(slug):
    lowest = [min(height(m, spot) for spot in SPOTS) for m in all_moments(slug)]
    assert sum(h <= SOFT for h in lowest) >= len(lowest) / 2
    assert max(lowest) <= 25


@runners
def test_a_runners_foot_on_the_ground_goes_backwards_only(slug):
    for one, two in pairwise(film_of(slug).frames):
        on_ground = one.channels["near_foot.y"] == two.channels["near_foot.y"] == 0
        assert not on_ground or two.channels["near_foot.x"] < one.channels["near_foot.x"]


@every
def test_the_cycle_closes(slug):
    frames = film_of(slug).frames
    assert frames[0].moment.angles == pytest.approx(frames[-1].moment.angles, abs=0.01)
    assert frames[0].moment.root == pytest.approx(frames[-1].moment.root, abs=0.01)


@in_figures
def test_a_tempo_of_three_figures_is_the_figures_own(slug):
    tempo = tempo_of(EXERCISE_PAGES[slug].row["dose"]["tempo"])
    poses = scripts()[slug].poses
    assert (poses[1].takes, poses[1].stays, poses[0].takes) == tuple(tempo.values())


def test_the_body_keeps_its_measures():
    bent = stand({"near_hip": 80, "near_knee": 60, "near_shoulder": 120, "near_elbow": 90})
    straight = stand({})
    for one, two in (("thigh", "shank"), ("shank", "foot"), ("upper_arm", "forearm")):
        lengths = [
            hypot(s[f"near_{one}"].x - s[f"near_{two}"].x, s[f"near_{one}"].y - s[f"near_{two}"].y)
            for s in (bent, straight)
        ]
        assert lengths[0] == pytest.approx(lengths[1])


def test_the_nordic_is_straight_from_knee_to_shoulder_and_held_at_the_knee():
    for frame in film_of("nordic-lowering").frames:
        assert abs(frame.moment.angles["near_hip"]) <= 5
        assert abs(frame.moment.angles["spine"]) <= 5


def test_a_bridge_ends_in_one_line_from_knee_to_shoulder():
    angles = film_of("two-leg-bridge").still.moment.angles
    assert abs(angles["near_hip"]) <= 6


@pytest.mark.parametrize(
    "slug", ["romanian-deadlift", "single-leg-romanian-deadlift", "broomstick-hip-hinge"]
)
def test_a_hinge_keeps_the_spine_neutral_and_the_knees_soft(slug):
    for frame in film_of(slug).frames:
        assert frame.moment.angles["spine"] == 0
        assert 0 < frame.moment.angles["near_knee"] <= 35


def test_the_glow_is_stronger_while_the_muscle_lengthens_than_while_it_shortens():
    film = film_of("romanian-deadlift")
    down = [h["near"] for f, h in zip(film.frames, film.heats, strict=True) if 0.6 < f.time < 3.4]
    up = [h["near"] for f, h in zip(film.frames, film.heats, strict=True) if f.time > 4.6]
    assert max(down) > max(up) + 0.1


def test_a_nordic_glows_on_the_way_down_and_hardly_on_the_way_back():
    film = film_of("nordic-lowering")
    hottest = max(range(len(film.frames)), key=lambda i: film.heats[i]["near"])
    assert film.frames[hottest].time <= 4.7
    assert film.heats[-2]["near"] < 0.5


def test_hip_flexors_leave_the_hamstrings_dark():
    assert all(
        h == {"near": 0, "far": 0} for h in film_of("half-kneeling-hip-flexor-stretch").heats
    )
