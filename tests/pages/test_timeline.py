"""Dates are shown as precisely as they are stated, in the table and in the picture."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from measurebook.pages.timeline import TimelineView

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def timeline(view: Callable[[str, type[TimelineView]], TimelineView]) -> TimelineView:
    return view("timeline.html", TimelineView)


def test_every_date_stands_under_its_year_with_its_precision(timeline: TimelineView) -> None:
    rows = [(row.date, row.precision, row.is_inferred) for y in timeline.years for row in y.rows]
    assert rows == [
        ("2021", "year", True),
        ("3 May 2021", "day", False),
        ("12 June 2024", "day", True),
        ("13 June 2024", "day", True),
        ("14 June 2024", "day", False),
    ]
    assert [year.year for year in timeline.years] == ["2021", "2024"]


def test_every_date_leads_to_its_record_and_its_lines(timeline: TimelineView) -> None:
    rows = [row for year in timeline.years for row in year.rows]
    assert {row.record.address for row in rows} == {
        "measures/law-on-the-arts.html",
        "events/stage-forum.html",
    }
    assert all(row.cites for row in rows)


def test_a_year_is_drawn_as_the_whole_year_and_a_period_from_beginning_to_end(
    timeline: TimelineView,
) -> None:
    assert timeline.picture is not None
    marks = json.loads(timeline.picture.spec)["data"]["values"]
    shapes = [(mark["shape"], mark["first"], mark["last"]) for mark in marks]
    assert shapes[0] == ("year", 2021.0, 2022.0)
    (period,) = [mark for mark in marks if mark["shape"] == "period"]
    days = [mark for mark in marks if mark["shape"] == "day" and mark["is_inferred"]]
    assert (period["first"], period["last"]) == (days[0]["first"], days[1]["last"])


def test_on_narrow_screens_the_names_stand_above_their_rows(timeline: TimelineView) -> None:
    assert timeline.picture is not None
    assert timeline.narrow_picture is not None
    wide, narrow = (
        json.loads(picture.spec) for picture in (timeline.picture, timeline.narrow_picture)
    )
    assert narrow["data"] == wide["data"]
    assert narrow["width"] + 2 * 16 <= 375
    assert narrow["encoding"]["y"]["axis"]["labelAlign"] == "left"


def test_measures_without_a_date_are_counted_and_listed_elsewhere(timeline: TimelineView) -> None:
    assert timeline.undated is not None
    assert timeline.undated.text == "2 measures are without a date here."
    assert timeline.undated.address == "measures/index.html?year=not-stated"
