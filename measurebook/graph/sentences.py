"""Sentences of a text, found without knowing its language, and points numbered inside one."""

from __future__ import annotations

import re
from itertools import pairwise

LONGEST_SENTENCE = 320
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”»)]?\s+(?=[\"“«(]?[^\W\da-z_])")
_POINT = re.compile(r"(?:(?<=^)|(?<=[\s;:,.(]))(\d{1,2})\)\s+")
_FEWEST_POINTS = 3


def split_sentences(text: str) -> list[str]:
    """Split a text at the ends of its sentences.

    >>> split_sentences("It is planned. Art. 5 follows, e.g. here. “So it is.” Good!")
    ['It is planned.', 'Art. 5 follows, e.g. here.', '“So it is.', 'Good!']
    """
    ends = [(mark.start(), mark.end()) for mark in _SENTENCE_END.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(text)]
    return [text[start:stop] for start, stop in zip(starts, stops, strict=True) if stop > start]


def split_points(text: str) -> list[str]:
    """Split a text into its points `1) …; 2) …; 3) …`; none where it does not count in order.

    >>> split_points("Aims: 1) open stages; 2) fair fees; 3) a register.")
    ['open stages', 'fair fees', 'a register']
    >>> split_points("Either 1) this or 2) that")
    []
    """
    marks = list(_POINT.finditer(text))
    if len(marks) < _FEWEST_POINTS:
        return []
    if [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)):
        return []
    bounds = pairwise([*marks, None])
    return [_cut_point(text, mark.end(), after) for mark, after in bounds if mark]


def _cut_point(text: str, start: int, after: re.Match[str] | None) -> str:
    return text[start : after.start() if after else len(text)].strip().rstrip(";.").rstrip()


def find_sentence(text: str, first: int, last: int) -> tuple[int, int]:
    """Return where the sentence around some words starts and ends; long ones are cut at blanks."""
    earliest = max(0, first - LONGEST_SENTENCE)
    latest = min(len(text), last + LONGEST_SENTENCE)
    breaks = [mark.end() for mark in _SENTENCE_END.finditer(text, earliest, latest)]
    start = max((place for place in breaks if place <= first), default=earliest)
    end = min((place for place in breaks if place >= last), default=latest)
    if end - start > LONGEST_SENTENCE:
        start, end = _cut_around(text, start, end, first, last)
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cut_around(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    room = max(0, LONGEST_SENTENCE - (last - first)) // 2
    if first - start > room:
        blank = text.find(" ", first - room, first)
        start = blank + 1 if blank >= 0 else first
    if end - last > room:
        blank = text.rfind(" ", last, last + room)
        end = blank if blank >= 0 else last
    return start, end
