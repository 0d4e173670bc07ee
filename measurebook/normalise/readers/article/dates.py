"""Days as articles write them, and the year that articles leave out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from measurebook.model.event import EventDate
from measurebook.model.vocabulary import DateWords
from measurebook.normalise.readers.article.wording import match_any
from measurebook.text import fold

NEAR_IN_DAYS = 60
"""How far another date of the page may lie from a day to tell its year."""

_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:st|nd|rd|th|er)?"
_YEAR = r"(?:19|20)\d\d(?![\d])"
_AND = r"-|–|—|/|\b(?:to|and|until|till|et|au|y|al|и|по)\b|&"
_DASH = rf"\s*(?:{_AND})\s*"
_TO = rf"\s*(?:{_AND}|,)\s*"
_RANGE = re.compile(r"\s*(?:-|–|—|\b(?:to|until|till|au|al)\b)\s*", re.IGNORECASE)
_OF = r"(?:(?:of|de|del)\s+)?"
_DIGIT = re.compile(r"\d")
_NUMERIC = re.compile(
    r"(?<![\d.])(?:(?P<iso>\d{4})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)"
    r"|(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}))(?!\d|\.\d)"
)


class Day(msgspec.Struct, frozen=True):
    """A day, or a month where `day` is None; the year may be left out."""

    month: int
    day: int | None = None
    year: int | None = None

    def on(self, year: int) -> date | None:
        """Return the date of this day in a year, or None where that year does not have it."""
        try:
            return date(year, self.month, self.day or 1)
        except ValueError:
            return None


class FoundDays(msgspec.Struct, frozen=True):
    """A day or a range of days at a place of a text."""

    start: int
    end: int
    first: Day
    last: Day

    is_worded: bool = True

    @property
    def is_range(self) -> bool:
        return self.first != self.last


class DateReader:
    """Finds days in texts. `05/08/2022` is left alone: the order of its figures is unclear."""

    def __init__(self, wording: DateWords) -> None:
        self._months = {
            fold(name): int(number) for number, names in wording.months.items() for name in names
        }
        names = "|".join(
            re.escape(name)
            for name in sorted(
                {name for names in wording.months.values() for name in names}, key=len, reverse=True
            )
        )
        self._worded = _compile_worded(names or r"(?!)")
        self._ordinals = {word.casefold(): number for word, number in wording.ordinals.items()}
        ordinal = match_any(wording.ordinals).pattern
        self._numbered_day = re.compile(rf"(?P<number>{ordinal})\s+day\b", re.IGNORECASE)

    def find(self, text: str) -> list[FoundDays]:
        """Return the days in a text, in order; overlapping readings give the longest."""
        if not _DIGIT.search(text):
            return []
        found = [*self._find_worded(text), *_join_ranges(list(_find_numeric(text)), text)]
        days: list[FoundDays] = []
        for one in sorted(found, key=lambda one: (one.start, -one.end)):
            if not days or one.start >= days[-1].end:
                days.append(one)
        return days

    def find_numbered_day(self, text: str) -> int | None:
        """Return 2 for `the second day of the forum`, or None."""
        match = self._numbered_day.search(text)
        return self._ordinals[match["number"].casefold()] if match else None

    def _find_worded(self, text: str) -> Iterator[FoundDays]:
        for pattern in self._worded:
            for match in pattern.finditer(text):
                first, last = self._read_worded(match.groupdict())
                if first.on(first.year or 2000) and last.on(last.year or 2000):
                    yield FoundDays(match.start(), match.end(), first, last)

    def _read_worded(self, groups: dict[str, str | None]) -> tuple[Day, Day]:
        month = self._months[fold(groups["month"] or "")]
        last_month = self._months[fold(groups.get("last_month") or groups["month"] or "")]
        last_year = _number(groups.get("year"))
        year = _number(groups.get("first_year")) or (
            last_year - (month > last_month) if last_year else None
        )
        day = _number(groups.get("day"))
        last_day = _number(groups.get("last_day")) or day
        return Day(month, day, year), Day(last_month, last_day, last_year)


def _compile_worded(months: str) -> tuple[re.Pattern[str], ...]:
    month, last_month = rf"(?P<month>{months})\b\.?", rf"(?P<last_month>{months})\b\.?"
    day, last_day, year = rf"(?P<day>{_DAY})", rf"(?P<last_day>{_DAY})", rf"(?P<year>{_YEAR})"
    year_after = rf"(?:,?\s*{_OF}{year})?"
    first_year = rf"(?:,?\s*(?P<first_year>{_YEAR}))?"
    the = r"(?:(?:the|el|le)\s+)?"
    shapes = (
        rf"{month}\s+{day}{first_year}{_DASH}{last_month}\s+{last_day}{year_after}",
        rf"{month}\s+{day}{_DASH}{the}{last_day}(?!\s*(?:{months})\b){year_after}",
        rf"{month}\s+{the}{day}{year_after}",
        rf"{day}\s+{_OF}{month}{first_year}{_TO}{the}{last_day}\s+{_OF}{last_month}{year_after}",
        rf"{day}{_TO}{the}{last_day}\s+{_OF}{month}{year_after}",
        rf"{day}\s*{_OF}{month}{year_after}",
        rf"(?<!\d\s){month},?\s+(?:of\s+)?{year}",
        rf"{year}(?:-[cc][iıuü]\s+il(?:in)?)?\s+{day}\s+{month}",
    )
    return tuple(re.compile(rf"(?<![\w.]){shape}(?!\w)", re.IGNORECASE) for shape in shapes)


def _number(text: str | None) -> int | None:
    digits = re.match(r"\d+", text or "")
    return int(digits[0]) if digits else None


def _find_numeric(text: str) -> Iterator[FoundDays]:
    for match in _NUMERIC.finditer(text):
        day = _read_numeric(match)
        if day and day.year and day.on(day.year):
            yield FoundDays(match.start(), match.end(), day, day, is_worded=False)


def _join_ranges(found: Sequence[FoundDays], text: str) -> Iterator[FoundDays]:
    """Join `15.07.2019 to 26.07.2019`."""
    before: FoundDays | None = None
    for one in found:
        if before and _RANGE.fullmatch(text, before.end, one.start):
            before = replace(before, end=one.end, last=one.last)
            continue
        if before:
            yield before
        before = one
    if before:
        yield before


def _read_numeric(match: re.Match[str]) -> Day | None:
    if match["iso"]:
        return _make_day(int(match["iso_day"]), int(match["iso_month"]), int(match["iso"]))
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if match["mark"] == "." or first > 12 or first == second:
        return _make_day(first, second, year)
    return _make_day(second, first, year) if second > 12 else None


def _make_day(day: int, month: int, year: int) -> Day | None:
    return Day(month, day, year) if 1 <= month <= 12 and 1 <= day <= 31 else None


class YearEvidence(msgspec.Struct, frozen=True):
    """What tells the year of a day that the article prints without one.

    `published` is the article's own date; `near` are other full dates of the page, each of which
    counts only for days close to it; `named` are years in names, as in `Forum 2023`.
    """

    published: date | None = None
    near: tuple[date, ...] = ()
    named: frozenset[int] = frozenset()

    def date_day(self, day: Day) -> EventDate | None:
        """Return the day as a date, or None where nothing tells its year or signs disagree."""
        year = day.year or self._find_year(day)
        if year is None or day.on(year) is None:
            return None
        text = f"{year:04}-{day.month:02}"
        if day.day is None:
            return EventDate(date=text, precision="month", inferred=day.year is None)
        return EventDate(date=f"{text}-{day.day:02}", precision="day", inferred=day.year is None)

    def _find_year(self, day: Day) -> int | None:
        if self.published:
            return _nearest_year(day, self.published)
        near = {_nearest_year(day, other, NEAR_IN_DAYS) for other in self.near} - {None}
        years = (near | self.named) if near else self.named
        return next(iter(years)) if len(years) == 1 else None


def _nearest_year(day: Day, other: date, within: int = 366) -> int | None:
    dates = (day.on(year) for year in (other.year - 1, other.year, other.year + 1))
    distances = sorted((abs((one - other).days), one.year) for one in dates if one)
    return distances[0][1] if distances and distances[0][0] <= within else None


def make_date(day: Day) -> date | None:
    """Return a full day as a date, or None where its year or day is left out."""
    return day.on(day.year) if day.year and day.day else None


def date_range(found: FoundDays, evidence: YearEvidence) -> tuple[EventDate, EventDate] | None:
    """Return both ends of a range as dates, or None where the year cannot be told."""
    last = evidence.date_day(found.last)
    if last is None or found.first.year:
        first = evidence.date_day(found.first)
        return (first, last) if first and last else None
    year = int(last.date[:4]) - (found.first.month > found.last.month)
    first = evidence.date_day(replace(found.first, year=year))
    return (msgspec.structs.replace(first, inferred=True), last) if first else None


def full_dates(found: Iterable[FoundDays]) -> tuple[date, ...]:
    """Return the full dates among days, each once, in order."""
    return tuple(dict.fromkeys(day for one in found if (day := make_date(one.first))))
