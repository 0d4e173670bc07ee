"""What texts newer than a report say on its subjects, its measures and the bodies it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from measurebook.graph.links import group
from measurebook.graph.mentions import Found, NameFinder
from measurebook.graph.names import Target, TargetKind
from measurebook.graph.passages import Document, Passage, read_event
from measurebook.graph.quotations import Quotation, quote
from measurebook.graph.subjects import WordFinder
from measurebook.model.event import Event
from measurebook.model.knowledge import Entry, Source
from measurebook.model.report import Report

NewsReason = Literal["subject"] | TargetKind
"""Why a passage is shown: it holds a word of a subject, or it names somebody or something."""

_LISTS = frozenset({"people", "sessions"})
"""Passages that only list who was there, and what the prose around them is called."""


class News(msgspec.Struct, frozen=True):
    """A sentence of a newer text; `about` is the slug of the subject or of what is named."""

    reason: NewsReason
    about: str
    document: Document
    quotation: Quotation


def is_newer(event: Event, report: Report) -> bool:
    """Tell whether an event is of a year after the report's; where a year is unknown, it is not."""
    dates = (event.starts, event.published)
    known = [date.date[:4] for date in dates if date]
    return bool(known and report.year) and known[0] > (report.year or "")


def find_on_subjects(
    events: Iterable[Entry[Event]], finder: WordFinder, sources: Mapping[str, Source]
) -> dict[str, tuple[News, ...]]:
    """Find the sentences of events that speak of each subject, one of each passage."""
    found = (
        News("subject", hit.name, document, quote(passage, hit.start, hit.end))
        for document, passage in _read_prose(events, sources)
        for hit in finder.find(passage.text)
    )
    return group((news.about, news) for news in found)


def find_named(
    events: Sequence[Entry[Event]],
    names: NameFinder,
    sources: Mapping[str, Source],
    country_of: Callable[[str], str | None],
) -> dict[Target, tuple[News, ...]]:
    """Find the sentences of events that name something, in the country that the event is in.

    Whoever holds an event is named all over it, which says nothing.
    """
    holding = {entry.slug: {*entry.record.organisers, *entry.record.venues} for entry in events}
    found = (
        (name.target, _name(name, document, passage))
        for document, passage in _read_prose(events, sources)
        for name in names.find(passage.text, country_of(document.slug))
        if name.target.slug not in holding[document.slug]
    )
    return group(found)


def _read_prose(
    events: Iterable[Entry[Event]], sources: Mapping[str, Source]
) -> Iterator[tuple[Document, Passage]]:
    for entry in events:
        for passage in read_event(entry, sources):
            if passage.section not in _LISTS:
                yield Document("event", entry.slug), passage


def _name(found: Found, document: Document, passage: Passage) -> News:
    kind, slug = found.target
    return News(kind, slug, document, quote(passage, found.start, found.end))
