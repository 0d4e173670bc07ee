"""Cuts the faces of the site out of the whole ones and fits the fonts that stand in for them.

`make faces` writes assets/fonts/ and assets/css/fonts.css; both are committed, so that building
needs none of this. A cut face keeps the letters of the site's languages and the weights and sizes
that the style sheets ask for: half of what a page would load otherwise, in one file instead of two.
All other letters stay in the vendored files, which a browser loads for pages that have them.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from measurebook.load import load_knowledge
from measurebook.settings import Layout
from tools.stand_ins import SANS, SERIF, Face, find_file, list_words, write_rule, write_stand_ins

if TYPE_CHECKING:
    from measurebook.model.knowledge import Knowledge

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "assets" / "fonts"
SHEET = ROOT / "assets" / "css" / "fonts.css"

# Code points that every cut face has, as Google Fonts counts "latin", and those of the vendored
# rest; a letter that a cut face has is taken out of these.
LATIN = (
    "0-FF 131 152-153 2BB-2BC 2C6 2DA 2DC 304 308 329 2000-206F 20AC 2122 2191 2193 2212 2215 "
    "FEFF FFFD"
)
LATIN_EXT = (
    "100-130 132-151 154-2BA 2BD-2C5 2C7-2CC 2CE-2D7 2DD-2FF 1D00-1DBF 1E00-1E9F 1EF2-1EFF 2020 "
    "20A0-20AB 20AD-20C0 2113 2C60-2C7F A720-A7FF"
)
CYRILLIC = "301 400-45F 490-491 4B0-4B1 2116"

FEATURES = "ccmp frac dnom numr kern liga locl mark mkmk pnum rvrn tnum".split()
COPYRIGHT, LICENCE, LICENCE_ADDRESS = 0, 13, 14
FAMILY, STYLE, FULL_NAME, POSTSCRIPT_NAME = 1, 2, 4, 6

HEAD = "/* Written by `make faces`; tools/faces.py and tools/stand_ins.py say how. */\n"


@dataclass(frozen=True)
class Cut:
    """A face as the site loads it. `axes` are what is kept of the whole face's."""

    name: str
    family: str
    style: str
    weights: str
    package: str
    file: str
    axes: dict[str, tuple[int, int] | int]


CUTS = (
    Cut(
        "serif",
        SERIF,
        "normal",
        "300 600",
        "fontpkg_newsreader",
        "Newsreader[opsz,wght].ttf",
        {"wght": (300, 600), "opsz": (18, 72)},
    ),
    Cut(
        "serif-italic",
        SERIF,
        "italic",
        "400",
        "fontpkg_newsreader",
        "Newsreader-Italic[opsz,wght].ttf",
        {"wght": 400, "opsz": 18},
    ),
    Cut(
        "sans",
        SANS,
        "normal",
        "400 700",
        "fontpkg_source_sans_3",
        "SourceSans3[wght].ttf",
        {"wght": (400, 700)},
    ),
    Cut(
        "sans-italic",
        SANS,
        "italic",
        "400",
        "fontpkg_source_sans_3",
        "SourceSans3-Italic[wght].ttf",
        {"wght": 400},
    ),
)


@dataclass(frozen=True)
class Rest:
    """A vendored file with what the cut face of this family and style lacks."""

    family: str
    style: str
    file: str
    points: str


NEWSREADER = "newsreader-5.3.0/newsreader-latin-ext"
SOURCE_SANS = "source-sans-3-5.3.0/source-sans-3"
RESTS = (
    Rest(SERIF, "normal", f"{NEWSREADER}-opsz-normal", LATIN_EXT),
    Rest(SERIF, "italic", f"{NEWSREADER}-wght-italic", LATIN_EXT),
    Rest(SANS, "normal", f"{SOURCE_SANS}-latin-ext-wght-normal", LATIN_EXT),
    Rest(SANS, "italic", f"{SOURCE_SANS}-latin-ext-wght-italic", LATIN_EXT),
    Rest(SANS, "normal", f"{SOURCE_SANS}-cyrillic-wght-normal", CYRILLIC),
)


