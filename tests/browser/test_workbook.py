"""The workbook and its tables in a real browser: sorting by keyboard, and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Diary, OpenPage

pytestmark = pytest.mark.browser


def read_column(page: Page, column: int) -> list[str]:
    cells: list[str] = page.evaluate(
        "column => Array.from(document.querySelectorAll('table[data-sortable] tbody tr'), "
        "row => row.cells[column].dataset.order || row.cells[column].textContent.trim())",
        column,
    )
    return cells


def test_a_table_is_sorted_by_keyboard_and_says_so(
    open_page: OpenPage, diary: Diary, real_site: Path
) -> None:
    page = open_page()
    page.goto((real_site / "claims.html").as_uri())
    first = read_column(page, 3)
    head = page.get_by_role("columnheader", name="Measures in the area")
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert read_column(page, 3) == sorted(first, key=int)
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert read_column(page, 3) == sorted(first, key=int, reverse=True)
    assert (diary.console, diary.errors) == ([], [])


def test_without_scripts_the_tables_are_whole(open_page: OpenPage, real_site: Path) -> None:
    page = open_page(java_script_enabled=False)
    page.goto((real_site / "claims.html").as_uri())
    expect(page.locator("table[data-sortable] tbody tr")).to_have_count(22)
    expect(page.locator("thead button")).to_have_count(0)


def test_on_paper_every_question_has_room_for_an_answer(
    open_page: OpenPage, real_site: Path
) -> None:
    page = open_page()
    page.goto((real_site / "workbook.html").as_uri())
    expect(page.locator(".ask__now").first).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".ask__now:visible")).to_have_count(85)
    expect(page.get_by_text("wide consultations initiated by the Ministry")).to_be_visible()
    expect(page.locator(".site-nav")).to_be_hidden()


def test_the_list_of_what_to_do_first_leads_to_the_questions(
    open_page: OpenPage, real_site: Path
) -> None:
    page = open_page()
    page.goto((real_site / "index.html").as_uri())
    page.get_by_role("link", name="Prepare the next report").click()
    page.locator(".tasks__list a:not(.cite)").first.click()
    target = page.locator(".ask:target")
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text("digital creativity")
    expect(target.locator(".answer--unanswered")).to_be_visible()
