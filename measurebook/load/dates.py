"""Whether the dates that a document states are in the calendar, and as precise as they say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from measurebook.errors import Problem, quote
from measurebook.load.citations import AnyRead
from measurebook.model.event import Event, EventDate
from measurebook.model.measure import DateStatement, Measure, Precision

_FIRST_DAY = "2000-01-01"
_WRITTEN: dict[Precision, str] = {"year": "2019", "month": "2019-03", "day": "2019-03-01"}


def check_dates(document: AnyRead) -> Iterator[Problem]:
    """Check every date of a measure or an event; other documents state none."""
    for found, *place in _find_dates(document.entry.record):
        if fault := find_date_fault(found.date, found.precision):
            yield document.fields.problem(fault, *place, "date")


def _find_dates(
    record: object,
) -> Iterator[tuple[DateStatement | EventDate, *tuple[str | int, ...]]]:
    if isinstance(record, Measure):
        for index, stated in enumerate(record.dates):
            yield stated, "dates", index
    if isinstance(record, Event):
        days = {"starts": record.starts, "ends": record.ends, "published": record.published}
        for name, day in days.items():
            if day:
                yield day, name
        for index, session in enumerate(record.sessions):
            if session.date:
                yield session.date, "sessions", index, "date"


def find_date_fault(written: str, precision: Precision) -> str | None:
    """Tell what is wrong with a date, or None.

    >>> find_date_fault("2019-03", "day")
    '"2019-03" is no day; expected a date such as 2019-03-01, or another precision'
    >>> find_date_fault("2019-02-30", "day")
    '"2019-02-30" is not in the calendar'
    """
    if len(written) != len(_WRITTEN[precision]):
        example = _WRITTEN[precision]
        return (
            f"{quote(written)} is no {precision}; expected a date such as {example}, "
            "or another precision"
        )
    try:
        date.fromisoformat(written + _FIRST_DAY[len(written) :])
    except ValueError:
        return f"{quote(written)} is not in the calendar"
    return None
