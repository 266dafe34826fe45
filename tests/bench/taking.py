"""Take times in turns, so that whatever else the machine does falls on all of them alike."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

Clock = Callable[[], float]


@dataclass
class Work:
    """Something to be timed, and the clock that tells the CPU it took: this process's, if none."""

    do: Callable[[], object]
    cpu: Clock = time.process_time


@dataclass
class Taken:
    """Seconds by the clock and of CPU, one of each for every turn."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @property
    def wall_ms(self) -> float:
        return median(self.wall) * 1000

    @property
    def cpu_ms(self) -> float:
        return median(self.cpu) * 1000

    @property
    def p95_ms(self) -> float:
        return quantiles(self.wall, n=20)[18] * 1000


def cpu_of(pid: int) -> float:
    """Seconds of CPU of a process and its children."""
    tasks = Path(f"/proc/{pid}/task")
    told = (task / "schedstat" for task in tasks.iterdir())
    own = sum(int(one.read_text().split()[0]) for one in told) / 1e9
    below = (tasks / str(pid) / "children").read_text().split()
    return own + sum(cpu_of(int(child)) for child in below)


def in_turns(times: int, works: dict[str, Work], warm: int = 5) -> dict[str, Taken]:
    """Do each work so often, one after the other; the first rounds only warm up."""
    taken = {name: Taken() for name in works}
    for turn in range(warm + times):
        for name, work in works.items():
            wall, cpu = time.perf_counter(), work.cpu()
            work.do()
            wall, cpu = time.perf_counter() - wall, work.cpu() - cpu
            if turn >= warm:
                taken[name].wall.append(wall)
                taken[name].cpu.append(cpu)
    return taken
