"""Writes the index as MiniSearch 7.2 would serialise it (its `toJSON`, serializationVersion 2)."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

from measurebook.search.reading import FIELDS, ReadDocument

SERIALIZATION_VERSION = 2

Postings = dict[int, dict[int, int]]
"""Field to document to how often a word stands there."""


class Index:
    """The index of documents, which are numbered in the order in which they are added.

    Of each word and field it keeps, one after the other, the documents and how often the word
    stands there: packed, because a large index has millions of them.
    """

    def __init__(self) -> None:
        self.lengths: list[list[int]] = []
        self._postings: dict[str, dict[int, array[int]]] = {}

    def add(self, document: ReadDocument) -> None:
        number = len(self.lengths)
        self.lengths.append([len(words) for words in document.words])
        for field, words in enumerate(document.words):
            for word, count in words.items():
                fields = self._postings.get(word)
                if fields is None:
                    self._postings[word] = {field: array("I", (number, count))}
                elif field in fields:
                    fields[field].extend((number, count))
                else:
                    fields[field] = array("I", (number, count))

    def words(self) -> list[str]:
        """Return all words of the index, sorted."""
        return sorted(self._postings)

    def list_postings(self, words: Iterable[str]) -> list[tuple[str, Postings]]:
        """Return words as MiniSearch serialises them: field to document to how often."""
        return [(word, self._show(self._postings[word])) for word in words]

    def _show(self, fields: Mapping[int, array[int]]) -> Postings:
        return {
            field: dict(zip(packed[::2], packed[1::2], strict=True))
            for field, packed in fields.items()
        }


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
        "index": index.list_postings(words),
        "serializationVersion": SERIALIZATION_VERSION,
    }


def _find_averages(lengths: Sequence[Sequence[int]]) -> list[float]:
    """Return the average length of each field, added up in the steps in which MiniSearch does."""
    averages = [0.0 for _ in FIELDS]
    for count, document in enumerate(lengths):
        averages = [
            (average * count + length) / (count + 1)
            for average, length in zip(averages, document, strict=True)
        ]
    return averages
