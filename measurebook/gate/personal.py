"""Finds e-mail addresses and telephone numbers, which must never leave the sources.

Every page and download is searched, so each search starts from one plain sign, which is found
fast, and looks closer only there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_DOMAIN = r"(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w@])"
_AT = [re.compile(f"{sign}{_DOMAIN}") for sign in "@＠"]
_MAY_NAME = [re.compile(rf"{sign}(?<=[\w.+%'>-]{sign})") for sign in "@＠"]
"""A sign right behind the letter of a name, or behind a tag that may stand inside one."""

_NAME_BEFORE_AT = re.compile(r"[\w.+%'-]{1,64}\Z")

_SPELLED_AT = [
    re.compile(rf"\{opening}\s?[aA][tT]\s?\{closing}") for opening, closing in ("()", "[]", "{}")
]
_SPELLED = re.compile(
    r"(?<![\w.])[\w.+-]{1,64}\s?[\[({]\s?at\s?[\])}]\s?"
    r"(?:[\w-]{1,63}\s?(?:\.|[\[({]\s?dot\s?[\])}])\s?){1,4}\w{2,24}",
    re.IGNORECASE,
)
_GAP = r"[\s().\N{NO-BREAK SPACE}-]{0,3}"
_ABROAD = re.compile(rf"\+\(?[1-9](?:{_GAP}\d){{8,14}}(?!\d)")
_WITH_AREA_CODE = re.compile(r"\(0\d{1,3}\)(?:[\s\N{NO-BREAK SPACE}-]?\d){5,9}(?!\d)")
_BEHIND_A_MARK = [
    re.compile(rf"\{mark}\s*[+(]{{0,2}}\d(?:{_GAP}\d){{5,14}}(?!\d)") for mark in ".:№"
]
_LABEL = re.compile(
    r"(?:telefon|tel|tél|тел|(?:tele|mobile )?phone|mobile|mob|fax|faks|факс)\s?[.:№]?\Z",
    re.IGNORECASE,
)
_LONGEST_LABEL = len("mobile phone :")
_PART_OF_SOMETHING = re.compile(r"[\w+/.=-]")
_INLINE_TAG = re.compile(r"</?(?:b|bdi|code|em|i|mark|span|strong|u|wbr)(?:\s[^<>]*)?>")


def find_personal(text: str) -> Iterator[str]:
    """Yield what looks like an e-mail address or a telephone number, as written.

    >>> list(find_personal("Ask a.mammadov@example.az or +994 12 555 01 23."))
    ['a.mammadov@example.az', '+994 12 555 01 23']
    >>> list(find_personal("medium.com/@studio.az, 65 000, 2020-2024, 5.44 billion phones"))
    []
    """
    yield from _find_addresses(text)
    yield from _find_spelled_addresses(text)
    yield from _find_numbers(text, [_ABROAD, _WITH_AREA_CODE])
    yield from _find_labelled_numbers(text)


def find_personal_in_markup(markup: str, shown: str | None = None) -> Iterator[str]:
    """Do the same for HTML, where character references and inline tags may stand in between.

    Numbers that only a word beside them makes a telephone's are looked for in the text that is
    `shown`, where that is known: it is a third as long.

    >>> list(find_personal_in_markup("a.mammadov&#64;example.<b>az</b>"))
    ['a.mammadov@example.az']
    """
    text = unescape(markup)
    if any(sign.search(text) for sign in _MAY_NAME):
        yield from _find_addresses(_INLINE_TAG.sub("", text))
    yield from _find_spelled_addresses(text)
    yield from _find_numbers(text, [_ABROAD])
    visible = text if shown is None else shown
    yield from _find_numbers(visible, [_WITH_AREA_CODE])
    yield from _find_labelled_numbers(visible)


def _find_addresses(text: str) -> Iterator[str]:
    for pattern in _AT:
        for found in pattern.finditer(text):
            name = _NAME_BEFORE_AT.search(text, max(0, found.start() - 64), found.start())
            if name:
                yield name[0] + found[0]


def _find_spelled_addresses(text: str) -> Iterator[str]:
    """Find addresses that are written so that programs should not find them."""
    if any(mark.search(text) for mark in _SPELLED_AT):
        yield from (found[0] for found in _SPELLED.finditer(text))


def _find_numbers(text: str, patterns: list[re.Pattern[str]]) -> Iterator[str]:
    for pattern in patterns:
        for found in pattern.finditer(text):
            start = found.start() - text.startswith("(", max(0, found.start() - 1))
            if not _PART_OF_SOMETHING.match(text, start - 1 if start else len(text)):
                yield text[start : found.end()]


def _find_labelled_numbers(text: str) -> Iterator[str]:
    for pattern in _BEHIND_A_MARK:
        for found in pattern.finditer(text):
            label = _LABEL.search(text, max(0, found.start() - _LONGEST_LABEL), found.start())
            if label:
                yield label[0] + found[0]
