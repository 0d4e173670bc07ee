"""Words of a text as they are compared: folded, without punctuation, and found again in place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from itertools import pairwise

from measurebook.text import fold

_BREAKS = frozenset(".;!?")
_SINGLE_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_WITHOUT_PLACE = "\N{REPLACEMENT CHARACTER}"
_FEW = 12
"""So many places of a text are looked for one by one; for more, all are listed once."""

_WORD = re.compile(r"[^ .]+")
_NO_WORDS = _SINGLE_LETTERS | {"."}


class _Letters(dict[int, str]):
    """Folds letter by letter: ends of sentences become dots, other signs become blanks.

    What does not give exactly one letter is marked, for its places have to be counted.
    """

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = "." if letter in _BREAKS else fold(letter)
        if len(folded) != 1:
            folded = _WITHOUT_PLACE
        elif not folded.isalnum() and folded != ".":
            folded = " "
        self[code] = folded
        return folded


_LETTERS = _Letters()


class FlatText:
    """The folded words of a text, one space around each, ends of sentences as dots between them.

    `folded` is the text with other signs as blanks, letter for letter; where folding changes the
    number of letters, `origins` tells from which place in the text each one comes.
    """

    def __init__(self, text: str) -> None:
        self._origins: list[int] | None = None
        self._folded = text.translate(_LETTERS)
        if _WITHOUT_PLACE in self._folded or not unicodedata.is_normalized("NFC", text):
            self._folded, self._origins = _fold_clusters(text)
        self._parts = _split_parts(self._folded)
        self._located = 0
        self.joined = f" {' '.join(self._parts)} "

    def words(self) -> list[str]:
        """Return the words a search finds the text by: all but single Latin letters."""
        return [word for word in self._parts if word not in _NO_WORDS]

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Return where words that start and end here in `joined` stand in the text.

        >>> text = "(In “Bakı”)"
        >>> flat = FlatText(text)
        >>> flat.joined, [text[slice(*flat.locate(4, 8))]]
        (' in baki ', ['Bakı'])
        """
        self._located += 1
        first = self._find_same(start, end) if self._located <= _FEW else -1
        last = first + end - start
        if first < 0:
            first, last = self._look_up(start), self._look_up(end - 1) + 1
        if self._origins is None:
            return first, last
        return self._origins[first], self._origins[last]

    def _find_same(self, start: int, end: int) -> int:
        """Find words in the folded text as they stand in `joined`; -1 where signs come between.

        Both have them equally often or not, and the same ones come in the same order.
        """
        joined, folded, written = self.joined, self._folded, self.joined[start:end]
        if joined.count(written) != folded.count(written):
            return -1
        here, there = joined.find(written), folded.find(written)
        while here < start:
            here = joined.find(written, here + len(written))
            there = folded.find(written, there + len(written))
            if here < 0:
                return -1
        return there if here == start else -1

    def _look_up(self, place: int) -> int:
        """Return from which place in the folded text a letter of `joined` comes."""
        word = bisect_right(self._starts[0], place) - 1
        return place - self._starts[0][word] + self._starts[1][word]

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        """Where each word starts in `joined`, and where in the folded text."""
        here, there = (
            [found.start() for found in _WORD.finditer(text)]
            for text in (self.joined, self._folded)
        )
        return here, there


def flatten(text: str) -> FlatText:
    """Fold a text to its words without losing where they stand."""
    return FlatText(text)


def _split_parts(folded: str) -> list[str]:
    """Split a folded text into words and ends of sentences: dots with a blank behind them."""
    if "." in folded:
        marked = f"{folded} ".replace(". ", " \0 ").replace(".", " ").replace("\0", ".")
        return marked.split()
    return folded.split()


def join_words(text: str) -> str:
    """Return the folded words of a name as they stand inside a flat text.

    >>> join_words('"Kamillik" Public-Union.'), join_words("Vocational School No. 5")
    (' kamillik public union ', ' vocational school no . 5 ')
    """
    return f" {flatten(text).joined.strip(' .')} "


def split_words(text: str) -> list[str]:
    """Split a text into the words a search finds it by; `assets/js/fold.js` does the same.

    Single Latin letters, which mostly are what an apostrophe cut off, are left out.

    >>> split_words("Şəki's theatres, 2009-2019")
    ['seki', 'theatres', '2009', '2019']
    """
    return flatten(text).words()


def _fold_clusters(text: str) -> tuple[str, list[int]]:
    """Fold each letter together with the marks that follow it; return where each comes from."""
    starts = [place for place, sign in enumerate(text) if unicodedata.category(sign)[0] != "M"]
    parts: list[str] = []
    origins: list[int] = []
    for start, end in pairwise([0, *(place for place in starts if place), len(text)]):
        folded = _flatten_letters(fold(text[start:end]))
        parts.append(folded)
        origins += [start] * len(folded)
    return "".join(parts), [*origins, len(text)]


def _flatten_letters(folded: str) -> str:
    return "".join(
        letter if letter.isalnum() else "." if letter in _BREAKS else " " for letter in folded
    )
