"""All that a reader does can be done with keys alone, from a folder and from a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Diary, OpenPage

THEATRE = "state-program-the-theatre-of-azerbaijan-in-2009-2019"
MOST_STEPS = 120


@pytest.fixture(autouse=True)
def quiet(diary: Diary, home: str) -> Iterator[None]:
    """No page says anything, fails, or asks for anything but files of the site."""
    yield
    assert diary.console == []
    assert diary.errors == []
    assert diary.requests
    assert diary.requests_beyond(home) == []


def tab_to(page: Page, wanted: Locator) -> None:
    """Walk with the tabulator to an element, which must then be seen and not be covered."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    expect(wanted).to_be_in_viewport()
    assert wanted.evaluate("element => getComputedStyle(element).outlineStyle") != "none"


def test_find_a_measure_and_open_the_line_of_a_value(page: Page, home: str) -> None:
    page.goto(f"{home}index.html")
    page.keyboard.press("/")
    page.keyboard.type("theatre training")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{home}search.html?q=theatre+training")
    expect(page.locator("[data-results] > li").first).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{home}measures/{THEATRE}.html")
    tab_to(page, page.locator(".with-side__side a[href*='sources/']").first)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{home}sources/*#L*")
    expect(page.locator(".line:target")).to_be_in_viewport()


def test_filter_by_a_facet_and_open_what_is_left(page: Page, home: str) -> None:
    page.goto(f"{home}measures/index.html")
    tab_to(page, page.locator('input[name="goal"][value="3"]'))
    page.keyboard.press("Space")
    rows = page.locator("li[data-measure]:visible")
    expect(rows).to_have_count(1)
    address = rows.first.get_attribute("data-measure")
    tab_to(page, rows.first.locator(".measure-item__title a"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{home}measures/{address}.html")
    page.go_back()
    expect(page.locator('input[name="goal"][value="3"]')).to_be_checked()
    expect(rows).to_have_count(1)


def test_choose_a_citation(page: Page, home: str) -> None:
    page.goto(f"{home}measures/{THEATRE}.html")
    form = page.locator(".citation-box details", has_text="BibTeX")
    tab_to(page, form.locator("summary"))
    page.keyboard.press("Enter")
    expect(form.locator("pre")).to_be_visible()
    expect(form.locator("pre")).to_contain_text("@misc{measure-" + THEATRE)
    page.keyboard.press("Tab")
    expect(form.locator("pre")).to_be_focused()


def test_turn_to_the_dark_theme(open_page: OpenPage, home: str) -> None:
    page = open_page(color_scheme="light")
    page.goto(f"{home}index.html")
    tab_to(page, page.get_by_role("button", name="Use the dark theme"))
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme-shown", "dark")
    expect(page.get_by_role("button", name="Use the light theme")).to_be_focused()


def test_turn_to_the_other_language_and_back(page: Page, home: str) -> None:
    page.goto(f"{home}measures/{THEATRE}.html")
    tab_to(page, page.locator("a.tool--language"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{home}az/measures/{THEATRE}.html")
    expect(page.locator("html")).to_have_attribute("lang", "az")
    tab_to(page, page.locator("a.tool--language"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{home}measures/{THEATRE}.html")


def test_choose_measures_and_compare_them(page: Page, home: str) -> None:
    page.goto(f"{home}goals/1.html")
    boxes = page.locator(".compare-pick input")
    for place in (0, 1):
        tab_to(page, boxes.nth(place))
        page.keyboard.press("Space")
        expect(boxes.nth(place)).to_be_checked()
    tab_to(page, page.get_by_role("link", name="Compare them"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{home}compare.html?m=*")
    expect(page.locator("thead th")).to_have_count(2)
    tab_to(page, page.locator("thead button").first)
    page.keyboard.press("Enter")
    expect(page.locator("thead th")).to_have_count(1)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (375, 700)])
def test_the_choice_for_a_comparison_never_covers_what_is_focused(
    open_page: OpenPage, home: str, width: int, height: int
) -> None:
    page = open_page(viewport={"width": width, "height": height})
    page.goto(f"{home}measures/index.html")
    first = page.locator(".compare-pick input").first
    first.check()
    first.focus()
    tray = page.get_by_role("region", name="Comparison")
    upper_edge = "tray => tray.getBoundingClientRect().top"
    lower_edge = "() => document.activeElement.getBoundingClientRect().bottom"
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(lower_edge) <= tray.evaluate(upper_edge)


def test_open_the_menu_of_a_narrow_screen(open_page: OpenPage, home: str) -> None:
    page = open_page(viewport={"width": 375, "height": 800})
    page.goto(f"{home}index.html")
    tab_to(page, page.locator("details.menu summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator(".menu__nav").get_by_role("link", name="Sources"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{home}sources/index.html")
