"""Whole sessions, as one plays them: by the clock, over a reload, offline, by keys, as a list."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from apps.routines.models import GuidedSession, LoggedSession, SetDone
from tests.axe import violations
from tests.browsers import PATIENCE
from tests.player.conftest import AtTheMat
from tests.routines.conftest import BRIDGE, HOLD

pytestmark = pytest.mark.browser

KIB = 1024
ONE_SET = BRIDGE | {"sets": 1, "reps": 4}
SHORT_HOLD = HOLD | {"hold_s": 20}


def press(page: Page, name: str) -> None:
    page.locator("[data-part=stage]").get_by_role("button", name=name, exact=True).click()


def shows(page: Page, part: str, words: str | re.Pattern[str]) -> None:
    expect(page.locator(f"[data-part={part}]")).to_have_text(words)


def steps() -> list[str]:
    rows = SetDone.objects.filter(skipped=False).order_by("step")
    return list(rows.values_list("step", flat=True))


def wait_for(page: Page, happened: Callable[[], bool]) -> None:
    """Until it has: the saving goes on beside the clock."""
    for _ in range(PATIENCE // 50):
        if happened():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never happened")


def wait_for_sets(page: Page, count: int) -> None:
    wait_for(page, lambda: SetDone.objects.count() >= count)


def say_how_it_was(page: Page, effort: int = 5, pain: int = 0) -> None:
    expect(page).to_have_url(re.compile("/finish/$"))
    page.locator(f"label:has(input[name=effort][value='{effort}'])").click()
    page.locator(f"label:has(input[name=pain][value='{pain}'])").click()
    page.get_by_role("button", name="Save session").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Strength: hip and holds")


def test_the_clock_holds_against_sleep_and_jumps(page: Page, site: str):
    page.goto(f"{site}/accounts/login/")
    script = (Path(__file__).parent / "clock.js").read_text()
    assert page.evaluate(script, f"{site}/static/js/player-core.js") == []


def test_a_whole_session_by_the_clock_with_a_reload_and_a_time_offline(
    page: Page, at_the_mat: AtTheMat
):
    page.clock.install()
    at_the_mat(page, ONE_SET, SHORT_HOLD)
    shows(page, "phase", "Get ready")
    shows(page, "side", "Left leg")
    expect(page.locator(".stage-main button:visible")).to_have_text(["Start"])
    press(page, "Start")
    page.clock.run_for(12_000)
    shows(page, "number", "1")
    page.clock.run_for(5_000)
    shows(page, "number", "2")

    page.reload()  # in the middle of the set: the clock on the wall went on
    shows(page, "unit", "of 4 repetitions")
    page.clock.run_for(16_000)
    shows(page, "side", "Right leg")
    wait_for_sets(page, 1)

    page.context.set_offline(True)
    page.clock.run_for(24_000)
    expect(page.locator("session-outbox")).to_contain_text("1 kept on this phone")
    assert SetDone.objects.count() == 1
    page.context.set_offline(False)
    page.clock.run_for(11_000)
    wait_for_sets(page, 2)
    expect(page.locator("session-outbox")).to_be_empty()
    assert page.evaluate("localStorage.getItem('hamstride.unsent')") is None

    press(page, "Begin now")
    shows(page, "phase", "Hold")
    page.clock.run_for(21_000)
    shows(page, "phase", "Done")
    left = ["Back", "How was it?", "It hurts", "End here", "Show as a list"]
    expect(page.locator("[data-part=stage] button:visible")).to_have_text(left)
    press(page, "How was it?")
    say_how_it_was(page)
    assert steps() == ["0.1.left", "0.1.right", "1.1.both"]
    assert LoggedSession.objects.get().completed == 1.0
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert [name for name in kept if name.startswith("hamstride")] == []


BELOW = """() => {
  const drawing = document.querySelector("[data-part=figure] svg.figure-moving");
  const parts = [...drawing.querySelectorAll("use")];
  const lowest = parts.map((one) => one.getBoundingClientRect().bottom);
  return Math.max(...lowest) - drawing.getBoundingClientRect().bottom;
}"""


def test_a_figure_that_comes_while_the_clock_is_halted_has_its_pose(
    page: Page, at_the_mat: AtTheMat
):
    at_the_mat(page, SHORT_HOLD, HOLD | {"slug": "single-leg-bridge-heel-on-bench"})
    press(page, "Skip")
    expect(page.locator("[data-part=figure] title").first).to_have_text(re.compile("on bench"))
    assert page.evaluate(BELOW) <= 0, "the body reaches below its picture"


def test_a_phone_that_slept_waits_at_the_set_that_nobody_saw(page: Page, at_the_mat: AtTheMat):
    page.clock.install()
    at_the_mat(page, ONE_SET, SHORT_HOLD)
    press(page, "Start")
    page.clock.run_for(12_000)
    page.clock.fast_forward("30:00")
    shows(page, "next", "You were away. This set waits for you.")
    shows(page, "side", "Right leg")
    wait_for_sets(page, 1)
    assert steps() == ["0.1.left"]


def test_by_keyboard_alone_with_skip_back_and_pain(page: Page, at_the_mat: AtTheMat):
    at_the_mat(page, ONE_SET, SHORT_HOLD)
    page.locator("body").press(" ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press("ArrowRight")
    shows(page, "unit", "of 4 repetitions")
    page.keyboard.press("ArrowRight")
    shows(page, "side", "Right leg")
    page.locator("[data-do=skip]").focus()
    page.keyboard.press("Enter")
    shows(page, "next", "Long-lever bridge hold (feet further away)")
    wait_for_sets(page, 2)
    page.locator("[data-do=hurts]").focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open] [name=pain]").first.focus()
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("[data-alert=stop]")).to_contain_text("That is enough for today")
    assert GuidedSession.objects.get().state == "stopped"
    assert LoggedSession.objects.get().pain == 7


def test_when_the_last_set_is_done_the_focus_is_on_what_comes_next(
    page: Page, at_the_mat: AtTheMat
):
    at_the_mat(page, SHORT_HOLD)
    press(page, "Start")
    page.locator("[data-do=next]").focus()
    page.keyboard.press("Enter")
    shows(page, "phase", "Hold")
    page.keyboard.press("Enter")
    shows(page, "phase", "Done")
    expect(page.locator("[data-do=go]")).to_be_focused()


def test_pain_without_a_connection_stops_here_and_is_told_from_today(
    page: Page, at_the_mat: AtTheMat, site: str
):
    at_the_mat(page, ONE_SET, SHORT_HOLD)
    press(page, "Start")
    page.context.set_offline(True)
    press(page, "It hurts")
    page.locator("dialog[open] label:has([name=pain][value='8'])").click()
    page.get_by_role("button", name="Say so").click()
    shows(page, "phase", "Stop here for today")
    page.context.set_offline(False)
    page.goto(f"{site}/today/")
    wait_for(page, lambda: page.evaluate("localStorage.getItem('hamstride.unsent')") is None)
    assert LoggedSession.objects.get().pain == 8


def test_the_bridge_test_counts_each_leg_by_the_metronome(page: Page, site, alice, log_in):
    page.clock.install()
    log_in(page, alice)
    page.goto(f"{site}/today/")
    page.evaluate(
        """() => {
            const form = document.createElement("form");
            form.method = "post";
            form.action = "/sessions/bridge-test/";
            form.append(document.querySelector("[name=csrfmiddlewaretoken]").cloneNode());
            document.body.append(form);
            form.submit();
        }"""
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Bridge test")
    press(page, "Start")
    for reps in (20, 25):
        page.clock.run_for(10_100 if reps == 20 else 60_100)
        page.clock.run_for(reps * 2000 + 400)
        shows(page, "number", str(reps))
        press(page, "That was the last")
    press(page, "How was it?")
    page.locator("label:has(input[name=pain][value='0'])").click()
    page.get_by_role("button", name="Save session").click()
    expect(page.locator("table")).to_contain_text("20 repetitions")
    test = alice.bridge_tests.get()
    assert (test.left, test.right) == (20, 25)


def test_without_script_it_is_a_list_with_the_same_doses(
    page_without_js: Page, at_the_mat: AtTheMat
):
    page = page_without_js
    at_the_mat(page, ONE_SET, SHORT_HOLD)
    expect(page.locator("main")).to_contain_text("4 repetitions, each leg")
    expect(page.locator("[data-part=stage]")).to_be_hidden()
    page.get_by_label("Left leg", exact=True).check()
    page.get_by_role("button", name="Leave it out").last.click()
    assert steps() == ["0.1.left"]
    page.get_by_label("Right leg", exact=True).check()
    page.get_by_role("button", name="Finish").click()
    say_how_it_was(page, pain=1)
    assert LoggedSession.objects.get().completed == 0.67


def test_player_and_its_pages_are_clean_for_axe(page: Page, at_the_mat: AtTheMat, site):
    address = at_the_mat(page, ONE_SET, SHORT_HOLD)
    found = {"stage": violations(page)}
    press(page, "It hurts")
    found["pain"] = violations(page)
    page.locator("dialog[open] [data-do=close]").click()
    page.locator("[data-do=list]").click()
    found["list"] = violations(page)
    for path in (f"{address}hurts/", f"{site}/routines/new/", f"{site}/sessions/"):
        page.goto(path)
        found[path] = violations(page)
    assert {name: told for name, told in found.items() if told} == {}


def test_the_first_load_weighs_at_most_60_kib(page: Page, at_the_mat: AtTheMat, figure):
    page.goto("about:blank")
    sizes: dict[str, int] = {}
    page.on("response", lambda one: sizes.update({one.url: weight(one)}))
    nordic = SHORT_HOLD | {"slug": "nordic-lowering", "reps": 5, "hold_s": None}
    at_the_mat(page, ONE_SET, nordic, SHORT_HOLD)
    page.wait_for_load_state("networkidle")
    total = sum(sizes.values())
    figure("player first load", total, "bytes", "61440")
    assert len(sizes) >= 8
    assert total <= 60 * KIB, sizes


def weight(response: Response) -> int:
    """The bytes that came over the line; a page's own text as the proxy would compress it."""
    told = response.header_value("content-encoding")
    if told or response.request.resource_type != "document":
        return int(response.header_value("content-length") or 0)
    return len(gzip.compress(response.body()))
