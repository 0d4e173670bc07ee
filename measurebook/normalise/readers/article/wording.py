"""Phrases of the vocabulary as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

NEVER = re.compile(r"(?!)")


def match_any(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases as whole words, the longest first.

    >>> match_any(["panel", "panel session", "moderator:"]).findall(
    ...     "Panel  session; panels; moderator: x"
    ... )
    ['Panel  session', 'moderator:']
    """
    return _compile(tuple(phrases))


@lru_cache(maxsize=128)
def _compile(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted({" ".join(phrase.split()) for phrase in phrases}, key=_by_length)
    if not longest_first:
        return NEVER
    choices = "|".join(map(_spell, longest_first))
    return re.compile(rf"(?<![\w'-])(?:{choices})(?![\w-])", re.IGNORECASE)


def _by_length(phrase: str) -> tuple[int, str]:
    return -len(phrase), phrase


def _spell(phrase: str) -> str:
    return r"\s+".join(re.escape(word) for word in phrase.split())
