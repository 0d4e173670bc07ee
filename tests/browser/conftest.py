"""A real Chromium for these tests, and a diary of all that a page says and asks for."""

from __future__ import annotations

import http.server
import os
import shutil
import threading
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from playwright.sync_api import sync_playwright

from measurebook.offline import verify_bundle
from measurebook.pipeline.building import build
from measurebook.pipeline.handing_out import bundle
from measurebook.settings import Layout
from tests.content_folders import edit
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
    """The site of the sample project, in all languages of the interface."""
    folder = tmp_path_factory.mktemp("site")
    layout = copy_sample(folder)
    shutil.copytree(ROOT / "content" / "interface", layout.interface, dirs_exist_ok=True)
    languages = sorted((path.stem for path in layout.interface.iterdir()), key="en".__ne__)
    edit(layout.site, "languages: [en]", f"languages: [{', '.join(languages)}]")
    return build(layout, folder / "site").index.parent


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project's own content."""
    folder = tmp_path_factory.mktemp("real")
    return build(Layout(ROOT / "content"), folder / "site").index.parent


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the bundle, in a place whose name browsers must escape."""
    folder = tmp_path_factory.mktemp("a stick, Şəki #1 100%")
    made = bundle(Layout(ROOT / "content"), folder / "creative-azerbaijan-1.zip", folder)
    assert verify_bundle(made.bundle.path) == []
    shutil.unpack_archive(made.bundle.path, folder)
    return folder / "creative-azerbaijan-1"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Keep the requests out of the tests' output."""


@pytest.fixture(scope="session")
def served(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the same folder on a server, some way down."""
    root = tmp_path_factory.mktemp("root")
    shutil.copytree(unpacked, root / "any" / "sub" / "path")
    handler = partial(Quiet, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_port}/any/sub/path/"
        server.shutdown()
        thread.join()


@pytest.fixture(params=["folder", "server"])
def home(request: pytest.FixtureRequest, unpacked: Path) -> str:
    """Where the site stands, with a slash at the end."""
    if request.param == "folder":
        return f"{unpacked.as_uri()}/"
    address: str = request.getfixturevalue("served")
    return address


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
