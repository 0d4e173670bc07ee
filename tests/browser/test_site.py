"""The built site in a real Chromium, opened as a file: links, lines, themes, narrow screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from measurebook.urls import ADDRESSES
from tests.source_code import ROOT
from tools.bench_reading import find_loaded, weigh_measures

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Diary, OpenPage

SLUGS = {
    "measure": "law-on-the-arts",
    "goal": "1",
    "area": "cultural-and-creative-sectors",
    "domain": "not-stated",
    "organisation": "ministry-of-culture",
    "place": "tarn",
    "event": "stage-forum",
    "report": "norland-2024",
    "source": "010_norland-report",
}
LANGUAGES = {"en": "", "az": "az/"}  # and where their pages stand
EVERY_KIND = [address.format(SLUGS.get(kind, "")) for kind, address in ADDRESSES.items()]


def assert_quiet(diary: Diary) -> None:
    """No page said anything, failed, or asked for anything but files of this disk."""
    assert diary.console == []
    assert diary.errors == []
    assert diary.requests_beyond("file:") == []


def test_from_home_to_a_measure_to_the_line_of_its_source(
    page: Page, diary: Diary, real_site: Path
) -> None:
    page.goto((real_site / "index.html").as_uri())
    page.get_by_role("link", name="Research the measures").click()
    page.get_by_role("link", name='State Program "The theatre of Azerbaijan').first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The theatre of Azerbaijan")
    page.get_by_role("heading", level=1).get_by_role("link").click()
    line = page.locator(".line:target")
    expect(line).to_contain_text('State Program "The theatre of Azerbaijan in 2009-2019"')
    expect(line).to_be_in_viewport()
    assert page.url.endswith(".html#L161")
    assert_quiet(diary)


def test_every_measure_of_the_list_opens(page: Page, diary: Diary, real_site: Path) -> None:
    page.goto((real_site / "measures" / "index.html").as_uri())
    links = page.locator(".measure-item__title a")
    addresses = [str(link.evaluate("link => link.href")) for link in links.all()]
    assert len(addresses) == len(set(addresses)) == len(list((ROOT / "content/measures").glob("*")))
    for address in addresses:
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
    assert_quiet(diary)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (375, "dark")])
def test_every_kind_of_page_is_quiet_and_fits(
    open_page: OpenPage, diary: Diary, site: Path, width: int, scheme: str
) -> None:
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for address in EVERY_KIND:
        page.goto((site / address).as_uri())
        expect(page.locator("h1")).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert_quiet(diary)


def test_pages_read_without_scripts(open_page: OpenPage, diary: Diary, site: Path) -> None:
    page = open_page(java_script_enabled=False)
    page.goto((site / "measures" / "law-on-the-arts.html").as_uri())
    expect(page.get_by_text("Forty stages have <opened> & joined")).to_be_visible()
    expect(page.locator(".theme-switch")).to_be_hidden()
    assert_quiet(diary)


def test_the_keyboard_reaches_content_and_links(page: Page, site: Path) -> None:
    page.goto((site / "measures" / "law-on-the-arts.html").as_uri())
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Home")).to_be_focused()


def test_a_measure_weighs_little(page: Page, diary: Diary, real_site: Path) -> None:
    """With all that it loads but faces, compressed as servers do."""
    weights = weigh_measures(real_site)
    heaviest = max(weights, key=weights.__getitem__)
    assert weights[heaviest] < 60_000
    path = real_site / "measures" / heaviest
    page.goto(path.as_uri())
    weighed = {file.as_uri() for file in (path, *find_loaded(path))}
    assert {url for url in diary.requests if not url.endswith(".woff2")} <= weighed


def test_the_citation_is_copied_by_its_button(open_page: OpenPage, real_site: Path) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto((real_site / "sources" / "index.html").as_uri())
    page.locator(".source-card a").first.click()
    page.get_by_role("link", name="Cite this page").click()
    page.get_by_role("button", name="Copy the citation").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".citation-box__text").inner_text()


def test_contents_are_folded_only_where_there_is_no_room_for_them(
    open_page: OpenPage, real_site: Path
) -> None:
    wide, narrow = (open_page(viewport={"width": width, "height": 800}) for width in (1280, 375))
    for page in (wide, narrow):
        page.goto((real_site / "conflicts.html").as_uri())
    expect(wide.locator(".toc ol")).to_be_visible()
    expect(narrow.locator(".toc ol")).to_be_hidden()
    narrow.locator(".toc summary").click()
    expect(narrow.locator(".toc ol")).to_be_visible()


def test_a_printed_picture_fits_its_paper_and_speaks_of_no_screen(
    open_page: OpenPage, real_site: Path
) -> None:
    page = open_page(viewport={"width": 718, "height": 1000})
    page.emulate_media(media="print")
    page.goto((real_site / "network.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 718
    expect(page.get_by_text("Scroll the diagram sideways")).to_be_hidden()


def test_names_of_columns_are_repeated_in_their_cells_only_where_there_are_no_columns(
    open_page: OpenPage, real_site: Path
) -> None:
    wide, narrow = (open_page(viewport={"width": width, "height": 800}) for width in (1280, 375))
    for page, count in ((wide, 0), (narrow, 1)):
        page.goto((real_site / "domains" / "index.html").as_uri())
        row = page.locator(".claims tbody tr").first
        expect(row.get_by_text("Media Arts", exact=True).filter(visible=True)).to_have_count(count)
        expect(row.get_by_text("not chosen").first).to_be_visible()


def test_the_key_that_leads_to_the_search_is_shown_where_there_is_one(
    open_page: OpenPage, real_site: Path
) -> None:
    desktop, telephone = open_page(), open_page(is_mobile=True, has_touch=True)
    without_scripts = open_page(java_script_enabled=False)
    for page in (desktop, telephone, without_scripts):
        page.goto((real_site / "search.html").as_uri())
    expect(desktop.locator(".search-box kbd")).to_be_visible()
    expect(telephone.locator(".search-box kbd")).to_be_hidden()
    expect(without_scripts.locator(".search-box kbd")).to_be_hidden()
