"""Search and comparison from a server, under a sub-path, and in another language's folder."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from measurebook.graph import Atlas
from measurebook.load import load_knowledge
from measurebook.settings import Layout
from tests.search.small_site import write_small_site
from tests.source_code import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Diary


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("served")
    write_small_site(folder / "any" / "sub", Atlas(load_knowledge(Layout(ROOT / "content"))))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/any/sub"
    server.shutdown()
    thread.join()
    server.server_close()


def test_search_works_from_a_server_under_a_sub_path(
    page: Page, diary: Diary, address: str
) -> None:
    page.goto(f"{address}/measures/index.html?goal=1")
    page.locator("#q").fill("theatre training")
    row = page.locator("[data-results] > li").first
    expect(row.locator(".snippet")).to_contain_text("Theatre Training")
    expect(page).to_have_url(f"{address}/measures/index.html?q=theatre+training&goal=1")
    assert diary.console == diary.errors == []
    assert diary.requests_beyond(address) == []


def test_data_is_asked_for_by_the_version_of_the_page(
    page: Page, diary: Diary, address: str
) -> None:
    page.goto(f"{address}/search.html?q=theatre")
    expect(page.locator("[data-results] > li").first).to_be_visible()
    data = [url for url in diary.requests if "/assets/search/" in url]
    assert data
    assert all(url.endswith("?v=v1") for url in data)


def test_a_comparison_can_be_sent_as_an_address(page: Page, diary: Diary, address: str) -> None:
    slugs = "adoption-of-the-new-law-on-media,abad-easy-support-for-family-business"
    page.goto(f"{address}/compare.html?m={slugs}")
    expect(page.locator("thead th")).to_have_count(2)
    assert diary.console == diary.errors == []
