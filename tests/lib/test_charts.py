"""Charts as shapes: heights in proportion, gaps where nothing is known, words that do not touch."""

from itertools import pairwise

import pytest

from apps.lib.charts import (
    Dot,
    Drawing,
    Line,
    Text,
    bars,
    dates,
    level,
    names,
    scale_to,
    spread,
    today,
    trail,
)
from apps.lib.charts import steps as levels
from apps.lib.charts.svg import shapes_of

TEN = scale_to([10])


@pytest.mark.parametrize(
    ("most", "top"), [(0.3, 1), (1, 1), (7, 7.5), (10, 10), (42.2, 60), (61, 75), (1348, 1500)]
)
def test_a_scale_ends_at_a_round_number_with_two_to_four_lines(most, top):
    scale = scale_to([most])
    assert scale.top == top
    assert 2 <= len(scale.ticks) <= 4


def test_a_scale_without_values_still_stands():
    assert scale_to([]).top == scale_to([None]).top == 1


def test_bars_are_as_high_as_their_values_and_nothing_has_none():
    one, other = bars([2.0, None, 0.0, 6.0], TEN, "run")
    assert other.height == pytest.approx(3 * one.height, abs=0.05)
    assert other.x > one.x + one.width


def test_bars_stand_side_by_side_within_the_drawing():
    drawn = list(bars([1.0] * 52, TEN, "run"))
    assert all(a.x + a.width < b.x for a, b in pairwise(drawn))
    assert drawn[-1].x + drawn[-1].width <= 100


def test_a_line_has_a_gap_where_nothing_is_known():
    shapes = list(trail(spread([1.0, 2.0, None, 3.0]), TEN, "pain"))
    assert len([one for one in shapes if isinstance(one, Line)]) == 1
    assert len([one for one in shapes if isinstance(one, Dot)]) == 3


def test_of_many_points_only_those_that_stand_alone_have_a_dot():
    shapes = list(trail(spread([1.0] * 40 + [None, 1.0, None]), TEN, "pain"))
    assert len([one for one in shapes if isinstance(one, Dot)]) == 1


def test_a_cap_is_a_level_across_its_week():
    (one,) = levels([None, 5.0], TEN, "cap")
    assert one.y1 == one.y2
    assert one.x2 == 100


def test_names_of_months_keep_their_distance():
    shown = [one for one in dates((n * 8.3, "May") for n in range(12)) if isinstance(one, Text)]
    assert 4 <= len(shown) <= 8
    assert all(b.x - a.x >= 10 for a, b in pairwise(shown))


def test_two_lines_that_end_at_one_place_have_names_that_do_not_touch():
    told = list(names(spread([0.0]), spread([0.0]), TEN, ("pain", "tightness")))
    assert [one.side for one in told] == ["higher", "above"]


def test_the_higher_of_two_lines_has_its_name_above():
    told = list(names(spread([5.0]), spread([8.0]), TEN, ("left", "right")))
    assert [one.side for one in told] == ["below", "above"]


def test_todays_name_never_leaves_the_drawing():
    late, early = (next(one for one in today(x) if isinstance(one, Text)) for x in (99, 1))
    assert (late.anchor, early.anchor) == ("end", "start")


def test_a_drawing_sorts_its_shapes_and_keeps_their_order():
    drawing = Drawing.of(bars([1.0, 2.0], TEN, "run"), level(8, TEN, "level"))
    assert (len(drawing.rects), len(drawing.lines), drawing.texts[0].text) == (2, 1, "8")


def test_words_of_a_chart_are_escaped():
    assert "&lt;b&gt;" in shapes_of(Drawing(texts=(Text(1, 2, "<b>", "name"),)))
