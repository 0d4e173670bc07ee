"""Words of a text as they are compared: folded, without punctuation, and found again in place."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from measurebook.text import fold

_WORD = re.compile(r"[^\W_]+")
_WORD_OR_BREAK = re.compile(r"[^\W_]+|[.;!?](?=\s)")
_SINGLE_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_WITHOUT_PLACE = "\N{REPLACEMENT CHARACTER}"


class _Letters(dict[int, str]):
    """Folds letter by letter as long as each gives one letter; others are marked."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = folded if len(folded) == 1 else _WITHOUT_PLACE
        return self[code]


_LETTERS = _Letters()


def split_words(text: str) -> list[str]:
    """Split a text into the words a search finds it by; `assets/js/fold.js` does the same.

    Single Latin letters, which mostly are what an apostrophe cut off, are left out.

    >>> split_words("Şəki's theatres, 2009-2019")
    ['seki', 'theatres', '2009', '2019']
    """
    return [word for word in _WORD.findall(fold(text)) if word not in _SINGLE_LETTERS]


def join_words(text: str) -> str:
    """Return the folded words with one space around each, ends of sentences kept apart.

    Two texts hold the same words exactly if what is returned is equal, and one holds the words of
    the other if what is returned for it holds the other's.

    >>> join_words('"Kamillik" Public-Union. In Bakı')
    ' kamillik public union . in baki '
    """
    return f" {' '.join(_WORD_OR_BREAK.findall(fold(text)))} "


def locate_words(text: str) -> list[tuple[int, int]]:
    """Return where each part of `join_words(text)` starts and ends in the text itself.

    >>> locate_words("In Bakı. No")
    [(0, 2), (3, 7), (7, 8), (9, 11)]
    """
    folded, places = _fold_in_place(text)
    return [
        (places[found.start()], places[found.end()]) for found in _WORD_OR_BREAK.finditer(folded)
    ]


def _fold_in_place(text: str) -> tuple[str, list[int] | range]:
    """Fold a text; also return from which place in it each letter comes, and where it ends."""
    if unicodedata.is_normalized("NFC", text):
        folded = text.translate(_LETTERS)
        if _WITHOUT_PLACE not in folded:
            return folded, range(len(text) + 1)
    return _fold_clusters(text)


def _fold_clusters(text: str) -> tuple[str, list[int]]:
    """Fold each letter together with the marks that follow it."""
    starts = [place for place, sign in enumerate(text) if unicodedata.category(sign)[0] != "M"]
    parts: list[str] = []
    places: list[int] = []
    for start, end in pairwise([0, *(place for place in starts if place), len(text)]):
        folded = fold(text[start:end])
        parts.append(folded)
        places += [start] * len(folded)
    return "".join(parts), [*places, len(text)]
