"""Dates that a title or the first sentence of a text states for a measure."""

from __future__ import annotations

import re
from calendar import monthrange
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


class DateFinder:
    """Finds the date that a text states with a phrase of a date kind."""

    def __init__(self, kinds: Mapping[str, DateKind]) -> None:
        phrases = [(kind, _bare_phrase(text)) for kind in kinds for text in kinds[kind].phrases]
        self._kinds = dict(reversed([(phrase, kind) for kind, phrase in phrases]))
        ordered = sorted(map(re.escape, self._kinds), key=len, reverse=True)
        any_phrase = "|".join(ordered) or "(?!)"
        self._phrase = re.compile(rf"(?<!\w)(?:{any_phrase})(?!\w)")
        self._phrase_at_end = re.compile(rf"(?<!\w)({any_phrase})$")
        self._passive_at_end = re.compile(
            rf"(?<!\w)(?P<phrase>{any_phrase})(?P<by>\s+{_BY})?\s+(?P<body>[^,;:.()]{{3,120}})$"
        )

    def find(self, text: str) -> list[DateStatement]:
        """Return the date of the first sentence, or nothing.

        The phrase stands directly before the date ("Adopted on 1 March 2019"), or only the body
        that acted stands between them ("approved by the President in February 2021"), or the
        sentence opens with the date ("On 12 February 2019, the Ministry approved …").
        """
        sentence = fold(first_sentence(text))
        for start, end, date, precision in find_dates(sentence):
            what = self._kind_before(sentence[:start])
            if what is None and _opens_sentence(sentence[:start]):
                what = self._kind_within(sentence[end:])
            if what:
                return [DateStatement(date=date, precision=precision, what=what)]
        return []

    def _kind_before(self, before: str) -> str | None:
        """Return the kind of the phrase before a date; a preposition may stand in between.

        "Approved by the Council established in 2010" tells when the Council was established:
        such a date is of no kind.
        """
        trimmed = _PREPOSITION.sub("", before)
        direct = self._phrase_at_end.search(trimmed)
        if direct:
            is_own = _tells_of_measure(direct[1], trimmed[: direct.start()])
            return self._kinds[direct[1]] if is_own else None
        has_preposition = trimmed != before.rstrip()
        return self._kind_of_passive(trimmed) if has_preposition else None

    def _kind_of_passive(self, before: str) -> str | None:
        """Return the kind of a text that ends with a phrase and the body that acted."""
        passive = self._passive_at_end.search(before)
        if passive is None or _OTHER_CLAUSE.search(passive["body"]):
            return None
        names_body = passive["by"] or _ENDS_WITH_BY.search(passive["phrase"])
        return self._kinds[passive["phrase"]] if names_body else None

    def _kind_within(self, rest: str) -> str | None:
        """Return the kind whose phrase comes first in the rest of the sentence."""
        found = self._phrase.search(rest)
        return self._kinds[found[0]] if found else None


_OPENING_WORDS = frozenset(
    "on in at as of by since early late mid the end beginning en le au du des debut fin depuis "
    "desde el a al de del l".split()
)
"""What may stand before a date with which a sentence opens."""

_LONGEST_OPENING = 40
_LONGEST_SENTENCE = 1000
_WORD = re.compile(r"\w+")
_BY = r"(?:by|par|por)"
_ENDS_WITH_BY = re.compile(rf"\b{_BY}$")
_AUXILIARIES = ("was ", "were ", "has ", "have ", "a ete ", "fue ", "se ")
_RELATIVE_AT_END = re.compile(r"\b(?:which|that|who|qui|que)\s*$")
_OPEN_PASSIVE = re.compile(rf"\b{_BY}\s[^,;:.()]*$")
_OTHER_CLAUSE = re.compile(
    r"\b(?:which|that|who|whose|where|when|since|after|before|until|following|for|held|qui|que|dont"
    r"|depuis|apres|avant|desde|despues|antes|(?!unit)\w+(?:ed|ing|ee|ees|ado|ada|ido|ida))\b"
)
_PREPOSITION = re.compile(r"(?:\s+(?:on|in|early|late|le|en|el|the))?\s*$")


def _opens_sentence(before: str) -> bool:
    return len(before) <= _LONGEST_OPENING and _OPENING_WORDS.issuperset(_WORD.findall(before))


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, or the opening of a very long one."""
    line = text.strip().partition("\n")[0][:_LONGEST_SENTENCE]
    return _SENTENCE.split(line, maxsplit=1)[0]


def _tells_of_measure(phrase: str, before: str) -> bool:
    """Tell whether a phrase can be the sentence's own verb and not that of a body it names."""
    if _RELATIVE_AT_END.search(before):
        return False
    return phrase.startswith(_AUXILIARIES) or _OPEN_PASSIVE.search(before) is None


def _year(year: str, what: str) -> DateStatement:
    return DateStatement(date=year, precision="year", what=what)


def _bare_phrase(phrase: str) -> str:
    return re.sub(r"\s+(?:on|in|le|en|el)$", "", fold(phrase))


def find_dates(folded: str) -> Iterator[tuple[int, int, str, Precision]]:
    """Find the dates of a folded text: where each starts and ends, its plain form, how exact."""
    for match in _date_pattern().finditer(folded):
        month = _months().get(match["month"] or match["month2"] or "")
        day = match["day"] or match["day2"]
        if month and day:
            if int(day) in range(1, monthrange(int(match["year"]), month)[1] + 1):
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
