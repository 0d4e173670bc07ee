"""A real Chromium for these tests, and a diary of all that a page says and asks for."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from playwright.sync_api import sync_playwright

from measurebook.pipeline.building import build
from measurebook.settings import Layout
from tests.samples import copy_sample
from tests.source_code import ROOT
from tools.workshop import find_chromium, is_root

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright

HERE = Path(__file__).parent

FLAGS = [
    "--headless",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page that asks for another machine gets an error at once, on every network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@dataclass
class Diary:
    """All that the pages of one test say and ask for, in order."""

    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.on("console", self.note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def note(self, message: ConsoleMessage) -> None:
        self.console.append(f"{message.type}: {message.text}")

    def requests_beyond(self, *addresses: str) -> list[str]:
        """The requests that start with none of these addresses; data: loads nothing."""
        return [url for url in self.requests if not url.startswith((*addresses, "data:"))]


class OpenPage(Protocol):
    """Opens a page of its own context; the settings are those of Playwright's new_context."""

    def __call__(self, **settings: Any) -> Page: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that nobody has to remember it."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or find_chromium()
    if path is None:
        pytest.fail("no Chromium found: `make test` gets one, or set CHROMIUM to its path")
    # Chromium cannot sandbox itself when root starts it.
    running = playwright.chromium.launch(
        executable_path=path, args=FLAGS, chromium_sandbox=not is_root()
    )
    yield running
    running.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample project."""
    folder = tmp_path_factory.mktemp("site")
    return build(copy_sample(folder), folder / "site").index.parent


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project's own content."""
    folder = tmp_path_factory.mktemp("real")
    return build(Layout(ROOT / "content"), folder / "site").index.parent


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def open_page(browser: Browser, diary: Diary) -> Iterator[OpenPage]:
    contexts = []

    def open_one(**settings: Any) -> Page:
        context = browser.new_context(**settings)
        contexts.append(context)
        context.on("page", diary.follow)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page with the settings of a plain desktop browser."""
    return open_page()