def read_points(ranges: str) -> set[int]:
    """Read code points, as in "0-FF 131"."""
    points = set[int]()
    for part in ranges.split():
        first, _, last = part.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def write_points(points: set[int]) -> str:
    """Write code points as CSS has them."""
    parts: list[list[int]] = []
    for point in sorted(points):
        if parts and point == parts[-1][-1] + 1:
            parts[-1][1:] = [point]
        else:
            parts.append([point])
    return ", ".join("U+" + "-".join(f"{point:04X}" for point in part) for part in parts)


def find_letters(knowledge: Knowledge) -> set[int]:
    """Find the letters of the languages of the site."""
    text = set("".join(list_words(knowledge)))
    letters = {form for letter in text for form in (letter, letter.lower(), letter.upper())}
    return {ord(letter) for letter in letters if len(letter) == 1 and letter.isalpha()}


def find_licence(package: str) -> str:
    return Path(str(files(package)), "LICENSE").read_text(encoding="utf-8")


def cut_face(cut: Cut, points: set[int]) -> bytes:
    """Cut a face. It gets a name of its own: the licence keeps that of the whole one for that."""
    options = Options(layout_features=FEATURES, name_IDs=[COPYRIGHT, LICENCE, LICENCE_ADDRESS])
    options.notdef_outline, options.glyph_names, options.hinting = True, False, False
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    with TTFont(find_file(cut.package, cut.file), recalcTimestamp=False) as whole:
        subsetter.subset(whole)
        lean = TTFont(io.BytesIO(save(whole)), recalcTimestamp=False)
    face = instantiateVariableFont(lean, cut.axes)
    rename(face, f"Measurebook {cut.name}")
    return save(face, "woff2")


def rename(face: TTFont, name: str) -> None:
    for number, text in (
        (FAMILY, name),
        (STYLE, "Regular"),
        (FULL_NAME, name),
        (POSTSCRIPT_NAME, name.replace(" ", "")),
    ):
        face["name"].setName(text, number, 3, 1, 0x409)


def save(face: TTFont, flavor: str | None = None) -> bytes:
    written = io.BytesIO()
    face.flavor = flavor
    face.save(written)
    return written.getvalue()


def list_points(face: Face, asked: set[int]) -> set[int]:
    """The code points to ask this face for: those of LATIN, and of the others what it has."""
    with TTFont(io.BytesIO(face.data)) as opened:
        return read_points(LATIN) | (asked & set(opened.getBestCmap()))


# Writing


def write_face(face: Face, address: str, points: set[int]) -> str:
    return write_rule(
        face.family,
        face.style,
        face.weights,
        f'url("../{address}.woff2") format("woff2")',
        "font-display: swap",
        f"unicode-range: {write_points(points)}",
    )


def make_faces(knowledge: Knowledge, folder: Path) -> str:
    """Write the cut faces into a folder and return the style sheet that loads them.

    The files of one style all have its weights: browsers take the letters that one file lacks from
    another only where they are declared alike.
    """
    letters = find_letters(knowledge)
    rules, faces = [], dict[tuple[str, str], Face]()
    for cut in CUTS:
        face = Face(cut.family, cut.style, cut.weights, cut_face(cut, read_points(LATIN) | letters))
        (folder / f"{cut.name}.woff2").write_bytes(face.data)
        faces[cut.family, cut.style] = face
        rules.append(write_face(face, f"fonts/{cut.name}", list_points(face, letters)))
    for rest in RESTS:
        face = faces[rest.family, rest.style]
        points = read_points(rest.points) - list_points(face, letters)
        rules.append(write_face(face, f"vendor/{rest.file}", points))
    return "\n".join([HEAD, *rules, *write_stand_ins(list(faces.values()), knowledge)])


def main() -> None:
    FONTS.mkdir(exist_ok=True)
    sheet = make_faces(load_knowledge(Layout(ROOT / "content")), FONTS)
    SHEET.write_text(sheet, encoding="utf-8", newline="\n")
    licences = dict.fromkeys(find_licence(cut.package) for cut in CUTS)
    (FONTS / "LICENSE").write_text("\n\n".join(licences), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
