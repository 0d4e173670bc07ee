"""The diary must hear everything, or a test that finds it empty proves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Diary, OpenPage


@pytest.fixture
def address(tmp_path: Path) -> str:
    """The address of a page that talks, fails, and asks for a neighbour and for a stranger."""
    (tmp_path / "near.css").write_text("p { color: teal }")
    (tmp_path / "page.html").write_text(
        "<!doctype html><title>A page</title><link rel=stylesheet href=near.css><p>Text</p>"
        "<img src='https://elsewhere.invalid/far.png' alt=''>"
        "<script>console.log('said'); missing()</script>"
    )
    return (tmp_path / "page.html").as_uri()


def test_what_a_page_says_is_in_the_diary(page: Page, diary: Diary, address: str) -> None:
    page.goto(address)
    assert "log: said" in diary.console


def test_an_error_of_a_page_is_in_the_diary(page: Page, diary: Diary, address: str) -> None:
    page.goto(address)
    assert diary.errors == ["missing is not defined"]


def test_every_request_is_in_the_diary(page: Page, diary: Diary, address: str) -> None:
    page.goto(address)
    near = address.replace("page.html", "near.css")
    assert set(diary.requests) == {address, near, "https://elsewhere.invalid/far.png"}
    assert diary.requests_beyond("file:") == ["https://elsewhere.invalid/far.png"]


def test_a_page_that_a_page_opens_is_in_the_diary(page: Page, diary: Diary, address: str) -> None:
    page.goto("about:blank")
    with page.expect_popup() as opened:
        page.evaluate("open('about:blank')")
    opened.value.goto(address)
    assert "log: said" in diary.console


def test_a_page_opens_with_the_settings_asked_for(open_page: OpenPage) -> None:
    narrow = open_page(viewport={"width": 375, "height": 700}, color_scheme="dark")
    assert narrow.evaluate("innerWidth") == 375
    assert narrow.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
