"""Reads the texts of all documents once: for the names in them, and for the phrases they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from measurebook.graph.links import ReportAnswer
from measurebook.graph.mentions import Mention, NameFinder, find_mentions
from measurebook.graph.names import Target
from measurebook.graph.passages import (
    Document,
    Passage,
    read_event,
    read_measure,
    read_report,
    read_title,
)
from measurebook.graph.related import list_phrases
from measurebook.graph.words import flatten
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
        passages = [*read_measure(entry, self._knowledge.sources), read_title(entry)]
        flat = [flatten(passage.text) for passage in passages]
        document = Document("measure", entry.slug)
        country = find_country(self._knowledge, entry.record)
        named = find_mentions(self._finder, document, zip(passages, flat, strict=True), country)
        return Reading(document, named, list_phrases(flat))

    def read_event(self, entry: Entry[Event]) -> Reading:
        passages = read_event(entry, self._knowledge.sources)
        document = Document("event", entry.slug)
        country = find_country(self._knowledge, entry.record)
        return Reading(document, self._find(document, passages, country))

    def read_report(self, entry: Entry[Report], answers: tuple[ReportAnswer, ...]) -> Reading:
        passages = read_report(entry, answers, self._knowledge.sources)
        document = Document("report", entry.slug)
        country = find_country(self._knowledge, entry.record)
        return Reading(document, self._find(document, passages, country))

    def _find(
        self, document: Document, passages: Iterable[Passage], country: str | None
    ) -> dict[Target, Mention]:
        pairs = ((passage, flatten(passage.text)) for passage in passages)
        return find_mentions(self._finder, document, pairs, country)


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
