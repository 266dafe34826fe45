"""What benchmarks and long tests print: one JSON line for each figure."""

import json
from collections.abc import Callable

import pytest

Figure = Callable[..., None]


@pytest.fixture
def figure(capsys: pytest.CaptureFixture[str]) -> Figure:
    """Print `name`, `figure`, `unit` and what it was measured `against` as one line of JSON."""

    def show(name: str, value: float, unit: str, against: str) -> None:
        line = {"name": name, "figure": value, "unit": unit, "against": against}
        with capsys.disabled():
            print(f"\n{json.dumps(line)}")

    return show
