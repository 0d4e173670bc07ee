"""Pictures that stand for pages where somebody shares their address, drawn as SVG.

Sizes and colours are those of the light theme; a card is a picture, so no style sheet reaches it.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

import msgspec
from markupsafe import escape

from measurebook.exports.page_facts import PageFacts
from measurebook.exports.plain import join_told, tidy_for_xml
from measurebook.exports.release import Release
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure

CARD_WIDTH, CARD_HEIGHT = 1200, 630
"""What the places that show such pictures ask for."""

_SITE = "cards/site.png"
_LINES = 5
_SIZES = ((60, 76, 25), (110, 62, 31), (190, 52, 37), (10_000, 44, 44))
"""For titles up to so many letters: the size of the letters, and how many fit on a line."""

_LEADING = 1.16
_TOP = 150
_STAR = (
    "M6 6h20v20H6zM16 1.9 30.1 16 16 30.1 1.9 16z",
    "M13.8 10.6h4.4l3.2 3.2v4.4l-3.2 3.2h-4.4l-3.2-3.2v-4.4z",
)
_TEXT = (
    '<text x="80" y="{y}" font-family="Newsreader" font-size="{size}" fill="{fill}">{text}</text>'
)
_FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">
<rect width="{width}" height="{height}" fill="#faf6ee"/>
<rect width="{width}" height="14" fill="#a1162d"/>
<g transform="translate(1000 70) scale(9)" fill="none" stroke="#a1162d" stroke-opacity="0.16">\
<path d="{square}"/></g>
{texts}
<rect x="80" y="530" width="1040" height="1" fill="#8a7d69"/>
<g transform="translate(80 552) scale(1.3)"><path d="{square}" fill="none" stroke="#a1162d" \
stroke-width="2"/><path d="{core}" fill="#a1162d"/></g>
<text x="136" y="584" font-family="Newsreader" font-size="32" fill="#1f1a14">{site}</text>
</svg>
"""


class Card(msgspec.Struct, frozen=True):
    """A picture of a page: where it stands, how it is drawn, and what it says."""

    address: str
    drawing: str
    words: str


def list_cards(release: Release) -> Iterator[Card]:
    """Draw a card for every measure, and one for all other pages."""
    site = release.site
    yield _draw(release, _SITE, "", tidy_for_xml(site.description) or release.title)
    for entry in release.atlas.measures:
        title = tidy_for_xml(entry.record.title or release.title)
        yield _draw(release, _address_of(entry.slug), _say_place(release, entry), title)


def find_card(page: PageFacts) -> str:
    """Return the address of the card of a page."""
    return _address_of(page.slug) if page.kind == "measure" else _SITE


def _address_of(measure: str) -> str:
    return f"cards/{measure}.png"


def _say_place(release: Release, entry: Entry[Measure]) -> str:
    """Say where a measure stands in the form, in the language of the exports."""
    areas = [release.atlas.area(slug) for slug in entry.record.areas or ()]
    names = [release.name_term(area.wordings) for area in areas]
    if not names:
        names = [
            release.name_term(release.atlas.goal(slug).wordings)
            for slug in entry.record.goals or ()
        ]
    return tidy_for_xml(join_told(names, " · "))


def _draw(release: Release, address: str, place: str, title: str) -> Card:
    size, lines = _set_title(title)
    texts = [_write(110, 30, "#5c5346", _cut(place, 68))] if place else []
    for number, line in enumerate(lines):
        y = _TOP + size + round(number * size * _LEADING)
        texts.append(_write(y, size, "#1f1a14", line))
    drawing = _FRAME.format(
        width=CARD_WIDTH,
        height=CARD_HEIGHT,
        square=_STAR[0],
        core=_STAR[1],
        texts="\n".join(texts),
        site=escape(tidy_for_xml(release.title)),
    )
    return Card(address, drawing, join_told([title, release.title], " · "))


def _set_title(title: str) -> tuple[int, list[str]]:
    """Choose the size of a title by its length, and break it into lines.

    >>> _set_title("Law on Media")
    (76, ['Law on Media'])
    """
    size, width = next((size, width) for most, size, width in _SIZES if len(title) <= most)
    lines = wrap(title, width)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1][: width - 2].rstrip()} …"]
    return size, lines


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 2].rstrip()} …"


def _write(y: int, size: int, fill: str, text: str) -> str:
    return _TEXT.format(y=y, size=size, fill=fill, text=escape(text))
