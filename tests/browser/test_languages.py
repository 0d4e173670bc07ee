"""The Azerbaijani pages in a real Chromium: what scripts say, and the way between languages."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

FIND = """async (query) => {
  const search = await measurebook.loadSearch();
  const found = await search.find(query);
  return found.hits.map(({ number }) => search.records[number].slice(0, 3).join(" "));
}"""
FILL = """(names) => {
  const rows = Array.from(document.querySelector("table[data-sortable]").tBodies[0].rows);
  rows.forEach((row, place) => { row.cells[0].textContent = names[place] || "zz"; });
}"""
READ = """(count) => Array.from(
  document.querySelector("table[data-sortable]").tBodies[0].rows, (row) => row.cells[0].textContent
).slice(0, count)"""
LAW, DAYS = "law-on-the-arts", "open-stage-days"


def find(page: Page, folder: Path, query: str) -> list[Any]:
    page.goto((folder / "search.html").as_uri())
    found: list[Any] = page.evaluate(FIND, query)
    return found


@pytest.mark.parametrize(
    "query", ["Şəki", "Sheki", "seki", "SEKI", "Шеки", "KOBİA", "yaradiciligi", "theatre training"]
)
def test_both_languages_find_the_same(page: Page, real_site: Path, query: str) -> None:
    english = find(page, real_site, query)
    assert english
    assert find(page, real_site / "az", query) == english


@pytest.mark.parametrize(
    "query", ["Mədəniyyət Nazirliyi", "MƏDƏNİYYƏT NAZİRLİYİ", "medeniyyet nazirliyi"]
)
def test_azerbaijani_names_are_found_however_they_are_typed(
    page: Page, real_site: Path, query: str
) -> None:
    assert "1 ministry-of-culture " in find(page, real_site / "az", query)


def test_the_other_language_keeps_the_search_and_the_place(page: Page, site: Path) -> None:
    page.goto((site / "search.html").as_uri() + "?q=stage&kind=measure#content")
    expect(page.locator("[data-status]")).to_contain_text("result")
    page.locator(".tool--language").focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "az")
    assert page.url == (site / "az" / "search.html").as_uri() + "?q=stage&kind=measure#content"
    expect(page.locator("[data-status]")).to_contain_text("nəticə")


def test_the_line_of_a_source_stays_open_in_the_other_language(page: Page, site: Path) -> None:
    page.goto((site / "sources" / "010_norland-report.html").as_uri() + "#L3")
    page.locator(".tool--language").click()
    expect(page.locator("html")).to_have_attribute("lang", "az")
    assert page.url.endswith("/az/sources/010_norland-report.html#L3")
    expect(page.locator(".line:target")).to_be_in_viewport()


def test_scripts_write_dates_and_numbers_as_the_pages_do(page: Page, real_site: Path) -> None:
    """Chromium says that it knows Azerbaijani, and does not know its months and signs."""
    chosen = "adoption-of-the-new-law-on-media,creative-azerbaijan-volunteers-movement"
    page.goto((real_site / "az" / "compare.html").as_uri() + f"?m={chosen}")
    expect(page.locator("table.compare")).to_contain_text("30 dekabr 2021")
    page.goto((real_site / "az" / "search.html").as_uri())
    assert page.evaluate("new measurebook.Words().number(1234567)") == "1.234.567"
    page.goto((real_site / "search.html").as_uri())
    assert page.evaluate("new measurebook.Words().number(1234567)") == "1,234,567"


def test_what_is_not_azerbaijani_says_so_in_results_and_comparisons(page: Page, site: Path) -> None:
    page.goto((site / "az" / "search.html").as_uri() + "?q=stage")
    expect(page.locator("[data-results] .snippet span[lang=en]").first).to_be_visible()
    page.goto((site / "az" / "compare.html").as_uri() + f"?m={LAW},{DAYS}")
    expect(page.locator("table.compare .quoted__text[lang=en]").first).to_be_visible()
    expect(page.locator("table.compare button span[lang=en]")).to_have_count(2)


@pytest.mark.parametrize(
    ("language", "sorted_names"),
    [
        ("az", "2 10 Cəlil Çovdar Elm Ələt Xızı Ilıca İsmayıllı Quba Şəki Zaqatala"),
        ("en", "2 10 Cəlil Çovdar Ələt Elm Ilıca İsmayıllı Quba Şəki Xızı Zaqatala"),
    ],
)
def test_tables_are_sorted_by_the_alphabet_of_the_page(
    page: Page, real_site: Path, language: str, sorted_names: str
) -> None:
    folder = real_site if language == "en" else real_site / language
    page.goto((folder / "claims.html").as_uri())
    names = sorted_names.split()
    shuffled = random.Random(2).sample(names, len(names))
    page.evaluate(FILL, shuffled)
    page.locator("table[data-sortable] thead button").first.click()
    assert page.evaluate(READ, len(names)) == names
