"""Every kind of page is checked for barriers by axe-core, in both themes, wide and narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from measurebook.pipeline.building import build
from measurebook.urls import ADDRESSES
from tests.browser.test_site import SLUGS
from tests.samples import copy_sample
from tests.source_code import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage

AXE = ROOT / "tests" / "vendor" / "axe-core" / "axe.min.js"
CHECK = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const options = { runOnly: tags, resultTypes: ["violations"], preload: false };
  const { violations } = await axe.run(document, options);
  return violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)]);
}"""
SCREENS = [(1280, "light"), (1280, "dark"), (375, "light"), (375, "dark")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample project."""
    made = tmp_path_factory.mktemp("checked")
    return build(copy_sample(made), made / "site").index.parent


def find_barriers(page: Page) -> list[Any]:
    """Run axe-core; the script goes around the page's policy, which is one of the page's."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    barriers: list[Any] = page.evaluate(CHECK)
    return barriers


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_no_kind_of_page_has_a_barrier(
    open_page: OpenPage, folder: Path, width: int, scheme: str
) -> None:
    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    barriers: list[Any] = []
    for kind, address in ADDRESSES.items():
        page.goto((folder / address.format(SLUGS.get(kind, ""))).as_uri())
        barriers += [(kind, barrier) for barrier in find_barriers(page)]
    assert barriers == []


def test_lists_that_scripts_have_changed_have_no_barrier(open_page: OpenPage, folder: Path) -> None:
    page = open_page()
    page.goto((folder / "search.html").as_uri() + "?q=stage")
    page.locator("[data-results] li").first.wait_for()
    assert find_barriers(page) == []
    page.goto((folder / "compare.html").as_uri() + "?m=law-on-the-arts,open-stage-days")
    page.locator("table.compare").wait_for()
    assert find_barriers(page) == []
    page.goto((folder / "measures" / "index.html").as_uri())
    page.locator(".compare-pick input").first.check()
    assert find_barriers(page) == []
