"""What is new, told without a clock.

Nobody writes down when a page of this site changed, and the time of a build says nothing of it.
What is known is when a text was captured, and what dates the texts give themselves. So a source is
as new as its capture; a measure, report or event as new as the newest capture of a text it rests
on; and where no capture is known, as new as the text says it is. What has none of these dates is
not among the changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

import msgspec

from measurebook.exports.addresses import RecordKind
from measurebook.exports.plain import tidy
from measurebook.exports.references import CitedSource, Reference, list_references
from measurebook.exports.release import Release
from measurebook.markdown import read_blocks
from measurebook.model.event import Event
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.urls import address_of

_SUMMARY_LENGTH = 300
_OPENINGS = ("main_features", "executive_summary")
"""Texts that tell best what a page is about; else its first one does."""

_RANKS: dict[RecordKind, int] = {"source": 0, "report": 1, "event": 2, "measure": 3}


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A page and the date it is as new as, which is no more precise than it is known."""

    kind: RecordKind
    slug: str
    title: str
    date: str
    path: str
    summary: str
    language: str


def list_changes(release: Release) -> tuple[Change, ...]:
    """List what has a date, newest first; of one date, sources before what was read from them."""
    found = [
        _make_change(release, reference, date)
        for reference in list_references(release)
        if (date := _find_date(release, reference))
    ]
    by_kind = sorted(found, key=lambda change: _RANKS[change.kind])
    return tuple(sorted(by_kind, key=lambda change: change.date, reverse=True))


def _make_change(release: Release, reference: Reference, date: str) -> Change:
    return Change(
        kind=reference.kind,
        slug=reference.slug,
        title=reference.title,
        date=date,
        path=address_of(reference.kind, reference.slug),
        summary=_summarise(release, reference),
        language=reference.language,
    )


def _find_date(release: Release, reference: Reference) -> str:
    captured = [source.captured for source in reference.sources if is_date(source.captured)]
    if captured:
        return max(captured)
    stated = _list_stated(release, reference)
    return next((date for date in stated if is_date(date)), "")


def _list_stated(release: Release, reference: Reference) -> Iterator[str]:
    """List the dates that a text gives itself; an article is no older than what it tells of."""
    if reference.kind == "event":
        event = release.atlas.event(reference.slug).record
        dates = (event.published, event.ends, event.starts)
        yield from (stated.date for stated in dates if stated)
    yield reference.date


def is_date(written: str) -> bool:
    """Tell whether a text is a year, month or day that exists.

    >>> is_date("2022"), is_date("2022-08-05"), is_date("2022-02-30"), is_date("in August")
    (True, True, False, False)
    """
    whole = f"{written}-01-01"[:10] if len(written) in {4, 7} else written
    try:
        return len(whole) == 10 and whole == date.fromisoformat(whole).isoformat()
    except ValueError:
        return False


# Summaries


def _summarise(release: Release, reference: Reference) -> str:
    """Return the opening of what a page says; for a source, who published it and where."""
    if reference.kind == "source":
        return _describe(reference.sources)
    find: Mapping[str, Callable[[str], Entry[Measure] | Entry[Report] | Entry[Event]]] = {
        "measure": release.atlas.measure,
        "report": release.atlas.report,
        "event": release.atlas.event,
    }
    entry = find[reference.kind](reference.slug)
    named = (entry.section(key) for key in _OPENINGS)
    opening = next((section for section in (*named, *entry.sections) if section), None)
    return cut_opening(opening.text, entry.path, opening.line) if opening else ""


def _describe(sources: Iterable[CitedSource]) -> str:
    return "; ".join(tidy(f"{source.publisher} {source.url}") for source in sources)


def cut_opening(text: str, path: str = "", line: int = 0) -> str:
    """Return the first paragraph of a Markdown text as plain text, cut at the end of a word."""
    blocks = read_blocks(text, path, line)
    opening = tidy(next((told for block in blocks for told in block.texts), ""))
    if len(opening) <= _SUMMARY_LENGTH:
        return opening
    short = opening[: _SUMMARY_LENGTH - 2]
    return f"{short.rpartition(' ')[0] or short} …"
