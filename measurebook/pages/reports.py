"""Periodic reports: every question of the form in its own order, with the measures in place."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile

from measurebook.graph import ReportAnswer
from measurebook.model.base import read_span
from measurebook.model.knowledge import Entry, Section
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.pages.answers import show_answers
from measurebook.pages.conflicts import show_conflicts
from measurebook.pages.crosslinks import ProseLinks
from measurebook.pages.edition import Edition
from measurebook.pages.frames import make_frame
from measurebook.pages.page import Page
from measurebook.pages.prose import EDITORS_NOTE, quote_editors, quote_section
from measurebook.pages.rows import Rows
from measurebook.pages.views import (
    Answer,
    Cite,
    ConflictView,
    Fact,
    FramedView,
    Link,
    ListRow,
    MeasureRow,
    QuestionView,
    Quoted,
    Value,
    View,
)
from measurebook.pages.wording import mark
from measurebook.text import fold_label

_TOP_LEVEL = 2
_STATES = ("yes", "no", "unanswered", "not-applicable", "blank", "not-asked", "answered")


class StateCount(View, frozen=True, kw_only=True):
    """How many questions have a state."""

    answer: Answer
    count: str


class ReportPart(View, frozen=True, kw_only=True):
    """A part of the form. `level` is 2 for a goal or a part without areas, 3 for an area."""

    id: str
    level: int
    heading: Link
    questions: tuple[QuestionView, ...] = ()
    rows: tuple[MeasureRow, ...] = ()
    empty: str = ""


class Contents(View, frozen=True, kw_only=True):
    """A line of the contents, with the areas under a goal."""

    id: str
    text: str
    lang: str
    inner: tuple[Contents, ...] = ()


class ReportsView(FramedView, frozen=True, kw_only=True):
    heading: str
    lead: str
    rows: tuple[ListRow, ...]


class ReportView(FramedView, frozen=True, kw_only=True):
    kicker: tuple[Link, ...]
    heading: str
    lang: str
    title_cites: tuple[Cite, ...]
    lead: str
    facts: tuple[Fact, ...]
    source: Link
    stamp: str
    stamp_cites: tuple[Cite, ...]
    states: tuple[StateCount, ...]
    texts: tuple[Quoted, ...]
    editors_note: Quoted | None
    contents: tuple[Contents, ...]
    parts: tuple[ReportPart, ...]
    conflicts: tuple[ConflictView, ...]


@dataclass
class _Part:
    """A part while it is gathered; `line` is where it starts in the source."""

    kind: str
    slug: str
    line: int
    answers: list[ReportAnswer] = field(default_factory=list)


def plan_reports(edition: Edition, rows: Rows) -> Iterator[Page]:
    yield edition.plan("reports", partial(_make_list, edition))
    for entry in edition.atlas.reports:
        yield edition.plan("report", partial(_make_report, edition, rows, entry), entry.slug)


def _make_list(edition: Edition) -> ReportsView:
    reports = edition.atlas.reports
    heading = edition.wording.say("reports_heading")
    return ReportsView(
        frame=make_frame(edition, "reports", heading),
        heading=heading,
        lead=edition.wording.count("reports_lead", len(reports)),
        rows=tuple(_list_report(edition, entry) for entry in reports),
    )


def _list_report(edition: Edition, entry: Entry[Report]) -> ListRow:
    measures = edition.atlas.measures_of("report", entry.slug)
    counts = [
        edition.wording.count("measures", len(measures)),
        edition.wording.count("questions", len(entry.record.answers)),
    ]
    return ListRow(link=edition.report(entry), why=edition.wording.join(counts))


def _make_report(edition: Edition, rows: Rows, entry: Entry[Report]) -> ReportView:
    link = edition.report(entry)
    links = ProseLinks(edition, "report", entry.slug)
    parts = tuple(links.link_anew(part) for part in _show_parts(edition, rows, entry))
    return ReportView(
        frame=make_frame(edition, "report", link.text, entry.slug, (edition.link("reports"),)),
        kicker=(Link(text=edition.wording.say("kind_report")),),
        heading=link.text,
        lang=link.lang,
        title_cites=edition.cites(entry.record.citations.get("title")),
        lead=_list_report(edition, entry).why,
        facts=tuple(_list_facts(edition, entry.record)),
        source=edition.source(edition.atlas.source(entry.record.source)),
        stamp=entry.record.stamp or "",
        stamp_cites=edition.cites(entry.record.citations.get("stamp")),
        states=count_states(edition, entry.record),
        texts=links.link_anew(tuple(_quote_loose_sections(edition, entry))),
        editors_note=quote_editors(entry.path, entry.section(EDITORS_NOTE)),
        contents=tuple(_list_contents(parts)),
        parts=parts,
        conflicts=show_conflicts(edition, "reports", entry.slug),
    )


def _list_facts(edition: Edition, report: Report) -> Iterator[Fact]:
    plain = {
        "party": report.party,
        "year": report.year,
        "form": report.form,
        "ratification": report.ratification,
        "submitted": report.submitted,
    }
    for name, value in plain.items():
        if value:
            yield Fact(
                label=edition.wording.say(f"field_{name}"),
                values=(Value(text=value),),
                cites=edition.cites(report.citations.get(name)),
            )


def count_states(edition: Edition, report: Report) -> tuple[StateCount, ...]:
    """Count the answers of a report by state; states that do not occur are left out."""
    counts = Counter[str](answer.state for answer in report.answers)
    return tuple(
        StateCount(answer=edition.answer(state), count=edition.wording.number(counts[state]))
        for state in _STATES
        if counts[state]
    )


def _quote_loose_sections(edition: Edition, entry: Entry[Report]) -> Iterator[Quoted]:
    """Quote the sections that no answer refers to."""
    used = {EDITORS_NOTE, *(answer.section for answer in entry.record.answers)}
    for section in entry.sections:
        if section.key not in used:
            yield from _quote(edition, entry, section)


def _quote(edition: Edition, entry: Entry[Report], section: Section) -> tuple[Quoted, ...]:
    citation = entry.record.citations.get(section.key, {})
    return quote_section(edition, entry.path, section, citation)


# Parts of the form


def _list_contents(parts: tuple[ReportPart, ...]) -> Iterator[Contents]:
    """List the parts of level 2, each with those of level 3 that follow it."""
    for place, part in enumerate(parts):
        if part.level == _TOP_LEVEL:
            below = takewhile(lambda other: other.level > _TOP_LEVEL, parts[place + 1 :])
            yield _as_contents(part, tuple(_as_contents(other) for other in below))


def _as_contents(part: ReportPart, inner: tuple[Contents, ...] = ()) -> Contents:
    return Contents(id=part.id, text=part.heading.text, lang=part.heading.lang, inner=inner)


def _gather_parts(edition: Edition, entry: Entry[Report]) -> list[_Part]:
    """Put each answer under its area, else under the last heading printed before it."""
    headings = _find_headings(edition, entry.record.source)
    starts = [line for line, _ in headings]
    parts = {("heading", slug): _Part("heading", slug, line) for line, slug in headings}
    for answer in entry.record.answers:
        question = edition.atlas.question(answer.question)
        found = ReportAnswer(entry, answer, question)
        line = read_span(answer.lines).first
        key = ("area", found.area) if found.area else ("heading", _last(headings, starts, line))
        part = parts.setdefault(key, _Part(*key, line))
        part.answers.append(found)
    for measure in edition.atlas.measures_of("report", entry.slug):
        for area in measure.record.areas or ():
            parts.setdefault(("area", area), _Part("area", area, _line_of(measure, entry)))
    return sorted(parts.values(), key=lambda part: part.line)


def _find_headings(edition: Edition, source: str) -> list[tuple[int, str]]:
    """Find the headings of the form that stand in a source, each once, with their lines."""
    known = {
        fold_label(text): slug
        for slug, term in edition.vocabulary.headings.items()
        for text in (*(wording.text for wording in term.wordings.values()), *term.variants)
    }
    found: dict[str, int] = {}
    for number, line in enumerate(edition.atlas.source(source).lines, start=1):
        slug = known.get(fold_label(line)) if line.strip() else None
        if slug:
            found.setdefault(slug, number)
    return sorted((line, slug) for slug, line in found.items())


def _last(headings: list[tuple[int, str]], starts: list[int], line: int) -> str:
    place = bisect_right(starts, line)
    return headings[place - 1][1] if place else ""


def _line_of(measure: Entry[Measure], report: Entry[Report]) -> int:
    lines = [
        read_span(citation[report.record.source]).first
        for name, citation in measure.record.citations.items()
        if name == "title" and report.record.source in citation
    ]
    return min(lines, default=0)


def _show_parts(edition: Edition, rows: Rows, entry: Entry[Report]) -> Iterator[ReportPart]:
    """Show the parts in the order of the form; the areas of a goal stand under its heading."""
    opened, ids = dict[str, int](), set[str]()
    last = ""
    for part in _gather_parts(edition, entry):
        if part.kind == "area":
            goal = edition.atlas.area(part.slug).goal
            if goal != last:
                opened[goal] = opened.get(goal, 0) + 1
                yield _open_goal(edition, goal, opened[goal])
            last = goal
            yield _show_area(edition, rows, entry, part, ids)
        elif (shown := _show_heading(edition, rows, entry, part, ids)).questions or shown.rows:
            last = ""
            yield shown


def _open_goal(edition: Edition, goal: str, times: int) -> ReportPart:
    """Head the areas of a goal; a goal that comes again gets another id."""
    name = f"goal-{goal}" if times == 1 else f"goal-{goal}-{times}"
    return ReportPart(id=name, level=2, heading=edition.goal(goal))


def _show_area(
    edition: Edition, rows: Rows, entry: Entry[Report], part: _Part, ids: set[str]
) -> ReportPart:
    measures = [
        measure
        for measure in edition.atlas.measures_of("areas", part.slug)
        if measure.record.report == entry.slug
    ]
    heading = edition.area(part.slug)
    named = mark(heading.text, heading.lang)
    return ReportPart(
        id=f"area-{part.slug}",
        level=3,
        heading=heading,
        questions=show_answers(edition, part.answers, ids),
        rows=rows.of(measures),
        empty="" if measures else edition.wording.say("area_empty", name=named),
    )


def _show_heading(
    edition: Edition, rows: Rows, entry: Entry[Report], part: _Part, ids: set[str]
) -> ReportPart:
    term = edition.vocabulary.headings.get(part.slug)
    other = Link(text=edition.wording.say("report_other_questions"))
    measures = [
        measure
        for measure in edition.atlas.measures_of("section", part.slug)
        if measure.record.report == entry.slug
    ]
    return ReportPart(
        id=f"part-{part.slug or 'other'}",
        level=2,
        heading=edition.choose(term.wordings) if term else other,
        questions=show_answers(edition, part.answers, ids),
        rows=rows.of(measures),
    )
