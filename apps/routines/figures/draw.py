"""A film into SVG: the shapes of `static/figures/body.svg`, each in its bone's axes.

A group of limbs is drawn twice, first its lines and then its fills: what overlaps becomes one form
with one contour. Turns and places are the film's; where nothing may move one frame stands for all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from apps.routines.figures.body import BONES, SPOTS, touch
from apps.routines.figures.film import Film
from apps.routines.figures.props import Thing, extent, things
from apps.routines.figures.solve import Frame
from apps.routines.figures.svg import Clock, number, pair, still

Shapes = Mapping[str, Sequence[str]]


def _leg(side: str) -> dict[str, list[str]]:
    return {f"{side}_{bone}": [bone] for bone in ("thigh", "shank", "foot", "toes")}


def _arm(side: str) -> dict[str, list[str]]:
    parts = {"upper_arm": "upper-arm", "forearm": "forearm", "hand": "hand"}
    return {f"{side}_{bone}": [shape] for bone, shape in parts.items()}


TRUNK: Final[Shapes] = {"pelvis": ["pelvis"], "chest": ["chest"], "head": ["head"]}
LAYERS: Final[tuple[tuple[str, Shapes], ...]] = (
    ("far", _arm("far")),
    ("far", _leg("far")),
    ("near", {**TRUNK, **_leg("near")}),
    ("near", _arm("near")),
)
UPON: Final[Mapping[str, tuple[str, str]]] = {
    "head": ("hair", "f-dark"),
    "pelvis": ("hips", "f-cloth"),
    "near_thigh": ("shorts", "f-cloth"),
    "far_thigh": ("shorts", "f-cloth"),
    "near_upper_arm": ("shoulder", "f-skin"),
}
"""What lies upon a bone's fill: hair, shorts, and what joins an arm to the trunk."""
SHOES: Final = ("foot", "toes")


@dataclass(frozen=True)
class Picture:
    """What draws one figure: its frames, and how it is shown."""

    film: Film
    shapes: str
    zone: str
    frames: Sequence[Frame]
    heats: Sequence[Mapping[str, float]]
    clock: Clock | None

    def inside(self) -> str:
        """Everything between the svg's tags."""
        back, front = _split(things(self.film.script, self.frames, self.clock))
        layers = "".join(self._layer(tone, shapes) for tone, shapes in LAYERS)
        return f"{back}{layers}{front}"

    def _layer(self, tone: str, shapes: Shapes) -> str:
        line = self._bone("pelvis", shapes, fills=False)
        fill = self._bone("pelvis", shapes, fills=True)
        return f'<g class="f-line {tone}">{line}</g><g class="f-fill {tone}">{fill}</g>'

    def _bone(self, name: str, shapes: Shapes, *, fills: bool) -> str:
        """The bone's shapes and those of the bones that hang on it, if there are any."""
        own = "".join(self._use(shape, fills) for shape in shapes.get(name, ()))
        if fills and own:
            own += self._upon(name)
        below = "".join(
            self._bone(child, shapes, fills=fills)
            for child, bone in BONES.items()
            if bone.parent == name
        )
        return f"<g{self._turn(name)}{own}{below}</g>" if own or below else ""

    def _use(self, shape: str, shoes: bool = False, kind: str = "") -> str:
        kind = "f-shoe" if shoes and shape in SHOES else kind
        named = f' class="{kind}"' if kind else ""
        return f'<use href="{self.shapes}#{shape}"{named}/>'

    def _upon(self, bone: str) -> str:
        upon = self._use(UPON[bone][0], kind=UPON[bone][1]) if bone in UPON else ""
        side, _, part = bone.partition("_")
        return upon + (self._glow(side) if part == "thigh" else "")

    def _glow(self, side: str) -> str:
        if not self.zone:
            return ""
        values = [number(heat[side]) for heat in self.heats]
        if set(values) == {"0"}:
            return ""
        moves = ""
        if self.clock and len(set(values)) > 1:
            moves = self.clock.attribute("opacity", values)
        use = self._use(f"glow-{self.zone}")
        return f'<g class="f-glow" opacity="{values[0]}">{moves}{use}</g>'

    def _turn(self, name: str) -> str:
        bone = BONES[name]
        turns = [bone.turn * frame.moment.angles[bone.joint] for frame in self.frames]
        if name == "pelvis":
            return self._root(turns)
        if still(turns) or self.clock is None:
            return f' transform="translate({pair(*bone.at)})rotate({number(turns[0])})">'
        return f' transform="translate({pair(*bone.at)})">{self.clock.turn(turns)}'

    def _root(self, turns: Sequence[float]) -> str:
        roots = [frame.moment.root for frame in self.frames]
        place = f"translate({pair(*roots[0])})"
        turn = f"rotate({number(turns[0])})"
        if self.clock is None:
            return f' transform="{place}{turn}">'
        if still([x for x, _ in roots]) and still([y for _, y in roots]):
            moves = "" if still(turns) else self.clock.turn(turns)
            return f' transform="{place}{"" if moves else turn}">{moves}'
        return f">{self.clock.move(roots)}{self.clock.turn(turns)}"


def _split(found: Sequence[Thing]) -> tuple[str, str]:
    back = "".join(thing.markup for thing in found if not thing.front)
    front = "".join(thing.markup for thing in found if thing.front)
    return back, front


def bounds(film: Film) -> tuple[float, float, float]:
    """Left, right and top of all that the body and its things reach over the whole cycle."""
    still_ones = extent(film.script)
    xs = [x for x, _ in still_ones]
    tops = [y for _, y in still_ones]
    for frame in film.frames:
        stance = frame.moment.stance
        for name, spot in SPOTS.items():
            x, y = touch(stance, name)
            xs += [x - spot.radius, x + spot.radius]
            tops.append(y - 2 * spot.radius)
    return min(xs), max(xs), min(tops)
