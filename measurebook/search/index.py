"""Writes the index as MiniSearch 7.2 would serialise it (its `toJSON`, serializationVersion 2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from measurebook.search.reading import FIELDS, ReadDocument

SERIALIZATION_VERSION = 2

Postings = dict[str, dict[int, dict[int, int]]]
"""Word to field to document to how often."""


@dataclass(frozen=True)
class Index:
    """The index of all documents, which are numbered in their order."""

    postings: Postings
    lengths: list[list[int]]


def make_index(documents: Iterable[ReadDocument]) -> Index:
    """Put the words of all documents together."""
    postings: Postings = {}
    lengths: list[list[int]] = []
    for number, document in enumerate(documents):
        lengths.append([len(words) for words in document.words])
        for field, words in enumerate(document.words):
            for word, count in words.items():
                postings.setdefault(word, {}).setdefault(field, {})[number] = count
    return Index(postings, lengths)


def serialise(index: Index, words: Iterable[str]) -> dict[str, object]:
    """Return what `MiniSearch.loadJS` takes, with these words of the index.

    `documentIds` and `fieldLength` are arrays where MiniSearch writes objects with the keys 0, 1,
    2, …: it reads both alike, and arrays are shorter.
    """
    count = len(index.lengths)
    return {
        "documentCount": count,
        "nextId": count,
        "documentIds": list(range(count)),
        "fieldIds": {field: number for number, field in enumerate(FIELDS)},
        "fieldLength": index.lengths,
        "averageFieldLength": _find_averages(index.lengths),
        "storedFields": {},
        "dirtCount": 0,
        "index": list_postings(index, words),
        "serializationVersion": SERIALIZATION_VERSION,
    }


def list_postings(index: Index, words: Iterable[str]) -> list[tuple[str, object]]:
    return [(word, index.postings[word]) for word in words]


def _find_averages(lengths: Sequence[Sequence[int]]) -> list[float]:
    """Return the average length of each field, added up in the steps in which MiniSearch does."""
    averages = [0.0 for _ in FIELDS]
    for count, document in enumerate(lengths):
        averages = [
            (average * count + length) / (count + 1)
            for average, length in zip(averages, document, strict=True)
        ]
    return averages
