"""Takes the pictures of the main pages that docs/ holds and the README shows.

Every page is taken on a wide and on a narrow screen, in the light and in the dark theme, by the
browser of the tests. WebP at this quality is a fifth of the same picture as PNG.
"""

from __future__ import annotations

import argparse
import base64
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import sync_playwright

from measurebook.pipeline.building import build
from measurebook.settings import Layout
from tools.workshop import find_chromium, is_root

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
QUALITY = 70
CITED_LINE = re.compile(r"sources/[^\"#]+\.html#L\d+")


@dataclass(frozen=True)
class Screen:
    suffix: str
    width: int
    height: int
    scheme: Literal["light", "dark"]


SCREENS = (
    Screen("", 1280, 900, "light"),
    Screen("-dark", 1280, 900, "dark"),
    Screen("-narrow", 375, 812, "light"),
    Screen("-narrow-dark", 375, 812, "dark"),
)


def find_pages(site: Path) -> dict[str, str]:
    """The addresses to take, by the name of their pictures: the longest measure and its source."""
    measures = [path for path in (site / "measures").glob("*.html") if path.stem != "index"]
    measure = max(measures, key=lambda path: path.stat().st_size)
    cited = CITED_LINE.search(measure.read_text(encoding="utf-8"))
    if cited is None:
        raise LookupError(f"{measure.name} cites no line")
    return {
        "home": "index.html",
        "measure": f"measures/{measure.name}",
        "measures": "measures/index.html?goal=1",
        "search": "search.html?q=theatre",
        "workbook": "workbook.html",
        "source": cited[0],
    }


def take_pictures(browser: Browser, site: Path, folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    pages = find_pages(site)
    for screen in SCREENS:
        context = browser.new_context(
            viewport={"width": screen.width, "height": screen.height},
            color_scheme=screen.scheme,
            reduced_motion="reduce",
        )
        page = context.new_page()
        for name, address in pages.items():
            page.goto(f"{site.as_uri()}/{address}")
            path = folder / f"{name}{screen.suffix}.webp"
            path.write_bytes(take_picture(page))
            yield path
        context.close()


def take_picture(page: Page) -> bytes:
    """What the window shows, once faces are there and scripts have done their work."""
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)  # a search that the address asks for
    session = page.context.new_cdp_session(page)
    wanted = {"format": "webp", "quality": QUALITY}
    return base64.b64decode(session.send("Page.captureScreenshot", wanted)["data"])


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make pictures", description=__doc__)
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--folder", type=Path, default=DOCS)
    read = parser.parse_args(arguments)
    chromium = os.environ.get("CHROMIUM") or find_chromium()
    with tempfile.TemporaryDirectory() as built, sync_playwright() as playwright:
        site = build(Layout(read.content), Path(built, "site")).index.parent
        browser = playwright.chromium.launch(
            executable_path=chromium, chromium_sandbox=not is_root()
        )
        for path in take_pictures(browser, site, read.folder):
            print(f"{path.stat().st_size / 1000:6.0f} kB  {path.name}", flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
