"""The page beside the text: a real browser follows a real preview."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.preview.pages import Running, run_preview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page, WebSocket

    from tests.browser.conftest import Diary

PATIENCE = 10_000


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    folder = tmp_path / "content"
    folder.mkdir()
    for name in ("abad", "beside"):
        (folder / f"{name}.txt").write_text("state 0")
    with run_preview(folder) as running:
        yield running


@pytest.fixture
def text(page: Page, preview: Running) -> Locator:
    """The text of an open page that already listens to the preview."""
    return open_listening(page, f"{preview.address}abad.html")


def open_listening(page: Page, address: str) -> Locator:
    """The text of the page at the address, when it has introduced itself to the preview."""
    sent: list[str] = []

    def note_frames(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(str(frame)))

    page.on("websocket", note_frames)
    page.goto(address)
    wait_until(page, lambda: any("info" in frame for frame in sent))
    return page.locator("#text")


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE / 1000
    while not holds():
        assert time.monotonic() < end, "it never came true"
        page.wait_for_timeout(20)


def expect_text(locator: Locator, words: str) -> None:
    expect(locator).to_have_text(words, timeout=PATIENCE)


def test_a_save_shows_in_the_open_page(text: Locator, preview: Running) -> None:
    """How fast it does is measured by `make bench`."""
    for state in range(1, 6):
        preview.write("abad", f"state {state}")
        expect_text(text, f"state {state}")


def test_of_twenty_quick_saves_the_last_is_on_the_page(text: Locator, preview: Running) -> None:
    for state in range(1, 21):
        preview.write("abad", f"state {state}")
        time.sleep(0.2)
    expect_text(text, "state 20")


def test_of_saves_faster_than_the_page_loads_the_last_is_on_the_page(
    text: Locator, preview: Running
) -> None:
    for state in range(1, 61):
        preview.write("abad", f"state {state}")
        time.sleep(0.023)
    expect_text(text, "state 60")


def test_twenty_times_broken_and_mended(text: Locator, preview: Running, page: Page) -> None:
    problems = page.locator(".preview-problems li")
    for state in range(1, 21):
        preview.write("abad", f"fine\nBROKEN {state}")
        expect_text(problems, f"content/abad.txt:2 BROKEN {state}")
        expect(text).to_have_text("state 0" if state == 1 else f"state {state - 1}")
        preview.write("abad", f"state {state}")
        expect_text(text, f"state {state}")
        expect(problems).to_have_count(0)


def test_what_was_done_beside_a_save_is_told_on_the_page(
    text: Locator, preview: Running, page: Page
) -> None:
    notes = page.locator(".preview-notes")
    preview.write("abad", "NOTED <b>forum.txt</b>")
    expect_text(notes, "NOTED <b>forum.txt</b>")
    expect(notes).to_have_role("status")
    preview.write("abad", "BROKEN and NOTED")
    expect_text(page.locator(".preview-problems li"), "content/abad.txt:1 BROKEN and NOTED")
    expect_text(notes, "BROKEN and NOTED")
    preview.write("abad", "state 1")
    expect_text(text, "state 1")
    expect(notes).to_have_count(0)


def test_the_page_keeps_its_place(text: Locator, preview: Running, page: Page) -> None:
    lines = "\n".join(f"line {number}" for number in range(500))
    preview.write("abad", lines)
    expect(text.locator("p")).to_have_count(500, timeout=PATIENCE)
    page.evaluate("scrollTo(0, 4000)")
    preview.write("abad", f"{lines}\nthe last line")
    expect(text.locator("p")).to_have_count(501, timeout=PATIENCE)
    # The browser takes a page that it has loaded again to its place when it has laid it out.
    wait_until(page, lambda: page.evaluate("scrollY") == 4000)
    preview.write("abad", "BROKEN")
    expect(page.locator(".preview-problems")).to_be_visible(timeout=PATIENCE)
    wait_until(page, lambda: page.evaluate("scrollY") == 4000)


def test_a_style_sheet_is_exchanged_in_the_page_as_it_stands(
    text: Locator, preview: Running, page: Page
) -> None:
    page.evaluate("document.title = 'as it stands'")
    for size in (30, 31, 32):
        (preview.folder / "base.css").write_text(f"body {{ font-size: {size}px }}")
        expect(text).to_have_css("font-size", f"{size}px", timeout=PATIENCE)
    assert page.title() == "as it stands"
    preview.write("abad", "state 1")
    expect_text(text, "state 1")
    expect(text).to_have_css("font-size", "32px")


def test_a_page_stays_as_it_is_when_only_another_has_changed(
    text: Locator, preview: Running, page: Page
) -> None:
    beside = open_listening(page.context.new_page(), f"{preview.address}beside.html")
    page.evaluate("document.title = 'as it stands'")
    for state in (1, 2):
        preview.write("beside", f"state {state}")
        expect_text(beside, f"state {state}")
    assert page.title() == "as it stands"
    preview.write("abad", "state 1")
    expect_text(text, "state 1")


def test_a_page_that_comes_and_goes_is_followed(
    text: Locator, preview: Running, page: Page
) -> None:
    (preview.folder / "abad.txt").rename(preview.folder / "other.txt")
    expect_text(page.locator("h1"), "Not found")
    (preview.folder / "other.txt").rename(preview.folder / "abad.txt")
    expect_text(text, "state 0")


def test_a_page_of_an_earlier_preview_follows_the_next(page: Page, tmp_path: Path) -> None:
    (tmp_path / "abad.txt").write_text("before")
    with run_preview(tmp_path) as first:
        page.goto(f"{first.address}abad.html")
        port = first.port
    (tmp_path / "abad.txt").write_text("after")
    with run_preview(tmp_path, str(port)) as second:
        assert second.port == port
        expect_text(page.locator("#text"), "after")


def test_the_sites_policy_holds_and_nothing_else_is_asked_for(
    text: Locator, preview: Running, page: Page, diary: Diary
) -> None:
    preview.write("abad", "BROKEN <img src=x onerror=alert(1)><script>alert(1)</script>")
    problems = page.locator(".preview-problems")
    expect(problems).to_have_css("border-top-color", "rgb(179, 18, 63)", timeout=PATIENCE)
    assert page.locator("img").count() == 0
    assert diary.errors == []
    assert diary.console == []
    assert diary.requests_beyond(preview.address) == []
    blocked = page.evaluate(
        "new Promise(tell => {"
        "  document.addEventListener('securitypolicyviolation', e => tell(e.violatedDirective));"
        "  const script = document.createElement('script'); script.textContent = '1';"
        "  document.head.append(script) })"
    )
    assert blocked == "script-src-elem"


CONNECT = """address => new Promise(tell => {
  const socket = new WebSocket(address);
  socket.onopen = () => tell("open");
  socket.onerror = () => tell("refused");
})"""


def test_a_page_from_elsewhere_cannot_listen_or_read(
    preview: Running, page: Page, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "abad.txt").write_text("x")
    socket = f"ws://localhost:{preview.port}/livereload"
    with run_preview(elsewhere) as other:
        # The favicon has no policy that would forbid the attempt.
        page.goto(f"{other.address}icon.svg")
        assert page.evaluate(CONNECT, socket.replace(str(preview.port), str(other.port))) == "open"
        assert page.evaluate(CONNECT, socket) == "refused"
        read = f"fetch('{preview.address}abad.html').then(() => 'read', () => 'refused')"
        assert page.evaluate(read) == "refused"
