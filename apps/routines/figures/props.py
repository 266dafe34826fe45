"""The things in a picture: what stands still, what follows a hand or a foot, what spans between."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any, Final

from apps.routines.figures.body import touch
from apps.routines.figures.script import Script
from apps.routines.figures.solve import Frame
from apps.routines.figures.svg import Clock, number, pair


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing's markup, and whether it lies before the body."""

    markup: str
    front: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    frames: Sequence[Frame]
    clock: Clock | None


Where = Mapping[str, Any]
Maker = Callable[[Where, Scene], Thing]


def things(script: Script, frames: Sequence[Frame], clock: Clock | None) -> list[Thing]:
    scene = Scene(frames, clock)
    return [MAKERS[prop.kind](prop.where, scene) for prop in script.props]


def extent(script: Script) -> list[tuple[float, float]]:
    """Corner points, in the picture's axes, of what stands still; a wall and a mat may be cut."""
    points: list[tuple[float, float]] = []
    for prop in script.props:
        where = prop.where
        if prop.kind == "pad":
            (x, y), (w, h) = where["at"], where["size"]
            reach = w / 2 if not where.get("turn") else hypot(w, h) / 2
            points += [(x - reach, -y - h / 2), (x + reach, -y)]
        if prop.kind == "frame":
            points += [(x, -y) for line in where["lines"] for x, y in line]
        if prop.kind == "mat":
            points += [(where["from"], 0.0), (where["to"], 0.0)]
    return points


def _mat(where: Where, _: Scene) -> Thing:
    left, right = where["from"], where["to"]
    return Thing(
        f'<rect class="f-mat" x="{number(left)}" y="0" width="{number(right - left)}" '
        'height="3.6" rx="1.8"/>'
    )


def _pad(where: Where, _: Scene) -> Thing:
    """A cushion: its middle, its size, its turn clockwise."""
    (x, y), (w, h) = where["at"], where["size"]
    turn = f"rotate({number(where.get('turn', 0))})"
    return Thing(
        f'<rect class="f-pad" x="{number(-w / 2)}" y="{number(-h / 2)}" width="{number(w)}" '
        f'height="{number(h)}" rx="{number(min(h, w) / 2.4)}" '
        f'transform="translate({pair(x, -y)}){turn}"/>',
        where.get("front", False),
    )


def _frame(where: Where, _: Scene) -> Thing:
    """Tubes of a bench or machine: lines through points."""
    lines = ("M" + "L".join(pair(x, -y) for x, y in line) for line in where["lines"])
    return Thing(f'<path class="f-tube" d="{"".join(lines)}"/>', where.get("front", False))


def _wall(where: Where, _: Scene) -> Thing:
    x, side = where["at"], where.get("side", 1)
    hatch = "".join(f"M{pair(x, -y)}l{pair(5 * side, -6)}" for y in range(8, 190, 18))
    return Thing(
        f'<path class="f-hatch" d="{hatch}"/><path class="f-tube" d="M{pair(x, 0)}V-196"/>'
    )


def _at(name: str, frame: Frame) -> tuple[float, float]:
    return touch(frame.moment.stance, name)


def _moved(points: Sequence[tuple[float, float]], scene: Scene, inside: str, kind: str) -> str:
    """Something that keeps its form and goes with a spot."""
    moves = {pair(*point) for point in points}
    if scene.clock is None or len(moves) == 1:
        return f'<g class="{kind}" transform="translate({pair(*points[0])})">{inside}</g>'
    return f'<g class="{kind}">{scene.clock.move(points)}{inside}</g>'


def _plate(where: Where, scene: Scene) -> Thing:
    """A weight seen from its end, held."""
    r = where.get("radius", 9)
    inside = f'<circle r="{number(r)}"/><circle class="f-hub" r="2.2"/>'
    points = [_at(where["on"], frame) for frame in scene.frames]
    return Thing(_moved(points, scene, inside, "f-plate"), where.get("front", True))


def _slider(where: Where, scene: Scene) -> Thing:
    points = [(_at(where["on"], frame)[0] + where.get("shift", 0), 0.0) for frame in scene.frames]
    inside = '<rect x="-9" y="-.6" width="18" height="3.4" rx="1.7"/>'
    return Thing(_moved(points, scene, inside, "f-slider"))


def _ball(where: Where, scene: Scene) -> Thing:
    """A ball that rolls: its middle is the channel `ball`, so its turn is the way it went."""
    r = where["radius"]
    xs = [frame.channels["ball"] for frame in scene.frames]
    turns = [x / r * 57.296 for x in xs]
    bow = f"A{r * 1.25:.0f} {r * 1.25:.0f} 0 0 1 0"
    turn = scene.clock.turn(turns) if scene.clock else ""
    at = "" if turn else f' transform="rotate({number(turns[0])})"'
    inside = f'<circle r="{number(r)}"/><g{at}>{turn}<path d="M0 {-r}{bow} {r}{bow} {-r}"/></g>'
    return Thing(_moved([(x, -r) for x in xs], scene, inside, "f-ball"))


def _roller(where: Where, scene: Scene) -> Thing:
    r = where["radius"]
    points = [(frame.channels["slide"], -r) for frame in scene.frames]
    inside = f'<circle r="{number(r)}"/><circle class="f-hub" r="2.6"/>'
    return Thing(_moved(points, scene, inside, "f-plate"), front=False)


def _end(told: Any, frame: Frame) -> tuple[float, float]:
    if isinstance(told, str):
        return _at(told, frame)
    if isinstance(told[0], str):
        bone, x, y = told
        return frame.moment.stance[bone].of(x, y)
    return told[0], -told[1]


def _band(where: Where, scene: Scene) -> Thing:
    """A line through spots, places of a bone's axes (`[bone, x, y]`) and fixed places."""
    ends = where["through"]
    drawn = [" ".join(pair(*_end(end, frame)) for end in ends) for frame in scene.frames]
    moves = scene.clock.attribute("points", drawn) if scene.clock and len(set(drawn)) > 1 else ""
    kind = where.get("kind", "f-band")
    return Thing(
        f'<polyline class="{kind}" points="{drawn[0]}">{moves}</polyline>', where.get("front", True)
    )


def _track(where: Where, scene: Scene) -> Thing:
    """Marks on the ground that pass below a runner at running speed."""
    gap, seconds = where["gap"], where["seconds"]
    marks = "".join(f"M{number(x)} 4h{number(gap * 0.3)}" for x in range(-200, 320, int(gap)))
    if scene.clock is None:
        return Thing(f'<path class="f-mark" d="{marks}"/>')
    moves = (
        '<animateTransform attributeName="transform" type="translate" '
        f'values="0 0;{number(-gap)} 0" dur="{number(seconds)}s" repeatCount="indefinite"/>'
    )
    return Thing(f'<g>{moves}<path class="f-mark" d="{marks}"/></g>')


MAKERS: Final[Mapping[str, Maker]] = {
    "mat": _mat,
    "pad": _pad,
    "frame": _frame,
    "wall": _wall,
    "plate": _plate,
    "slider": _slider,
    "ball": _ball,
    "roller": _roller,
    "band": _band,
    "track": _track,
}
