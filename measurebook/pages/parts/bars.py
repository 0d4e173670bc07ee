"""Numbers of measures as tables whose bars are the chart."""

from __future__ import annotations

from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.views import Link, View


class Bar(View, frozen=True, kw_only=True):
    """A row of a table whose bars are the chart; `width` is a percentage.

    `is_rest` marks what states nothing to be counted by: its bar is hollow.
    """

    link: Link
    count: str
    width: str
    is_empty: bool = False
    is_rest: bool = False


class BarGroup(View, frozen=True, kw_only=True):
    """Bars under a heading; without `heading` they stand alone."""

    bars: tuple[Bar, ...]
    heading: Link | None = None


def make_bar(edition: Edition, link: Link, count: int, most: int, *, is_rest: bool = False) -> Bar:
    """Make a bar on the scale of the largest number, `most`."""
    return Bar(
        link=link,
        count=edition.wording.number(count),
        width=f"{round(100 * count / most) if most else 0}%",
        is_empty=count == 0,
        is_rest=is_rest,
    )
