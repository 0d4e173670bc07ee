"""The bundle, unpacked, is the whole site: from a folder and from any path of a server."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Diary, OpenPage


def test_a_double_click_opens_the_first_page(page: Page, home: str) -> None:
    page.goto(f"{home}index.html")
    expect(page.locator("h1")).to_be_visible()


def one_page_of_each_kind(unpacked: Path) -> list[str]:
    """The pages at the top, and of each folder the index and the first page beside it."""
    paths = sorted(path.relative_to(unpacked) for path in unpacked.rglob("*.html"))
    found: dict[tuple[Path, bool], str] = {}
    for path in paths:
        key = (path, True) if path.parent == Path() else (path.parent, path.name == "index.html")
        found.setdefault(key, path.as_posix())
    return list(found.values())


def test_every_kind_of_page_is_whole_and_asks_nobody_else(
    page: Page, home: str, unpacked: Path, diary: Diary
) -> None:
    for path in one_page_of_each_kind(unpacked):
        page.goto(home + path)
        assert page.title(), path
        unloaded = page.evaluate(
            "[...document.images].filter(i => !i.complete || !i.naturalWidth).map(i => i.src)"
        )
        assert unloaded == [], path
        # A stylesheet that is not there has no rules.
        assert page.evaluate("[...document.styleSheets].every(s => s.ownerNode && !s.disabled)")
    assert diary.errors == []
    assert diary.console == []
    assert diary.requests_beyond(home) == []


def test_fonts_come_with_the_bundle(page: Page, home: str) -> None:
    page.goto(f"{home}index.html")
    page.evaluate("document.fonts.ready.then(() => 1)")
    came = page.evaluate(
        "[...document.fonts].filter(font => !font.family.includes('stand-in'))"
        ".map(font => font.status)"
    )
    assert "loaded" in came
    assert "error" not in came  # a stand-in may lack: each system has others


def test_links_lead_from_page_to_page_and_back(page: Page, home: str) -> None:
    page.goto(f"{home}index.html")
    page.locator("a[href$='measures/index.html']").first.click()
    page.wait_for_url(f"{home}measures/index.html")
    page.locator("main a[href*='measures/']:not([href*='index.html'])").first.click()
    page.wait_for_url(lambda url: url.startswith(f"{home}measures/") and "index" not in url)
    page.locator("main a[href*='sources/'][href*='#L']").first.click()
    page.wait_for_url(f"{home}sources/*")
    assert page.evaluate("document.getElementById(decodeURI(location.hash.slice(1))) != null")
    page.go_back()
    assert page.url.startswith(f"{home}measures/")


def test_the_chosen_theme_stays_from_page_to_page(open_page: OpenPage, home: str) -> None:
    page = open_page(color_scheme="light")
    page.goto(f"{home}index.html")
    page.locator("[data-theme-switch]").first.click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.goto(f"{home}measures/index.html")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_every_page_reads_without_scripts(open_page: OpenPage, home: str, unpacked: Path) -> None:
    page = open_page(java_script_enabled=False)
    for path in one_page_of_each_kind(unpacked):
        page.goto(home + path)
        expect(page.locator("h1").first).to_be_visible()


def test_a_download_is_the_file_whose_hash_the_page_states(
    page: Page, home: str, tmp_path: Path, diary: Diary
) -> None:
    page.goto(f"{home}data.html")
    row = page.locator("#file-measures")
    with page.expect_download() as saving:
        row.locator("th a").first.click()
    saving.value.save_as(tmp_path / "measures.csv")
    stated = row.locator(".hash").text_content()
    assert sha256((tmp_path / "measures.csv").read_bytes()).hexdigest() == stated
    assert diary.console == diary.errors == []
    assert diary.requests_beyond(home) == []


def test_every_download_of_every_language_is_there(page: Page, unpacked: Path) -> None:
    for path in sorted(unpacked.rglob("data.html")):
        page.goto(path.as_uri())
        links = page.locator("a[download]")
        addresses = links.evaluate_all("links => links.map(link => link.href)")
        assert len(addresses) > 20
        for address in addresses:
            assert Path(unquote(address).removeprefix("file://")).is_file(), address


@pytest.mark.parametrize("width", [1280, 375])
def test_the_print_edition_stands_alone_and_leads_to_its_places(
    open_page: OpenPage, unpacked: Path, tmp_path: Path, diary: Diary, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    for volume in sorted((unpacked / "print").iterdir()):
        alone = tmp_path / volume.name
        alone.write_bytes(volume.read_bytes())
        page.goto(alone.as_uri())
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        page.evaluate("document.fonts.ready.then(() => 1)")
        assert page.evaluate("[...document.fonts].some(font => font.status == 'loaded')")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator(".contents ol ol a").nth(6).click()
        expect(page.locator("h3:target")).to_be_in_viewport()
        page.locator("h3:target").locator("xpath=ancestor::article").locator(".cite").first.click()
        expect(page.locator(".sources article:target")).to_be_in_viewport()
    assert diary.console == diary.errors == []
    assert diary.requests_beyond(tmp_path.as_uri()) == []
