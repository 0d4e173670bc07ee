"""When things were: every date that a measure or an event states, no more precise than stated."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from measurebook.model.event import Event, EventDate
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure, Precision
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.views import Cite, LedView, Link, Picture, View
from measurebook.text import squash_blanks
from measurebook.urls import NOT_STATED, address_of

_MOST_DRAWN = 80
"""With more records than these the picture would be longer than its table is."""

_LONGEST_LABEL = 46
_START, _END = "start", "end"
_DAYS_OF_YEAR = 366


class Setting(NamedTuple):
    """How wide and how high a picture is, in pixels, and where the names of its rows stand."""

    width: int
    row_height: int
    names: dict[str, Any]


_WIDE = Setting(620, 24, {"labelPadding": 12})
_NARROW = Setting(320, 42, {"labelAlign": "left", "labelPadding": 0, "labelOffset": -15})
"""Names stand above their rows where there is no room beside them."""


class Stated(NamedTuple):
    """A date that a record states; `what` is a date kind or a field, `said` its word."""

    date: str
    precision: Precision
    is_inferred: bool
    what: str
    said: str
    record: Link
    cites: tuple[Cite, ...]


class DateRow(View, frozen=True, kw_only=True):
    date: str
    precision: str
    is_inferred: bool
    what: str
    record: Link
    cites: tuple[Cite, ...]


class Year(View, frozen=True, kw_only=True):
    """The dates of a year: those of which more is not known first, then month by month."""

    year: str
    rows: tuple[DateRow, ...]


class TimelineView(LedView, frozen=True, kw_only=True):
    heading: str
    picture: Picture | None
    narrow_picture: Picture | None
    undated: Link | None
    years: tuple[Year, ...]
    has_inferred: bool


def make_timeline(edition: Edition) -> TimelineView:
    heading = edition.wording.say("timeline_heading")
    stated = sorted(_find_stated(edition), key=lambda found: found.date)
    return TimelineView(
        frame=make_frame(edition, "timeline", heading),
        heading=heading,
        lead=edition.wording.count("timeline_lead", len(stated)),
        picture=_draw(edition, stated, _WIDE),
        narrow_picture=_draw(edition, stated, _NARROW),
        undated=_link_undated(edition),
        years=tuple(
            Year(year=year, rows=tuple(_show(edition, found) for found in same))
            for year, same in groupby(stated, key=lambda found: found.date[:4])
        ),
        has_inferred=any(found.is_inferred for found in stated),
    )


def _link_undated(edition: Edition) -> Link | None:
    """Link the measures that are missing here: no date was read from their titles and texts."""
    undated = sum(not entry.record.dates for entry in edition.atlas.measures)
    if not undated:
        return None
    address = f"{address_of('measures')}?year={NOT_STATED}"
    return Link(text=edition.wording.count("timeline_undated", undated), address=address)


def _show(edition: Edition, found: Stated) -> DateRow:
    return DateRow(
        date=edition.wording.date(found.date, found.precision),
        precision=edition.wording.say(f"precision_{found.precision}"),
        is_inferred=found.is_inferred,
        what=found.said,
        record=found.record,
        cites=found.cites,
    )


# What is stated


def _find_stated(edition: Edition) -> Iterator[Stated]:
    for measure in edition.atlas.measures:
        yield from _read_measure(edition, measure)
    for event in edition.atlas.events:
        yield from _read_event(edition, event)


def _read_measure(edition: Edition, entry: Entry[Measure]) -> Iterator[Stated]:
    link, cites = edition.measure(entry), edition.cites(entry.record.citations.get("dates"))
    for found in entry.record.dates:
        said = edition.say_term(edition.vocabulary.date_kinds[found.what].wordings)
        yield Stated(found.date, found.precision, found.inferred, found.what, said, link, cites)


def _read_event(edition: Edition, entry: Entry[Event]) -> Iterator[Stated]:
    event = entry.record
    dates = {_START: event.starts, _END: event.ends, "published": event.published}
    fields = {_START: "starts", _END: "ends", "published": "published"}
    for what, found in dates.items():
        if found is not None:
            yield _make_of_event(edition, entry, found, what, fields[what])


def _make_of_event(
    edition: Edition, entry: Entry[Event], found: EventDate, what: str, field: str
) -> Stated:
    cites = edition.cites(entry.record.citations.get(field))
    said = edition.wording.say(f"field_{field}")
    link = edition.event(entry)
    return Stated(found.date, found.precision, found.inferred, what, said, link, cites)


# The picture


class _Mark(NamedTuple):
    """A mark of the picture, from one point of a scale of years to another one."""

    shape: str
    first: float
    last: float
    is_inferred: bool


def _draw(edition: Edition, stated: Sequence[Stated], setting: Setting) -> Picture | None:
    """Describe the picture: a row for each record, in the order of its first date."""
    records: dict[Link, list[Stated]] = {}
    for found in stated:
        records.setdefault(found.record, []).append(found)
    if not records or len(records) > _MOST_DRAWN:
        return None
    rows = [
        {"record": _label(record.text, place), "place": place, **mark._asdict()}
        for place, (record, dates) in enumerate(records.items())
        for mark in _list_marks(dates)
    ]
    years = [int(found.date[:4]) for found in stated]
    spec = _make_spec(rows, min(years), max(years) + 1, setting)
    return Picture(
        spec=json.dumps(spec, ensure_ascii=False, sort_keys=True),
        label=edition.wording.say("timeline_picture", first=min(years), last=max(years)),
    )


def _label(text: str, place: int) -> str:
    """Cut a title to its beginning; titles that begin alike stay apart by blanks behind them."""
    whole = squash_blanks(text)
    shown = whole if len(whole) <= _LONGEST_LABEL else f"{whole[: _LONGEST_LABEL - 1].rstrip()}…"
    return shown + "\N{ZERO WIDTH SPACE}" * place


def _list_marks(dates: Sequence[Stated]) -> Iterator[_Mark]:
    """List the marks of one record."""
    placed = [(found, locate(found.date)) for found in dates]
    starts = [span[0] for found, span in placed if found.what == _START]
    ends = [span[1] for found, span in placed if found.what == _END]
    if starts and ends:
        is_inferred = any(found.is_inferred for found, _ in placed if found.what in {_START, _END})
        yield _Mark("period", min(starts), max(ends), is_inferred)
    for found, span in placed:
        yield _Mark(found.precision, *span, found.is_inferred)


def locate(written: str) -> tuple[float, float]:
    """Return where a year, month or day begins and ends on a scale of years.

    >>> locate("2019"), locate("2019-12")
    ((2019.0, 2020.0), (2019.9126, 2020.0))
    """
    if len(written) == len("2019"):
        return float(written), float(written) + 1
    is_month = len(written) == len("2019-03")
    first = date.fromisoformat(f"{written}-01" if is_month else written)
    after = (first + timedelta(days=31)).replace(day=1) if is_month else first + timedelta(days=1)
    return _as_year(first), _as_year(after)


def _as_year(day: date) -> float:
    return round(day.year + (day.timetuple().tm_yday - 1) / _DAYS_OF_YEAR, 4)


def _make_spec(
    rows: Sequence[dict[str, Any]], first: int, last: int, setting: Setting
) -> dict[str, Any]:
    """Describe the picture for Vega-Lite; its layers get their colours from the style sheet."""
    across = {
        "field": "first",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [first, last], "nice": False, "zero": False},
        "axis": {"format": "d", "tickMinStep": 1, "tickCount": last - first, "orient": "top"},
    }
    down = {
        "field": "record",
        "type": "nominal",
        "title": None,
        "sort": {"field": "place"},
        "axis": {"labelLimit": 0, "ticks": False, "domain": False, **setting.names},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": None,
        "config": {"aria": False, "view": {"stroke": None}, "axis": {"labelFontSize": 13}},
        "data": {"values": rows},
        "width": setting.width,
        "height": {"step": setting.row_height},
        "encoding": {"x": across, "y": down},
        "layer": [_make_bar("period", 2), _make_bar("year", 10), _make_bar("month", 10), *_POINTS],
    }


def _make_bar(shape: str, height: int) -> dict[str, Any]:
    return {
        "name": f"{shape}s",
        "transform": [{"filter": f"datum.shape === '{shape}'"}],
        "mark": {"type": "bar", "height": height, "cornerRadius": height // 2},
        "encoding": {"x2": {"field": "last"}},
    }


_POINTS = tuple(
    {
        "name": name,
        "transform": [{"filter": f"datum.shape === 'day' && {condition}"}],
        "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
    }
    for name, condition in {"days": "!datum.is_inferred", "guesses": "datum.is_inferred"}.items()
)
