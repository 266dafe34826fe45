"""What a first visit fetches, compressed as it is sent."""

import gzip

import pytest

from tests.design.test_weight import fetched, landing, weight  # noqa: F401
from tests.figures import Figure

pytestmark = pytest.mark.bench
CODE = (".css", ".js")


def test_script_style_and_a_first_visit(figure: Figure, landing: str):  # noqa: F811
    sizes = {name: weight(name, gzip.compress) for name in fetched(landing)}
    code = sum(size for name, size in sizes.items() if name.endswith(CODE))
    whole = sum(sizes.values()) + len(gzip.compress(landing.encode()))
    figure("script and style", round(code / 1000, 1), "kB", "gzip; goal 45 kB")
    figure("a first visit", round(whole / 1000, 1), "kB", "gzip, the page itself too; goal 60 kB")
