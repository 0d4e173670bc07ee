"""Parts of a large index: one file for all words that start with the same two letters."""

from __future__ import annotations

from collections.abc import Iterable

LARGEST_WHOLE = 2000
"""With more measures than this the index comes in parts: as one file it would be slow to load."""

_KEY_LENGTH = 2
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def shard_of(word: str) -> str:
    """Return the part in which a word stands; `assets/js/search.js` does the same.

    >>> shard_of("theatre"), shard_of("шеки"), shard_of("7")
    ('th', 'u448-u435', '7')
    """
    letters = word[:_KEY_LENGTH]
    if _PLAIN.issuperset(letters):
        return letters
    return "-".join(f"u{ord(letter):x}" for letter in letters)


def split_index(words: Iterable[str]) -> dict[str, list[str]]:
    """Sort words into parts."""
    parts: dict[str, list[str]] = {}
    for word in words:
        parts.setdefault(shard_of(word), []).append(word)
    return dict(sorted(parts.items()))
