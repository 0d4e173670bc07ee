"""Statements that do not agree, as they stand on the pages of what they concern."""

from __future__ import annotations

from measurebook.graph import ConflictSubject
from measurebook.model.conflict import Conflict, Quote
from measurebook.pages.edition import Edition
from measurebook.pages.prose import read_note
from measurebook.pages.views import ConflictView, Side


def show_conflicts(
    edition: Edition, subject: ConflictSubject, slug: str
) -> tuple[ConflictView, ...]:
    return tuple(
        _show_conflict(edition, name, conflict)
        for name, conflict in edition.atlas.conflicts_of(subject, slug)
    )


def _show_conflict(edition: Edition, slug: str, conflict: Conflict) -> ConflictView:
    return ConflictView(
        id=f"conflict-{slug}",
        title=conflict.title,
        kind=edition.wording.say(f"conflict_{conflict.kind}"),
        sides=tuple(_show_side(edition, quote) for quote in conflict.quotes),
        ruling=conflict.ruling or "",
        note=read_note(edition, conflict.note),
    )


def _show_side(edition: Edition, quote: Quote) -> Side:
    return Side(
        text=quote.text,
        source=edition.atlas.source(quote.source).card.title,
        cites=(edition.cite(quote.source, quote.lines),),
        lang=edition.language_of(quote.source),
    )
