"""Dates that a title or the first sentence of a text states for a measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from babel.dates import get_month_names

from measurebook.model.measure import DateStatement, Precision
from measurebook.model.vocabulary import DateKind
from measurebook.text import fold

_LANGUAGES = ("en", "fr", "es", "az")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TITLE_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)\d\d)(?!\d)")
_TITLE_YEAR = re.compile(r"(?<![\d:])((?:19|20)\d\d)\)?[\"”»]?$")
_SENTENCE = re.compile(r"(?<=[^A-Z\d][.!?])\s+(?=[A-ZÀ-Ž“\"])")


def dates_of_title(title: str) -> list[DateStatement]:
    """Return the years a title states: a range of two, or one at its end.

    A year within a title may belong to the name of something else and is left alone.

    >>> [(d.what, d.date) for d in dates_of_title('Programme "Theatre in 2009-2019"')]
    [('start', '2009'), ('end', '2019')]
    >>> [(d.what, d.date) for d in dates_of_title("Conference (2019)")]
    [('in-title', '2019')]
    """
    ranges = _TITLE_RANGE.findall(title)
    if len(ranges) == 1:
        return [_year(ranges[0][0], "start"), _year(ranges[0][1], "end")]
    single = _TITLE_YEAR.search(title.strip())
    return [_year(single[1], "in-title")] if single and not ranges else []


def dates_of_text(text: str, kinds: Mapping[str, DateKind]) -> list[DateStatement]:
    """Return the date that the first sentence of a text states with a phrase of a date kind.

    The phrase stands directly before the date ("Adopted on 1 March 2019"), or the sentence opens
    with the date ("On 12 February 2019, the Ministry approved …").
    """
    sentence = fold(_SENTENCE.split(text.strip(), maxsplit=1)[0])
    for start, end, date, precision in _find_dates(sentence):
        what = _kind_before(sentence[:start], kinds)
        if what is None and start <= _OPENING:
            what = _kind_within(sentence[end:], kinds)
        if what:
            return [DateStatement(date=date, precision=precision, what=what)]
    return []


_OPENING = len("early in the ")


def _year(year: str, what: str) -> DateStatement:
    return DateStatement(date=year, precision="year", what=what)


def _kind_before(before: str, kinds: Mapping[str, DateKind]) -> str | None:
    """Return the kind whose phrase ends the text; a preposition may stand in between."""
    trimmed = re.sub(r"\s+(?:on|in|early|late|le|en|el|the)\s*$", "", f"{before} ").rstrip()
    return next((kind for kind, phrase in _phrases(kinds) if _ends_with(trimmed, phrase)), None)


def _ends_with(text: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}$", text) is not None


def _kind_within(rest: str, kinds: Mapping[str, DateKind]) -> str | None:
    """Return the kind whose phrase comes first in the rest of the sentence."""
    found = [
        (match.start(), -len(phrase), kind)
        for kind, phrase in _phrases(kinds)
        if (match := re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", rest))
    ]
    return min(found)[2] if found else None


def _phrases(kinds: Mapping[str, DateKind]) -> Iterator[tuple[str, str]]:
    for kind, entry in kinds.items():
        for phrase in entry.phrases:
            yield kind, re.sub(r"\s+(?:on|in|le|en|el)$", "", fold(phrase))


def _find_dates(folded: str) -> Iterator[tuple[int, int, str, Precision]]:
    for match in _date_pattern().finditer(folded):
        month = _months().get(match["month"] or match["month2"] or "")
        day = match["day"] or match["day2"]
        if month and day:
            yield *match.span(), f"{match['year']}-{month:02}-{int(day):02}", "day"
        elif month:
            yield *match.span(), f"{match['year']}-{month:02}", "month"
        else:
            yield *match.span(), match["year"], "year"


@cache
def _date_pattern() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"(?<!\d)(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?\s+(?:de\s+)?(?P<month>{months})\s+(?:de\s+)?"
        rf"|(?P<month2>{months})\s+(?:(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s*,\s*)?(?:de\s+)?)?"
        rf"{_YEAR}(?![\d-])"
    )


@cache
def _months() -> Mapping[str, int]:
    """Month names in the languages of the sources, folded, with their number."""
    names = {}
    for language in _LANGUAGES:
        for number, name in get_month_names("wide", locale=language).items():
            names[fold(name)] = number
    return names
