"""The cut faces of the site: their letters, their widths and the style sheet that loads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from measurebook.load import load_knowledge
from measurebook.settings import Layout
from tests.source_code import ROOT

pytest.importorskip("fontTools", reason="comes with what writes PDF")

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from tools.faces import CUTS, FONTS, SHEET, Cut, find_letters, read_points, write_points

if TYPE_CHECKING:
    from pathlib import Path

VENDOR = ROOT / "assets" / "vendor"
# The same faces as another distributor carries them. Its italic Newsreader is for smaller sizes.
WHOLE = {
    "serif": "newsreader-latin-opsz-normal",
    "sans": "source-sans-3-latin-wght-normal",
    "sans-italic": "source-sans-3-latin-wght-italic",
}
each_cut = pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.name)


def open_face(path: Path) -> TTFont:
    """Open a face as it is at weight 400 and the size of text."""
    face = TTFont(path)
    if "fvar" not in face:
        return face
    axes = {axis.axisTag for axis in face["fvar"].axes}
    return instantiateVariableFont(face, {"wght": 400, **({"opsz": 18} if "opsz" in axes else {})})


@each_cut
def test_a_cut_face_has_the_letters_of_every_language_of_the_site(cut: Cut) -> None:
    letters = find_letters(load_knowledge(Layout(ROOT / "content")))
    has = set(TTFont(FONTS / f"{cut.name}.woff2").getBestCmap())
    assert {chr(letter) for letter in letters - has} == set()


@pytest.mark.parametrize("name", WHOLE)
def test_a_cut_face_is_as_wide_as_the_vendored_one(name: str) -> None:
    ours = open_face(FONTS / f"{name}.woff2")
    theirs = open_face(next(VENDOR.glob(f"*/{WHOLE[name]}.woff2")))
    names, others = ours.getBestCmap(), theirs.getBestCmap()
    assert len(names.keys() & others.keys()) > 200
    assert [
        chr(point)
        for point in names.keys() & others.keys()
        if abs(ours["hmtx"][names[point]][0] - theirs["hmtx"][others[point]][0]) > 1
    ] == []


@each_cut
def test_a_cut_face_does_not_bear_the_name_of_the_whole_one(cut: Cut) -> None:
    face = TTFont(FONTS / f"{cut.name}.woff2")
    assert face["name"].getDebugName(1) == f"Measurebook {cut.name}"


def test_the_files_of_a_style_are_declared_alike_and_share_no_letter() -> None:
    rules = re.findall(r"@font-face \{(.*?)\}", SHEET.read_text(encoding="utf-8"), re.DOTALL)
    seen: dict[str, set[int]] = {}
    for rule in rules:
        if asked := re.search(r"unicode-range: ([^;]+);", rule):
            face = "".join(re.findall(r"font-(?:family|style|weight): [^;]+;", rule))
            points = read_points(asked[1].replace("U+", "").replace(",", ""))
            assert not points & seen.get(face, set())
            seen.setdefault(face, set()).update(points)
    assert len(seen) == len(CUTS)


def test_code_points_are_written_as_they_are_read() -> None:
    assert write_points(read_points("20-7E A0 259")) == "U+0020-007E, U+00A0, U+0259"
