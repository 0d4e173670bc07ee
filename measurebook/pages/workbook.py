"""The workbook: the form in its own order, for whoever fills in the next report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from measurebook.graph import Line, OpenReason, ReportAnswer, Workbook, WorkbookPart, open_workbook
from measurebook.model.download import Download
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure
from measurebook.pages.claims import ClaimSupportView, show_support
from measurebook.pages.conflicts import link_conflicts
from measurebook.pages.data import DownloadRow, show_download
from measurebook.pages.parts.absence import FORM_FIELDS, find_state
from measurebook.pages.parts.answers import show_answers
from measurebook.pages.parts.days import say_period
from measurebook.pages.parts.edition import Edition, shorten
from measurebook.pages.parts.form_parts import Contents, head_parts, list_contents
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.news import NewsView, show_news
from measurebook.pages.parts.views import (
    Count,
    Fact,
    LedView,
    Link,
    ListRow,
    Original,
    QuestionView,
    RowGroup,
    Value,
    View,
)
from measurebook.pages.promises import PostponedRow, show_postponed
from measurebook.urls import address_of

_FILES = frozenset({"workbook", "workbook_markdown"})
"""The downloads that hold the workbook."""

_FIGURE_AND_YEAR = 2
_SHOWN_NEWS = 1
_SHORTEST, _SHORT = 110, 100
"""A question in the list of what is to be done is cut to about a line."""

_STYLES: Mapping[OpenReason, str] = {"parent": "place"}
_TO_ANSWER: tuple[OpenReason, ...] = ("open", "parent")
_LEFT_OPEN = frozenset({"blank", "unanswered"})


class Flag(View, frozen=True, kw_only=True):
    """What a question needs; `style` names its mark."""

    style: str
    text: str


_SAID = frozenset({"open", "none", "partly"})
"""Needs that the block of a question says already, by its answer or by what stands behind it."""


class Ask(View, frozen=True, kw_only=True):
    """A question with its last answer and everything to know before it is answered again.

    `news` are the first newer passages, `more_news` those that are shown on demand.
    """

    question: QuestionView
    task: str
    flags: tuple[Flag, ...]
    support: ClaimSupportView | None
    conflicts: tuple[Link, ...]
    promises: Link | None
    earlier: tuple[Fact, ...]
    news: tuple[NewsView, ...]
    more_news: tuple[NewsView, ...]
    more: str
    choices: tuple[str, ...]


class MeasureLine(View, frozen=True, kw_only=True):
    """A measure that the next report brings up to date, and the fields it left open."""

    link: Link
    left_open: str


class WorkbookPartView(View, frozen=True, kw_only=True):
    id: str
    level: int
    heading: Link
    original: Original | None = None
    asks: tuple[Ask, ...] = ()
    measures: tuple[MeasureLine, ...] = ()
    measures_heading: str = ""
    empty: str = ""
    unreported: tuple[Link, ...] = ()
    postponed: tuple[PostponedRow, ...] = ()
    news: tuple[NewsView, ...] = ()


class WorkbookView(LedView, frozen=True, kw_only=True):
    heading: str
    report: Link | None
    facts: tuple[Fact, ...]
    counts: tuple[Count, ...]
    files: tuple[DownloadRow, ...]
    tasks: tuple[RowGroup, ...]
    contents: tuple[Contents, ...]
    parts: tuple[WorkbookPartView, ...]


def make_workbook(edition: Edition, downloads: Sequence[Download]) -> WorkbookView:
    """Make the workbook of the newest report."""
    book = open_workbook(edition.atlas)
    heading = edition.wording.say("workbook_heading")
    parts = tuple(_show_parts(edition, book)) if book else ()
    return WorkbookView(
        frame=make_frame(edition, "workbook", heading),
        heading=heading,
        lead=edition.wording.say("workbook_lead" if book else "workbook_none"),
        report=edition.report(book.report) if book else None,
        facts=tuple(_list_facts(edition, book)) if book else (),
        counts=tuple(_list_counts(edition, book)) if book else (),
        files=tuple(show_download(edition, file) for file in downloads if file.name in _FILES),
        tasks=tuple(_list_tasks(edition, book, parts)) if book else (),
        contents=tuple(list_contents(parts)),
        parts=parts,
    )


# What it goes by


def _list_facts(edition: Edition, book: Workbook) -> Iterator[Fact]:
    report = edition.report(book.report)
    say = edition.wording.say
    yield Fact(
        label=say("workbook_last"),
        values=(Value(text=report.text, address=report.address, lang=report.lang),),
    )
    yield Fact(label=say("field_form"), values=(Value(text=book.report.record.form),))
    newer = [
        Value(
            text=link.text,
            address=link.address,
            lang=link.lang,
            note=say_period(edition, entry.record),
        )
        for entry in book.newer_events
        for link in [edition.event(entry)]
    ]
    yield Fact(label=say("workbook_newer"), values=tuple(newer), absence=say("workbook_newer_none"))


def _list_counts(edition: Edition, book: Workbook) -> Iterator[Count]:
    lines = [line for part in book.parts for line in part.lines]
    passages = {news.quotation.place for line in lines for news in line.news}
    plans = sum(promise.outlook == "plans" for promise in book.promises)
    numbers = {
        "questions": (len(lines), f"{address_of('workbook')}#form"),
        "open": (sum(line.reason in _TO_ANSWER for line in lines), address_of("gaps")),
        "claims": (sum(_lacks_measure(line) for line in lines), address_of("claims")),
        "promises": (plans, address_of("promises")),
        "postponed": (len(book.postponed), f"{address_of('promises')}#postponed"),
        "news": (len(passages), ""),
    }
    for name, (number, address) in numbers.items():
        yield Count(
            number=edition.wording.number(number),
            label=edition.wording.count(f"workbook_count_{name}", number),
            address=address if number else "",
        )


def _lacks_measure(line: Line) -> bool:
    return line.claim is not None and line.claim.support in {"none", "empty-area"}


# What is to be done first


def _list_tasks(
    edition: Edition, book: Workbook, parts: Sequence[WorkbookPartView]
) -> Iterator[RowGroup]:
    """Gather what needs attention from all parts, each with a way to its place on the page."""
    lines = [line for part in book.parts for line in part.lines]
    asks = [ask for part in parts for ask in part.asks]
    pairs = list(zip(lines, asks, strict=True))
    groups = {
        "open": [ask for line, ask in pairs if line.reason in _TO_ANSWER],
        "claims": [ask for line, ask in pairs if _needs_measure(line)],
        "figures": [ask for line, ask in pairs if _is_figure(line.found)],
    }
    for name, found in groups.items():
        if found:
            heading = edition.wording.count(f"workbook_task_{name}", len(found))
            rows = tuple(map(_as_task, found))
            yield RowGroup(heading=Link(text=heading), id=f"task-{name}", rows=rows)


def _needs_measure(line: Line) -> bool:
    return _lacks_measure(line) or (line.claim is not None and line.claim.support == "partly")


def _as_task(ask: Ask) -> ListRow:
    question = ask.question
    text = shorten(question.text, _SHORTEST, _SHORT)
    return ListRow(
        link=Link(text=text, address=f"#{question.id}", lang=question.lang),
        why=ask.task,
        cites=question.cites,
    )


# Parts


def _show_parts(edition: Edition, book: Workbook) -> Iterator[WorkbookPartView]:
    of_part = {(part.part.kind, part.part.slug): part for part in book.parts}
    ids = set[str]()
    for headed in head_parts(edition, [part.part for part in book.parts]):
        if headed.part is None:
            yield WorkbookPartView(id=headed.id, level=headed.level, heading=headed.heading)
            continue
        part = of_part[headed.part.kind, headed.part.slug]
        yield WorkbookPartView(
            id=headed.id,
            level=headed.level,
            heading=headed.heading,
            original=headed.original,
            asks=tuple(_make_asks(edition, part, ids)),
            measures=tuple(_show_measure(edition, entry) for entry in part.measures),
            measures_heading=edition.wording.count("workbook_measures", len(part.measures)),
            empty=_say_empty(edition, part),
            unreported=tuple(map(edition.measure, part.unreported)),
            postponed=show_postponed(edition, part.postponed),
            news=show_news(edition, part.news),
        )


def _say_empty(edition: Edition, part: WorkbookPart) -> str:
    is_empty = part.part.kind == "area" and not part.measures
    return edition.wording.say("workbook_no_measure") if is_empty else ""


def _show_measure(edition: Edition, entry: Entry[Measure]) -> MeasureLine:
    """Name the fields that a measure left open; what its form has no room for is not among them."""
    left = [
        edition.wording.say(f"field_{field}")
        for field in FORM_FIELDS
        if find_state(entry, field, edition.vocabulary) in _LEFT_OPEN
    ]
    fields = edition.wording.join(left, "comma")
    return MeasureLine(
        link=edition.measure(entry),
        left_open=edition.wording.say("workbook_left_open", fields=fields) if left else "",
    )


# Questions


def _make_asks(edition: Edition, part: WorkbookPart, ids: set[str]) -> Iterator[Ask]:
    shown = show_answers(edition, [line.found for line in part.lines], ids)
    for line, question in zip(part.lines, shown, strict=True):
        yield _make_ask(edition, line, question)


def _make_ask(edition: Edition, line: Line, question: QuestionView) -> Ask:
    more = line.news[_SHOWN_NEWS:]
    flags = list(_list_flags(edition, line))
    return Ask(
        question=question,
        task=flags[0].text if flags else "",
        flags=tuple(flag for flag in flags if flag.style not in _SAID),
        support=show_support(edition, line.claim) if line.claim else None,
        conflicts=link_conflicts(edition, [line.found]),
        promises=_link_promises(edition, line),
        earlier=tuple(_list_earlier(edition, line.earlier)),
        news=show_news(edition, line.news[:_SHOWN_NEWS]),
        more_news=show_news(edition, more),
        more=edition.wording.count("workbook_more_news", len(more)) if more else "",
        choices=_list_choices(edition, line.found),
    )


def _list_choices(edition: Edition, found: ReportAnswer) -> tuple[str, ...]:
    """List what can be ticked on paper."""
    if found.question is None or found.question.kind != "yes-no":
        return ()
    return tuple(edition.answer(state).word for state in ("yes", "no"))


def _list_flags(edition: Edition, line: Line) -> Iterator[Flag]:
    if line.reason:
        yield Flag(
            style=_STYLES.get(line.reason, "open"),
            text=edition.wording.say(f"workbook_flag_{line.reason}"),
        )
    if _is_figure(line.found):
        yield Flag(style="figure", text=_say_year(edition, line.found))
    if line.claim and _needs_measure(line):
        key = "partly" if line.claim.support == "partly" else "none"
        yield Flag(style=key, text=edition.wording.say(f"workbook_flag_{key}"))


def _is_figure(found: ReportAnswer) -> bool:
    is_asked = found.question is not None and found.question.kind == "figure"
    return is_asked and bool(found.answer.values)


def _say_year(edition: Edition, found: ReportAnswer) -> str:
    """Say of which year a figure is, where the report prints one."""
    values = [value.text for value in found.answer.values]
    if len(values) != _FIGURE_AND_YEAR:
        return edition.wording.say("workbook_flag_undated")
    return edition.wording.say("workbook_flag_figure", year=values[1])


def _link_promises(edition: Edition, line: Line) -> Link | None:
    if not line.promises:
        return None
    text = edition.wording.count("workbook_promises", len(line.promises))
    return Link(text=text, address=f"{address_of('promises')}#{line.promises[0].outlook}")


def _list_earlier(edition: Edition, answers: Iterable[ReportAnswer]) -> Iterator[Fact]:
    """List what older reports answered, in brief."""
    for found in answers:
        (shown,) = show_answers(edition, [found])
        texts = [value.text for value in found.answer.values] or [
            edition.answer(found.answer.state).word
        ]
        report = edition.report(found.report)
        yield Fact(
            label=report.text,
            values=(Value(text=edition.wording.join(texts, "comma"), lang=shown.values_lang),),
            cites=shown.cites,
        )
