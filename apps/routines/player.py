"""A guided session as its page shows it: every word and number ready."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apps.coach.catalogue import Exercise
from apps.routines import words
from apps.routines.models import GuidedSession, SetDone
from apps.routines.queries.body import Body, body_of, easier, swaps
from apps.routines.queries.exercises import EXERCISE_PAGES, ExercisePage
from apps.routines.steps import Step, minutes_of, steps_of


@dataclass(frozen=True, slots=True)
class SetView:
    """One set; `amount` is what was done, or what is planned; None where it is to be counted."""

    step: Step
    name: str
    amount: int | None
    unit: str
    is_done: bool
    is_skipped: bool

    @property
    def field_name(self) -> str:
        """The name of its amount in the list's form."""
        return f"n-{self.step.key}"

    @property
    def is_open(self) -> bool:
        return not (self.is_done or self.is_skipped)


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """One exercise of a session. `barred`: it hurt more than `ceiling`, so it ends here."""

    position: int
    page: ExercisePage
    dose: str
    tempo: str
    sets: tuple[SetView, ...]
    swaps: tuple[Exercise, ...]
    easier: Exercise | None
    ceiling: int
    barred: bool

    @property
    def any_done(self) -> bool:
        return any(one.is_done for one in self.sets)

    @property
    def is_open(self) -> bool:
        return not self.barred and any(one.is_open for one in self.sets)


@dataclass(frozen=True, slots=True)
class PlayerView:
    session: GuidedSession
    exercises: tuple[ExerciseView, ...]
    minutes: int

    @property
    def done(self) -> int:
        return sum(one.is_done for exercise in self.exercises for one in exercise.sets)

    @property
    def of(self) -> int:
        return sum(len(exercise.sets) for exercise in self.exercises)

    @property
    def came_suddenly(self) -> bool:
        """Whether a grab or a limp was told."""
        return any(told["sudden"] or told["limp"] for told in self.session.reports)

    @property
    def is_test(self) -> bool:
        return self.session.purpose == GuidedSession.Purpose.TEST


def player_view(session: GuidedSession) -> PlayerView:
    """Everything that the player, the list without script and the summary show."""
    rows = {row.step: row for row in session.sets.all()}
    body = body_of(session.runner)
    steps = steps_of(session.doses)
    exercises = tuple(
        _exercise(session, position, dose, [s for s in steps if s.position == position], rows, body)
        for position, dose in enumerate(session.doses)
        if dose["slug"] in EXERCISE_PAGES
    )
    return PlayerView(session, exercises, minutes_of(session.doses))


def _exercise(
    session: GuidedSession,
    position: int,
    dose: Mapping[str, Any],
    steps: Sequence[Step],
    rows: Mapping[str, SetDone],
    body: Body,
) -> ExerciseView:
    slug = dose["slug"]
    ceiling = body.ceiling_of(slug)
    is_test = session.purpose == GuidedSession.Purpose.TEST
    hurt = [told["pain"] for told in session.reports if told.get("slug") == slug]
    return ExerciseView(
        position=position,
        page=EXERCISE_PAGES[slug],
        dose=words.dose(dose),
        tempo=EXERCISE_PAGES[slug].tempo,
        sets=tuple(_set(step, rows.get(step.key)) for step in steps),
        swaps=() if is_test else tuple(swaps(slug, body)),
        easier=None if is_test else easier(slug, body),
        ceiling=ceiling,
        barred=max(hurt, default=0) > ceiling,
    )


def _set(step: Step, row: SetDone | None) -> SetView:
    counted = step.reps is not None or step.hold_s is None
    done = row is not None and not row.skipped
    told = (row.reps if counted else row.seconds) if row is not None and done else None
    return SetView(
        step=step,
        name=words.set_name(step),
        amount=told if told is not None else (step.reps if counted else step.hold_s),
        unit="repetitions" if counted else "seconds",
        is_done=done,
        is_skipped=row is not None and row.skipped,
    )
