"""What the newest report promised, and what newer texts say on it: shown, never judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from measurebook.graph import OUTLOOKS, Postponed, Promise, open_workbook
from measurebook.pages.parts.answers import show_answers
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.news import NewsView, show_news
from measurebook.pages.parts.quotations import QuotationView, link_quotation, show_quotation
from measurebook.pages.parts.views import Cite, LedView, Link, Original, View


class PromiseRow(View, frozen=True, kw_only=True):
    """A statement word for word, the subjects found in it, and what newer texts say on them."""

    number: str
    text: str
    lang: str
    cites: tuple[Cite, ...]
    subjects: tuple[str, ...]
    count: str
    summary: str
    news: tuple[NewsView, ...]


class PromiseGroup(View, frozen=True, kw_only=True):
    """The statements of one answer."""

    id: str
    heading: str
    note: str
    question: Link
    original: Original | None
    rows: tuple[PromiseRow, ...]


class PostponedRow(View, frozen=True, kw_only=True):
    """A sentence of a measure that puts its results off."""

    measure: Link
    area: Link | None
    quotation: QuotationView


class PromisesView(LedView, frozen=True, kw_only=True):
    heading: str
    report: Link | None
    newer: tuple[Link, ...]
    groups: tuple[PromiseGroup, ...]
    postponed: tuple[PostponedRow, ...]


def make_promises(edition: Edition) -> PromisesView:
    book = open_workbook(edition.atlas)
    heading = edition.wording.say("promises_heading")
    number = len(book.promises) if book else 0
    return PromisesView(
        frame=make_frame(edition, "promises", heading),
        heading=heading,
        lead=edition.wording.count("promises_lead", number),
        report=edition.report(book.report) if book else None,
        newer=tuple(map(edition.event, book.newer_events)) if book else (),
        groups=tuple(_list_groups(edition, book.promises)) if book else (),
        postponed=show_postponed(edition, book.postponed) if book else (),
    )


def _list_groups(edition: Edition, promises: Sequence[Promise]) -> Iterator[PromiseGroup]:
    for outlook in OUTLOOKS:
        same = [promise for promise in promises if promise.outlook == outlook]
        if same:
            (shown,) = show_answers(edition, [same[0].found])
            report = edition.report(same[0].found.report)
            address = f"{report.address}#{shown.id}"
            yield PromiseGroup(
                id=outlook,
                heading=edition.wording.say(f"promises_{outlook}"),
                note=edition.wording.say(f"promises_{outlook}_note"),
                question=Link(text=shown.text, address=address, lang=shown.lang),
                original=shown.original,
                rows=tuple(_make_row(edition, promise) for promise in same),
            )


def _make_row(edition: Edition, promise: Promise) -> PromiseRow:
    number = len(promise.news)
    return PromiseRow(
        number=edition.wording.number(promise.number),
        text=promise.text,
        lang=edition.language_of(promise.source),
        cites=(edition.cite(promise.source, promise.lines),),
        subjects=tuple(
            edition.say_term(edition.vocabulary.subjects[slug].wordings)
            for slug in promise.subjects
        ),
        count=edition.wording.number(number),
        summary=edition.wording.count("promises_passages", number),
        news=show_news(edition, promise.news),
    )


def show_postponed(edition: Edition, found: Sequence[Postponed]) -> tuple[PostponedRow, ...]:
    return tuple(_show_postponed(edition, postponed) for postponed in found)


def _show_postponed(edition: Edition, postponed: Postponed) -> PostponedRow:
    measure = edition.measure(postponed.measure)
    area = next(iter(postponed.measure.record.areas or ()), None)
    return PostponedRow(
        measure=link_quotation(measure, postponed.quotation),
        area=edition.area(area) if area else None,
        quotation=show_quotation(edition, postponed.quotation),
    )
