"""The colours of tokens.css keep the contrast of WCAG 2.2 AA in both themes."""

import re
from itertools import product
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[1] / "assets" / "css" / "tokens.css"
PAIR = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")
COLOURS = {
    name: (light, dark) for name, light, dark in PAIR.findall(TOKENS.read_text(encoding="utf-8"))
}
THEMES = ("light", "dark")

GROUNDS = ("paper", "paper-raised", "paper-sunk")
TINTS = ("teal-tint", "crimson-tint", "amber-tint")
TEXT = [
    *product(("ink", "ink-soft", "crimson", "link-hover", "teal"), GROUNDS),
    *product(("ink", "ink-soft", "crimson"), TINTS),
    *product(("amber",), ("paper", "paper-raised", "amber-tint")),
    *product(("ink",), ("heat-1", "heat-2", "heat-3")),
    *product(("on-heat",), ("heat-4", "heat-5")),
    *product(("on-solid",), ("teal", "crimson")),
    *product(("on-footer", "on-footer-soft"), ("footer",)),
]
LINES = [*product(("rule-strong", "focus", "teal", "crimson"), GROUNDS), ("on-footer", "footer")]


def channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    red, green, blue = (channel(int(colour[place : place + 2], 16)) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "ground"), TEXT, ids=lambda name: name)
def test_text_stands_out_from_its_ground(front: str, ground: str, theme: str) -> None:
    place = THEMES.index(theme)
    assert contrast(COLOURS[front][place], COLOURS[ground][place]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "ground"), LINES, ids=lambda name: name)
def test_lines_and_marks_stand_out_from_their_ground(front: str, ground: str, theme: str) -> None:
    place = THEMES.index(theme)
    assert contrast(COLOURS[front][place], COLOURS[ground][place]) >= 3


def test_no_style_sheet_but_the_tokens_names_a_colour_of_its_own() -> None:
    named = {
        path.name: re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)", path.read_text(encoding="utf-8"))
        for path in TOKENS.parent.rglob("*.css")
        if path.name not in {"tokens.css", "print.css", "print-edition.css"}  # paper is white
    }
    assert not {name: colours for name, colours in named.items() if colours}
