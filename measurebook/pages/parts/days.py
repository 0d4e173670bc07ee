"""Days of events, as pages say them."""

from __future__ import annotations

from collections.abc import Iterable

from measurebook.model.event import Event, EventDate
from measurebook.pages.parts.edition import Edition


def say_period(edition: Edition, event: Event) -> str:
    """Say when an event was: one date, or the first and the last."""
    days = [day for day in (event.starts, event.ends) if day]
    if not days:
        return ""
    return _mark_inferred(edition, edition.wording.period(days[0].date, days[-1].date), days)


def say_days(edition: Edition, days: Iterable[EventDate]) -> str:
    """Say single days, each once."""
    known = {day.date: day for day in sorted(days, key=lambda day: day.date)}
    dates = [edition.wording.date(day.date, day.precision) for day in known.values()]
    return _mark_inferred(edition, edition.wording.series(dates), known.values())


def _mark_inferred(edition: Edition, said: str, days: Iterable[EventDate]) -> str:
    """Say behind a date that the source leaves a part of it out."""
    if not any(day.inferred for day in days):
        return said
    return f"{said} ({edition.wording.say('date_inferred')})"
