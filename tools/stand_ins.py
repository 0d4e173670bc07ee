"""Fits the fonts of the system that stand in for a face until it has come.

A stand-in is made as wide and as high as ours, so that lines break where they will and nothing
jumps. How wide ours is depends on weight and size, so each use is measured on its own, by a
browser, over the site's own text. What still moves is told in CONTRIBUTING, "Measured".
"""

from __future__ import annotations

import io
import os
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont
from playwright.sync_api import sync_playwright

from tools.workshop import find_chromium, is_root

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from measurebook.model.knowledge import Knowledge

SERIF, SANS = "Newsreader Variable", "Source Sans 3 Variable"
BOLD = 600


@dataclass(frozen=True)
class Face:
    """A face of ours, as written."""

    family: str
    style: str
    weights: str
    data: bytes


@dataclass(frozen=True)
class Use:
    """Where a face is used: the weight, style and size in pixels that its stand-in is fitted to.

    `weights` are those of CSS for which it then stands in; `text` names the texts it is set in.
    """

    name: str
    family: str
    text: str
    size: int
    weight: int
    weights: str
    style: str = "normal"


USES = (
    Use("Newsreader stand-in", SERIF, "prose", 18, 400, "200 500"),
    Use("Newsreader stand-in", SERIF, "prose", 18, 600, "600 900"),
    Use("Newsreader stand-in", SERIF, "prose", 18, 400, "400", "italic"),
    Use("Newsreader heading stand-in", SERIF, "titles", 24, 500, "200 900"),
    Use("Newsreader title stand-in", SERIF, "titles", 36, 400, "200 900"),
    Use("Source Sans 3 stand-in", SANS, "words", 16, 400, "200 500"),
    Use("Source Sans 3 stand-in", SANS, "words", 16, 600, "600 900"),
    Use("Source Sans 3 stand-in", SANS, "words", 16, 400, "400", "italic"),
)


@dataclass(frozen=True)
class System:
    """A font that systems have, by all its names that have the same widths.

    Where `package` is None one of them must be installed here to be measured.
    """

    mark: str
    names: tuple[str, ...]
    package: str | None = None
    upright: str = ""
    italic: str = ""


SYSTEMS = {
    SERIF: (
        System("", ("Times New Roman", "Liberation Serif", "Tinos")),
        System(
            " (Android)",
            ("Noto Serif",),
            "fontpkg_noto_serif",
            "NotoSerif[wdth,wght].ttf",
            "NotoSerif-Italic[wdth,wght].ttf",
        ),
    ),
    SANS: (
        System("", ("Arial", "Helvetica", "Liberation Sans", "Arimo")),
        System(
            " (Android)",
            ("Roboto",),
            "fontpkg_roboto",
            "Roboto[wdth,wght].ttf",
            "Roboto-Italic[wdth,wght].ttf",
        ),
    ),
}


WIDTHS = """async ([lines, fonts]) => {
  await Promise.all([...document.fonts].map((face) => face.load()));
  const box = document.createElement("span");
  box.style.whiteSpace = "nowrap";
  document.body.append(box);
  return fonts.map((font) => {
    box.style.font = font;
    return lines.reduce((sum, line) => {
      box.textContent = line;
      return sum + box.getBoundingClientRect().width;
    }, 0);
  });
}"""


def list_words(knowledge: Knowledge) -> list[str]:
    return [text for words in knowledge.words.values() for text in words.values()]


def find_texts(knowledge: Knowledge) -> dict[str, list[str]]:
    """The lines of each kind of text, as the site sets them."""
    measures = knowledge.measures.values()
    return {
        "titles": [measure.record.title or "" for measure in measures],
        "prose": [section.text for measure in measures for section in measure.sections],
        "words": list_words(knowledge),
    }


@dataclass(frozen=True)
class StandIn:
    """A font of the system for one use of a face of ours."""

    use: Use
    system: System

    @property
    def family(self) -> str:
        return f"{self.use.name}{self.system.mark}"

    @property
    def names(self) -> str:
        """The names of the font, in the cut that this use needs, as CSS asks systems for them."""
        is_italic = self.use.style == "italic"
        cut = " Italic" if is_italic else " Bold" if self.use.weight >= BOLD else ""
        return ", ".join(f'local("{name}{cut}")' for name in self.system.names)

    @property
    def source(self) -> str:
        """Where the browser that measures finds the font."""
        if self.system.package is None:
            return self.names
        file = self.system.italic if self.use.style == "italic" else self.system.upright
        return embed(find_file(self.system.package, file).read_bytes())


STAND_INS = [StandIn(use, system) for use in USES for system in SYSTEMS[use.family]]


def find_file(package: str, file: str) -> Path:
    """Find a font in one of the packages that carry them."""
    return Path(str(files(package))) / "files" / file


def embed(data: bytes) -> str:
    return f'url("data:font/woff2;base64,{b64encode(data).decode()}")'


def write_rule(family: str, style: str, weights: str, source: str, *rest: str) -> str:
    """Write an @font-face rule."""
    lines = [
        f'font-family: "{family}"',
        f"font-style: {style}",
        f"font-weight: {weights}",
        f"src: {source}",
        *rest,
    ]
    return "\n".join(["@font-face {", *(f"  {line};" for line in lines), "}", ""])


def measure(faces: list[Face], texts: dict[str, list[str]]) -> list[float]:
    """Tell for each stand-in how many times as wide our face is in its use."""
    probes = [write_rule(face.family, face.style, face.weights, embed(face.data)) for face in faces]
    probes += [
        write_rule(one.family, one.use.style, one.use.weights, one.source) for one in STAND_INS
    ]
    with sync_playwright() as running:
        browser = running.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or find_chromium(),
            chromium_sandbox=not is_root(),
        )
        page = browser.new_page()
        page.set_content(f"<!DOCTYPE html><style>{''.join(probes)}</style>")
        shares = [compare(page, one, texts[one.use.text]) for one in STAND_INS]
        browser.close()
    return shares


def compare(page: Page, one: StandIn, lines: list[str]) -> float:
    font = f'{one.use.style} {one.use.weight} {one.use.size}px "{{}}"'
    fonts = [font.format(one.use.family), font.format(one.family)]
    ours, theirs = page.evaluate(WIDTHS, [lines, fonts])
    return float(ours / theirs)


def read_heights(face: Face) -> tuple[float, float]:
    """How far a face reaches above and below its line, as shares of its size."""
    with TTFont(io.BytesIO(face.data)) as opened:
        em, head = opened["head"].unitsPerEm, opened["hhea"]
        return head.ascent / em, -head.descent / em


def write_stand_ins(faces: list[Face], knowledge: Knowledge) -> Iterator[str]:
    """Write the rules of all stand-ins for these faces."""
    heights = {face.family: read_heights(face) for face in faces}
    for one, share in zip(STAND_INS, measure(faces, find_texts(knowledge)), strict=True):
        ascent, descent = heights[one.use.family]
        yield write_rule(
            one.family,
            one.use.style,
            one.use.weights,
            one.names,
            f"size-adjust: {share:.1%}",
            f"ascent-override: {ascent / share:.1%}",
            f"descent-override: {descent / share:.1%}",
            "line-gap-override: 0%",
        )
