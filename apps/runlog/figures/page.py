"""All that a run's page draws, put together."""

from dataclasses import dataclass
from typing import Final

from apps.accounts.models import Injury, User
from apps.accounts.queries import open_strains
from apps.coach.rules import step_rate
from apps.coach.rules.evidence import GRADE_WORDS, Evidence
from apps.coach.sources import SOURCES
from apps.runlog.figures.curves import Curve, curves
from apps.runlog.figures.form import Form, form
from apps.runlog.figures.route import Route, route
from apps.runlog.figures.splits import Split, splits
from apps.runlog.importers.samples import unpack
from apps.runlog.models import Run, RunTrack

QUICK_STEPS_FROM: Final = 6
"""The stage of the way back after a strain from which P19 may be tried."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The drawings of a run; `may_quicken` says whether P19 is open to this runner."""

    route: Route | None
    curves: list[Curve]
    splits: list[Split]
    form: Form | None
    may_quicken: bool
    fast_from_m_s: float | None

    evidence: Evidence = step_rate.EVIDENCE
    block_min: int = step_rate.BLOCK_S // 60
    blocks: int = step_rate.BLOCKS

    @property
    def shown(self) -> dict[str, bool]:
        """Which columns of the splits have something in them."""
        return {
            "heart": any(split.heart_rate for split in self.splits),
            "cadence": any(split.cadence_spm for split in self.splits),
            "climb": any(split.climb_m for split in self.splits),
        }

    @property
    def grade(self) -> str:
        return GRADE_WORDS[self.evidence.grade]

    @property
    def sources(self) -> list[str]:
        return [SOURCES[key].citation for key in self.evidence.sources]


def figures_of(run: Run, unit: str) -> Figures | None:
    """What can be drawn of a run in kilometres or miles; None without a readable track."""
    track = RunTrack.objects.filter(pk=run.pk).first()
    if track is None:
        return None
    try:
        trace = unpack(bytes(track.samples))
    except ValueError:
        return None
    told = form(trace, unit)
    return Figures(
        route=route(trace, unit),
        curves=curves(trace, unit),
        splits=splits(trace, unit),
        form=told,
        may_quicken=told is not None and _may_quicken(run.runner),
        fast_from_m_s=track.fast_from_m_s,
    )


def _may_quicken(runner: User) -> bool:
    """Not in the first weeks after a strain: quicker steps ask the hamstring for more."""
    return not any(_is_early(injury) for injury in open_strains(runner))


def _is_early(injury: Injury) -> bool:
    return injury.stage is None or injury.stage < QUICK_STEPS_FROM
