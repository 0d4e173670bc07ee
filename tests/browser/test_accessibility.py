"""Every kind of page is checked for barriers by axe-core, in all languages, themes and widths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import expect

from measurebook.urls import ADDRESSES
from tests.browser.test_site import LANGUAGES, SLUGS
from tests.source_code import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

AXE = (ROOT / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # all that another theme can change
CHECK = """async (rules) => {
  const options = { runOnly: rules, resultTypes: ["violations"], preload: false, iframes: false };
  const { violations } = await axe.run(document, options);
  return violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)]);
}"""
WIDTHS = (1280, 375)
RULES: dict[Literal["light", "dark"], list[str]] = {"light": EVERYTHING, "dark": COLOURS}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all tests of this file: each goes somewhere else and sets what it needs."""
    context = browser.new_context(reduced_motion="reduce")  # colours turn at once
    yield context.new_page()
    context.close()


def find_barriers(page: Page, rules: list[str] = EVERYTHING) -> list[Any]:
    barriers: list[Any] = page.evaluate(CHECK, rules)
    return barriers


def load_axe(page: Page) -> None:
    """Load axe-core around the page's policy, which is one of the page's."""
    page.evaluate(AXE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ADDRESSES)
def test_a_page_has_no_barrier(page: Page, site: Path, kind: str, language: str) -> None:
    """All rules in the light theme; in the dark one, to which the open page turns, the colours."""
    address = LANGUAGES[language] + ADDRESSES[kind].format(SLUGS.get(kind, ""))
    page.emulate_media(color_scheme="light")
    page.goto((site / address).as_uri())
    load_axe(page)
    barriers = []
    for scheme, rules in RULES.items():
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("html")).to_have_attribute("data-theme-shown", scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            barriers += [(scheme, width, found) for found in find_barriers(page, rules)]
    assert barriers == []


@pytest.mark.parametrize(
    ("address", "made"),
    [
        ("search.html?q=stage", "[data-results] li"),
        ("measures/index.html?goal=1", "[data-chosen] button"),
        ("compare.html?m=law-on-the-arts,open-stage-days", "table.compare"),
    ],
)
def test_what_scripts_have_made_has_no_barrier(
    page: Page, site: Path, address: str, made: str
) -> None:
    page.goto(f"{site.as_uri()}/{address}")
    page.locator(made).first.wait_for()
    load_axe(page)
    assert find_barriers(page) == []


def test_the_tray_of_a_comparison_has_no_barrier(page: Page, site: Path) -> None:
    page.goto((site / "measures" / "index.html").as_uri())
    page.locator(".compare-pick input").first.check()
    load_axe(page)
    assert find_barriers(page) == []


def test_a_barrier_is_found(page: Page, tmp_path: Path) -> None:
    """In the dark theme a colour that can only be read in the light one, and a bare picture."""
    (tmp_path / "page.html").write_text(
        "<!doctype html><html lang=en><title>A page</title><style>"
        ":root { color-scheme: light dark } body { background: light-dark(white, black) } "
        "p { color: #333 }</style>"
        "<main><h1>A page</h1><p>Text</p><img src='a.png'></main>",
        encoding="utf-8",
    )
    page.goto((tmp_path / "page.html").as_uri())
    load_axe(page)
    page.emulate_media(color_scheme="light")
    assert [rule for rule, _ in find_barriers(page)] == ["image-alt"]
    page.emulate_media(color_scheme="dark")
    assert [rule for rule, _ in find_barriers(page, COLOURS)] == ["color-contrast"]
