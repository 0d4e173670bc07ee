"""Reads the texts of all documents once: for the names in them, and for the phrases they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from measurebook.graph.links import ReportAnswer
from measurebook.graph.mentions import Mention, NameFinder, find_mentions
from measurebook.graph.names import Target
from measurebook.graph.passages import (
    Document,
    DocumentKind,
    Passage,
    Sources,
    read_event,
    read_measure,
    read_report,
    read_title,
)
from measurebook.graph.related import list_phrases
from measurebook.graph.words import FlatText, flatten
from measurebook.memory import recall
from measurebook.model.event import Event
from measurebook.model.knowledge import Entry, Knowledge
from measurebook.model.measure import Measure
from measurebook.model.report import Report


class Reading(msgspec.Struct, frozen=True):
    """What one document names and, for a measure, the phrases it is compared by."""

    document: Document
    named: dict[Target, Mention]
    phrases: str = ""


class Reader:
    """Reads documents of one knowledge base, each by itself and in any order."""

    def __init__(self, knowledge: Knowledge, finder: NameFinder) -> None:
        self._knowledge = knowledge
        self._finder = finder

    def read_measure(self, entry: Entry[Measure]) -> Reading:
        names = self._names_in("measure", entry)
        return recall(names.document, _read_measure, entry, self._knowledge.sources, names)

    def read_event(self, entry: Entry[Event]) -> Reading:
        names = self._names_in("event", entry)
        return recall(names.document, _read_event, entry, self._knowledge.sources, names)

    def read_report(self, entry: Entry[Report], answers: tuple[ReportAnswer, ...]) -> Reading:
        names = self._names_in("report", entry)
        return recall(names.document, _read_report, entry, self._knowledge.sources, names, answers)

    def _names_in(
        self, kind: DocumentKind, entry: Entry[Measure] | Entry[Event] | Entry[Report]
    ) -> _Names:
        country = find_country(self._knowledge, entry.record)
        return _Names(self._finder, Document(kind, entry.slug), country)


class _Names(NamedTuple):
    """What names in the texts of one document mean."""

    finder: NameFinder
    document: Document
    country: str | None

    def find(self, passages: Iterable[tuple[Passage, FlatText]]) -> dict[Target, Mention]:
        return find_mentions(self.finder, self.document, passages, self.country)

    def read(self, passages: Iterable[Passage]) -> Reading:
        pairs = ((passage, flatten(passage.text)) for passage in passages)
        return Reading(self.document, self.find(pairs))


def _read_measure(entry: Entry[Measure], sources: Sources, names: _Names) -> Reading:
    passages = [*read_measure(entry, sources), read_title(entry)]
    flat = [flatten(passage.text) for passage in passages]
    named = names.find(zip(passages, flat, strict=True))
    return Reading(names.document, named, list_phrases(flat))


def _read_event(entry: Entry[Event], sources: Sources, names: _Names) -> Reading:
    return names.read(read_event(entry, sources))


def _read_report(
    entry: Entry[Report], sources: Sources, names: _Names, answers: tuple[ReportAnswer, ...]
) -> Reading:
    return names.read(read_report(entry, answers, sources))


def find_country(knowledge: Knowledge, record: Measure | Event | Report) -> str | None:
    """Return the country whose names a document uses: its own, its report's, or its source's."""
    return next(filter(None, _list_countries(knowledge, record)), None)


def _list_countries(knowledge: Knowledge, record: Measure | Event | Report) -> Iterator[str | None]:
    if isinstance(record, Measure):
        yield record.country
        if record.report:
            yield knowledge.reports[record.report].record.party
        sources = [source for citation in record.citations.values() for source in citation]
    else:
        yield record.party if isinstance(record, Report) else None
        sources = [record.source]
    for source in dict.fromkeys(sources):
        yield knowledge.sources[source].card.country
