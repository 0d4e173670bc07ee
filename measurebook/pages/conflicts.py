"""Statements that do not agree, as they stand on the pages of what they concern."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from measurebook.graph import ConflictSubject, ReportAnswer
from measurebook.model.base import Span, read_span
from measurebook.model.conflict import Conflict, Quote
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.prose import read_note
from measurebook.pages.parts.views import ConflictView, LedView, Link, Side, View
from measurebook.urls import address_of

_WITHIN_NUMBER = re.compile(r"(?<=\d) (?=\d{3})")


def show_conflicts(
    edition: Edition, subject: ConflictSubject, slug: str
) -> tuple[ConflictView, ...]:
    return tuple(
        _show_conflict(edition, name, conflict)
        for name, conflict in edition.atlas.conflicts_of(subject, slug)
    )


def name_conflict(edition: Edition, conflict: Conflict) -> str:
    """Return the title that an editor gave a conflict, or what the program's rule says of it."""
    if conflict.title or conflict.rule is None:
        return conflict.title or ""
    key, field = f"conflict_rule_{conflict.rule.replace('-', '_')}", conflict.field
    return edition.wording.say(key, field=_name_field(edition, field) if field else "")


def _language_of(edition: Edition, conflict: Conflict) -> str:
    """Return the language of a title, "" where it is the page's own."""
    return edition.editors_language if conflict.title else ""


def _name_field(edition: Edition, field: str) -> str:
    question = edition.vocabulary.questions.get(field)
    if question:
        return edition.say_term(question.wordings)
    return edition.wording.say(f"field_{field}")


def _show_conflict(edition: Edition, slug: str, conflict: Conflict) -> ConflictView:
    return ConflictView(
        id=f"conflict-{slug}",
        title=name_conflict(edition, conflict),
        title_lang=_language_of(edition, conflict),
        lang=edition.editors_language,
        kind=edition.wording.say(f"conflict_{conflict.kind}"),
        finder=edition.wording.say(f"conflict_found_by_{conflict.found_by}"),
        sides=tuple(_show_side(edition, quote) for quote in conflict.quotes),
        reckoning=tuple(_read_reckoning(conflict.reckoning or "")),
        ruling=conflict.ruling or "",
        note=read_note(edition, conflict.note),
    )


def _read_reckoning(reckoning: str) -> Iterator[str]:
    """Split a reckoning into its steps; blanks within a number are no places to break a line."""
    for step in filter(None, reckoning.split("; ")):
        yield _WITHIN_NUMBER.sub("\N{NARROW NO-BREAK SPACE}", step)


def _show_side(edition: Edition, quote: Quote) -> Side:
    source = edition.source(edition.atlas.source(quote.source))
    return Side(
        text=quote.text,
        source=Link(text=source.text, lang=source.lang),
        cites=(edition.cite(quote.source, quote.lines),),
        lang=edition.language_of(quote.source),
    )


def link_conflicts(edition: Edition, answers: Sequence[ReportAnswer]) -> tuple[Link, ...]:
    """Link the conflicts that quote the lines of some answers of one report."""
    source = answers[0].report.record.source
    spans = [read_span(found.answer.lines) for found in answers]
    address = address_of("conflicts")
    return tuple(
        Link(
            text=name_conflict(edition, conflict),
            address=f"{address}#conflict-{slug}",
            lang=_language_of(edition, conflict),
        )
        for slug, conflict in edition.knowledge.conflicts.items()
        if _quotes_any(conflict, source, spans)
    )


def _quotes_any(conflict: Conflict, source: str, spans: list[Span]) -> bool:
    quoted = [read_span(quote.lines) for quote in conflict.quotes if quote.source == source]
    return any(lines.first in span or lines.last in span for lines in quoted for span in spans)


# All of them


class ConflictRow(View, frozen=True, kw_only=True):
    """A conflict with the pages of what it concerns; `name` tells it from others of its rule."""

    name: str
    conflict: ConflictView
    subjects: tuple[Link, ...]


class ConflictsView(LedView, frozen=True, kw_only=True):
    heading: str
    rows: tuple[ConflictRow, ...]


def make_conflicts(edition: Edition) -> ConflictsView:
    """Plan the page that sets all statements that do not agree side by side."""
    conflicts = edition.knowledge.conflicts
    heading = edition.wording.say("conflicts_heading")
    return ConflictsView(
        frame=make_frame(edition, "conflicts", heading),
        heading=heading,
        lead=edition.wording.count("conflicts_lead", len(conflicts)),
        rows=list_conflicts(edition),
    )


def list_conflicts(edition: Edition) -> tuple[ConflictRow, ...]:
    conflicts = edition.knowledge.conflicts
    return tuple(_make_row(edition, slug, conflict) for slug, conflict in conflicts.items())


def _make_row(edition: Edition, slug: str, conflict: Conflict) -> ConflictRow:
    shown, subjects = _show_conflict(edition, slug, conflict), _list_subjects(edition, conflict)
    links = tuple(subjects)
    name = shown.title if conflict.title else f"{shown.title}: {links[0].text}"
    return ConflictRow(name=name, conflict=shown, subjects=links)


def _list_subjects(edition: Edition, conflict: Conflict) -> Iterator[Link]:
    atlas = edition.atlas
    yield from (edition.measure(atlas.measure(slug)) for slug in conflict.measures)
    yield from (edition.report(atlas.report(slug)) for slug in conflict.reports)
    yield from (edition.event(atlas.event(slug)) for slug in conflict.events)
    yield from (edition.organisation(slug) for slug in conflict.organisations)
