"""The words, dates and numbers of one language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache

from markupsafe import Markup, escape

from measurebook.errors import MissingWordError
from measurebook.languages import Alphabet, find_locale, known_forms, number_group
from measurebook.model.measure import Precision

_DATE_PATTERNS: Mapping[Precision, str] = {"day": "d MMMM y", "month": "MMMM y"}
_BLANK = re.compile(r"\{(\w+)\}")
_BY_LENGTH: Mapping[int, Precision] = {4: "year", 7: "month", 10: "day"}


def mark(text: str, lang: str) -> str:
    """Return a text as one of another language; `lang` is "" for the language of the page.

    >>> mark("Law & order", ""), mark("Law & order", "en")
    ('Law & order', Markup('<span lang="en">Law &amp; order</span>'))
    """
    return Markup('<span lang="{}">{}</span>').format(lang, text) if lang and text else text


def unmark(text: str) -> str:
    """Return a text without its marks, for places where there is no markup.

    >>> unmark(mark("Law & order", "en"))
    'Law & order'
    """
    return text.striptags() if isinstance(text, Markup) else text


def _join(sign: str, parts: Sequence[str]) -> str:
    """Join texts; as soon as one of them is marked, all of them are markup."""
    if any(isinstance(part, Markup) for part in parts):
        return escape(sign).join(parts)
    return sign.join(parts)


def _as_text(value: object) -> str:
    """Return a value as text; marked text stays marked."""
    return value if isinstance(value, str) else str(value)


class Words:
    """The words of a language as attributes, for templates. Raises MissingWordError."""

    def __init__(self, language: str, words: Mapping[str, str]) -> None:
        self._language = language
        self._words = words
        self.__dict__.update(words)

    def forms(self, *keys: str) -> dict[str, str]:
        """Return all forms of words that are said with a number, for scripts that count.

        >>> Words("en", {"hits_one": "{count} hit", "hits_other": "{count} hits"}).forms("hits")
        {'hits_other': '{count} hits', 'hits_one': '{count} hit'}
        """
        found = {f"{key}_other": getattr(self, f"{key}_other") for key in keys}
        named = [f"{key}_{form}" for key in keys for form in sorted(known_forms(self._language))]
        return found | {name: self._words[name] for name in named if name in self._words}

    def number_group(self) -> str:
        """Return the sign between thousands, for scripts that count."""
        return number_group(self._language)

    def __getattr__(self, key: str) -> str:
        if key.startswith("__"):
            raise AttributeError(key)
        raise MissingWordError(self._language, key)


class Wording:
    """Says things in one language: words with their values, counts, dates and numbers."""

    def __init__(self, language: str, words: Mapping[str, str]) -> None:
        self.language = language
        self.words = Words(language, words)
        self._words = words

    def say(self, key: str, **values: object) -> str:
        """Return a word with its `{names}` replaced, by marked texts too. Raises MissingWordError.

        >>> Wording("en", {"line": "line {n}"}).say("line", n=7)
        'line 7'
        """
        if key not in self._words:
            raise MissingWordError(self.language, key)
        word = self._words[key]
        if "{" not in word:
            return word
        pieces = _BLANK.split(word)
        pieces[1::2] = [_as_text(values[name]) for name in pieces[1::2]]
        return _join("", pieces)

    def count(self, key: str, number: int, **values: object) -> str:
        """Say how many: the words are `key_one`, `key_other` and what else the language needs.

        >>> words = {"measures_one": "{count} measure", "measures_other": "{count} measures"}
        >>> Wording("en", words).count("measures", 1), Wording("en", words).count("measures", 1200)
        ('1 measure', '1,200 measures')
        """
        form = f"{key}_{find_locale(self.language).plural_form(number)}"
        chosen = form if form in self._words else f"{key}_other"
        return self.say(chosen, count=self.number(number), **values)

    def number(self, value: int | float | str) -> str:
        """Write a number as the language does.

        >>> Wording("en", {}).number("2986411.8")
        '2,986,411.8'
        """
        return _format_number(str(value), self.language)

    def percent(self, share: float) -> str:
        """Write a share of 1 as a whole percentage, keeping what is small apart from nothing."""
        return _format_percent(share, self.language)

    def date(self, written: str, precision: Precision | None = None) -> str:
        """Write a plain date no more precisely than it is known.

        >>> Wording("en", {}).date("2019-03-01"), Wording("en", {}).date("2019-03-01", "month")
        ('1 March 2019', 'March 2019')
        """
        known = precision or _BY_LENGTH.get(len(written))
        if known is None or known == "year":
            return written[:4] if known else written
        return _format_date(written, _DATE_PATTERNS[known], self.language)

    def period(self, first: str, last: str) -> str:
        """Write two days as a period, saying what they share once.

        >>> wording = Wording("en", {"range_mark": "–"})
        >>> wording.period("2023-11-28", "2023-11-30"), wording.period("2023-11-27", "2023-12-03")
        ('28–30 November 2023', '27 November–3 December 2023')
        >>> wording.period("2009", "2019"), wording.period("2019", "2019")
        ('2009–2019', '2019')
        """
        if first == last:
            return self.date(first)
        opening = self.date(first)
        if len(first) == len(last) == len("2023-11-28"):
            if first[:7] == last[:7]:
                opening = str(int(first[8:]))
            elif first[:4] == last[:4]:
                opening = _format_date(first, "d MMMM", self.language)
        return opening + self.say("range_mark") + self.date(last)

    def join(self, parts: Sequence[str], sign: str = "separator") -> str:
        """Join finished pieces of one line by a sign, which is the name of a word."""
        return _join(self.say(sign), [part for part in parts if part])

    def series(self, parts: Sequence[str]) -> str:
        """Return plain parts as one phrase: "6 measures and 1 event"."""
        from babel.lists import format_list

        return format_list(parts, locale=find_locale(self.language))

    @cached_property
    def alphabet(self) -> Alphabet:
        """The order in which lists of this language are sorted."""
        return Alphabet(self._words.get("alphabet", ""))


@lru_cache(maxsize=4096)
def _format_number(value: str, language: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(value, locale=find_locale(language))


@lru_cache(maxsize=4096)
def _format_percent(share: float, language: str) -> str:
    from babel.numbers import format_percent

    smallest = 0.01
    if 0 < share < smallest:
        return f"<\N{NO-BREAK SPACE}{format_percent(smallest, locale=find_locale(language))}"
    return format_percent(share, locale=find_locale(language))


@lru_cache(maxsize=4096)
def _format_date(written: str, pattern: str, language: str) -> str:
    from babel.dates import format_date

    padded = f"{written}-01" if len(written) == len("2019-03") else written
    try:
        day = date.fromisoformat(padded)
    except ValueError:  # a year alone, or a day that no calendar has
        return written
    return format_date(day, pattern, locale=find_locale(language))
