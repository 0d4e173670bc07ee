"""Next to nothing moves under the reader when the faces and the scripts of a page arrive late.

Until then fonts of the system stand in (tools/stand_ins.py). Here and there a line still breaks
elsewhere, so what is held to a limit is the mean over all kinds of pages.
"""

from __future__ import annotations

from statistics import mean
from typing import TYPE_CHECKING

import pytest

from measurebook.urls import ADDRESSES
from tests.browser.test_site import SLUGS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Route

LIMIT = 0.02
SCREENS = [(412, 915), (1280, 800)]
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
ALL_THERE = "() => document.fonts.ready.then(() => undefined)"
SHIFTS = """() => new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries().map((entry) => entry.value)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done([]), 100);
})"""


class Held:
    """Holds what a page asks for until it is released."""

    def __init__(self) -> None:
        self.waiting: list[Route] | None = []

    def __call__(self, route: Route) -> None:
        if self.waiting is None:
            route.continue_()
        else:
            self.waiting.append(route)

    def release(self) -> None:
        waiting, self.waiting = self.waiting or [], None
        for route in waiting:
            route.continue_()


def measure_shift(browser: Browser, address: str, width: int, height: int) -> float:
    """The layout shift of a page that is painted before any of its faces is there."""
    page = browser.new_page(viewport={"width": width, "height": height})
    faces = Held()
    page.route("**/*.woff2", faces)
    page.goto(address, wait_until="domcontentloaded")
    page.evaluate(PAINTED)
    assert faces.waiting
    faces.release()
    page.evaluate(ALL_THERE)
    page.evaluate(PAINTED)
    shift = sum(page.evaluate(SHIFTS))
    page.close()
    return float(shift)


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_pages_hold_still_when_the_faces_come(
    browser: Browser, site: Path, width: int, height: int
) -> None:
    addresses = [
        (site / address.format(SLUGS.get(kind, ""))).as_uri() for kind, address in ADDRESSES.items()
    ]
    shifts = [measure_shift(browser, address, width, height) for address in addresses]
    assert mean(shifts) <= LIMIT


@pytest.mark.parametrize("query", ["", "?m=law-on-the-arts,open-stage-days"])
def test_nothing_moves_when_a_comparison_is_made(browser: Browser, site: Path, query: str) -> None:
    address = f"{site.as_uri()}/compare.html{query}"
    for width, height in SCREENS:
        assert measure_shift(browser, address, width, height) <= LIMIT
