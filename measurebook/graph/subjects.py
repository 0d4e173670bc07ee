"""Texts found by the words of a list: passages that speak of a subject, or put something off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from measurebook.graph.words import flatten, join_words


class Hit(NamedTuple):
    """A word of a list in a text: whose word it is, and where it stands."""

    name: str
    start: int
    end: int


class WordFinder:
    """Finds the words of many lists in time that grows with the text, not with the lists.

    A word that ends in `*` stands for all words that begin with it.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._names: dict[str, list[str]] = {}
        for name, words in lists.items():
            for word in words:
                self._names.setdefault(_make_pattern(word), []).append(name)
        self._patterns = [pattern for pattern in self._names if pattern.strip()]
        self._automaton = AhoCorasick(self._patterns, store_patterns=False)

    def find(self, text: str) -> Iterator[Hit]:
        """Find the first word of each list in a text, in the order of the text.

        >>> finder = WordFinder({"export": ["export*"], "grants": ["grant"]})
        >>> list(finder.find("Grants for exporters: a grant."))
        [Hit(name='export', start=11, end=20), Hit(name='grants', start=24, end=29)]
        """
        flat = flatten(text)
        seen: set[str] = set()
        matches = self._automaton.find_matches_as_indexes(flat.joined, overlapping=True)
        for pattern, first, last in sorted(matches, key=lambda match: match[1:]):
            for name in self._names[self._patterns[pattern]]:
                if name not in seen:
                    seen.add(name)
                    end = flat.joined.index(" ", last - 1)
                    yield Hit(name, *flat.locate(first + 1, end))


def _make_pattern(word: str) -> str:
    joined = join_words(word.removesuffix("*"))
    return joined.rstrip() if word.endswith("*") else joined
