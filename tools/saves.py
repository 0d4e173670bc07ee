"""Times the saves of a curator: from a file being written until an open page shows it.

The preview is a program of its own on copies of all that is edited, the page is open in the
browser of the tests.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tools.workshop import find_chromium, is_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ("build.py", "measurebook", "templates", "assets")
SHOWN = "document.querySelector('main')?.textContent.match(/mark\\d+/)?.[0]"
STYLED = "getComputedStyle(document.documentElement).getPropertyValue('--mark')"
WATCH = """{
  let told = "";
  const look = () => {
    const mark = %s;
    if (mark && mark !== told) {
      told = mark;
      requestAnimationFrame(() => tellPainted(mark, performance.now()));
    }
    requestAnimationFrame(look);
  };
  const tellPainted = (mark, drawn) => {
    const [first] = performance.getEntriesByName("first-contentful-paint");
    if (first) tell(mark, (performance.timeOrigin + Math.max(drawn, first.startTime)) / 1000);
    else requestAnimationFrame(() => tellPainted(mark, drawn));
  };
  requestAnimationFrame(look);
}"""
"""Tells of each new mark when it is painted: when the frame with it is done, and in a page that was
loaded anew not before the browser calls its first paint done. The page itself looks at the clock,
so that what a tester's own tools do in a new document is not counted."""

LOOK_EVERY = 20
PATIENCE = 60.0
PAUSE = 3.0
"""Seconds from one save to the next: long enough for the rest of the site to be built."""


@dataclass(frozen=True)
class Save:
    """A file to save: the text `old` in it is followed by `new`, in which # stands for a mark.

    `shows` is the JavaScript that finds the mark in the open page.
    """

    name: str
    path: str
    page: str
    old: str
    new: str
    shows: str = SHOWN


def list_saves(content: Path) -> list[Save]:
    """One file of each kind, with a page that shows it."""
    measure = min((content / "measures").glob("*.md"))
    page = f"measures/{measure.stem}.html"
    last_line = measure.read_text(encoding="utf-8").rstrip("\n").rpartition("\n")[2]
    areas = (content / "vocabulary" / "areas.yaml").read_text(encoding="utf-8")
    area = re.search(r"^([a-z-]+):$.*?^ +text: (.*?)$", areas, re.MULTILINE | re.DOTALL)
    if area is None:
        raise LookupError("areas.yaml lists no area")
    note = "\n\n## Editor's note\n\n#"
    return [
        Save("a measure", f"content/measures/{measure.name}", page, last_line, note),
        Save("a template", "templates/pages/measure.html", page, "{% block main %}", "<p>#</p>"),
        Save("a style sheet", "assets/css/base.css", page, "", "html { --mark: #; }", STYLED),
        Save(
            "a vocabulary",
            "content/vocabulary/areas.yaml",
            f"areas/{area[1]}.html",
            f"text: {area[2]}",
            " #",
        ),
    ]


def measure_saves(content: Path, folder: Path, times: int) -> Iterator[str]:
    """Yield a line for each kind of file; one line with the reason where there is no browser."""
    chromium = os.environ.get("CHROMIUM") or find_chromium()
    if chromium is None:
        yield "save to page: no Chromium found (`make test` gets one)"
        return
    copy_program(content, folder)
    with run_preview(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, chromium_sandbox=not is_root()
        )
        for save in list_saves(folder / "content"):
            with browser.new_page() as page:
                seconds = time_saves(save, page, address, folder, times)
            middle = statistics.median(seconds)
            told = f"{middle:.3f} s ({min(seconds):.3f}-{max(seconds):.3f})"
            yield f"save to page, {save.name:14} {told}"
        browser.close()


def copy_program(content: Path, folder: Path) -> None:
    """Copy all that a site is made of, so that anything may be edited."""
    folder.mkdir(parents=True)
    for name in PROGRAM:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    shutil.copytree(content, folder / "content")


@contextmanager
def run_preview(folder: Path) -> Iterator[str]:
    """Run the preview and give its address once the first site stands."""
    words = [sys.executable, "build.py", "serve", "--port", "0"]
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield find_address(process.stdout)
        finally:
            process.kill()


def find_address(lines: Iterable[str] | None) -> str:
    said = []
    for line in lines or ():
        if found := re.search(r"http://\S+", line):
            return found[0]
        said.append(line)
    raise LookupError(f"the preview did not start: {''.join(said)}")


def time_saves(save: Save, page: Page, address: str, folder: Path, times: int) -> list[float]:
    """Seconds of each save; the file is as it was in the end."""
    shown: dict[str, float] = {}

    def tell(mark: str, moment: float) -> None:
        shown.setdefault(mark, moment)

    page.expose_function("tell", tell)
    page.add_init_script(WATCH % save.shows)
    page.goto(f"{address}{save.page}")
    path = folder / save.path
    text = path.read_text(encoding="utf-8")
    seconds = []
    for number in range(times):
        time.sleep(PAUSE)
        mark = f"mark{number}"
        changed = text.replace(save.old, save.old + save.new.replace("#", mark), 1)
        start = time.time()
        path.write_text(changed, encoding="utf-8")
        seconds.append(wait_for(mark, shown, page) - start)
    path.write_text(text, encoding="utf-8")
    time.sleep(PAUSE)
    return seconds


def wait_for(mark: str, shown: dict[str, float], page: Page) -> float:
    """Return when the page showed a mark; what it tells comes in while we wait."""
    end = time.monotonic() + PATIENCE
    while mark not in shown:
        if time.monotonic() > end:
            raise TimeoutError(f"the page never showed {mark}")
        page.wait_for_timeout(LOOK_EVERY)
    return shown[mark]
