"""Periodic reports: every question of the form in its own order, with the measures in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from measurebook.graph import Facet, FormPart
from measurebook.model.knowledge import Entry, Section
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.pages.conflicts import show_conflicts
from measurebook.pages.parts.answers import show_answers, show_state
from measurebook.pages.parts.crosslinks import ProseLinks
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.edits import find_edit
from measurebook.pages.parts.form_parts import Contents, head_parts, list_contents
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.page import Page
from measurebook.pages.parts.prose import EDITORS_NOTE, quote_editors, quote_section
from measurebook.pages.parts.rows import Rows
from measurebook.pages.parts.views import (
    Answer,
    Cite,
    ConflictView,
    Edit,
    Fact,
    LedView,
    Link,
    ListRow,
    MeasureRow,
    Original,
    QuestionView,
    Quoted,
    Value,
    View,
)
from measurebook.pages.parts.wording import mark

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
    original: Original | None
    questions: tuple[QuestionView, ...] = ()
    rows: tuple[MeasureRow, ...] = ()
    empty: str = ""


class ReportsView(LedView, frozen=True, kw_only=True):
    heading: str
    rows: tuple[ListRow, ...]


class ReportView(LedView, frozen=True, kw_only=True):
    kicker: tuple[Link, ...]
    heading: str
    lang: str
    title_cites: tuple[Cite, ...]
    title_edit: Edit | None
    facts: tuple[Fact, ...]
    source: Link
    stamp: str
    stamp_cites: tuple[Cite, ...]
    workbook: Link | None
    states: tuple[StateCount, ...]
    texts: tuple[Quoted, ...]
    editors_note: Quoted | None
    contents: tuple[Contents, ...]
    parts: tuple[ReportPart, ...]
    conflicts: tuple[ConflictView, ...]


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
        title_edit=find_edit(edition, entry, "title"),
        lead=_list_report(edition, entry).why,
        facts=tuple(_list_facts(edition, entry)),
        source=edition.source(edition.atlas.source(entry.record.source)),
        stamp=entry.record.stamp or "",
        stamp_cites=edition.cites(entry.record.citations.get("stamp")),
        workbook=_link_workbook(edition, entry),
        states=count_states(edition, entry.slug),
        texts=links.link_anew(tuple(_quote_loose_sections(edition, entry))),
        editors_note=quote_editors(edition, entry.path, entry.section(EDITORS_NOTE)),
        contents=tuple(list_contents(parts)),
        parts=parts,
        conflicts=show_conflicts(edition, "reports", entry.slug),
    )


def _link_workbook(edition: Edition, entry: Entry[Report]) -> Link | None:
    """Link the workbook from the report it goes by."""
    if entry is not edition.atlas.reports[0]:
        return None
    return edition.link("workbook", text=edition.wording.say("door_workbook_go"))


def _list_facts(edition: Edition, entry: Entry[Report]) -> Iterator[Fact]:
    report = entry.record
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
                edit=find_edit(edition, entry, name),
            )


def count_states(edition: Edition, report: str) -> tuple[StateCount, ...]:
    """Count the questions of a report by the state of their answers, leaving out empty states.

    Together they are all questions: where a dash says that there are none, it counts as that.
    """
    counts = Counter(
        show_state(edition, found) or edition.answer("answered")
        for found in edition.atlas.answers_of_report(report)
    )
    return tuple(
        StateCount(answer=answer, count=edition.wording.number(counts[answer]))
        for answer in sorted(counts, key=lambda answer: _STATES.index(answer.state))
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


def _show_parts(edition: Edition, rows: Rows, entry: Entry[Report]) -> Iterator[ReportPart]:
    """Show the parts of the form that hold something."""
    found = edition.atlas.parts_of_report(entry.slug)
    measures = {(part.kind, part.slug): _find_measures(edition, entry, part) for part in found}
    kept = [
        part
        for part in found
        if part.kind == "area" or part.answers or measures[part.kind, part.slug]
    ]
    ids = set[str]()
    for headed in head_parts(edition, kept):
        part = headed.part
        of_part = measures[part.kind, part.slug] if part else []
        is_empty = part is not None and part.kind == "area" and not of_part
        yield ReportPart(
            id=headed.id,
            level=headed.level,
            heading=headed.heading,
            original=headed.original,
            questions=show_answers(edition, part.answers, ids) if part else (),
            rows=rows.of(of_part),
            empty=_say_empty(edition, headed.heading) if is_empty else "",
        )


def _say_empty(edition: Edition, area: Link) -> str:
    return edition.wording.say("area_empty", name=mark(area.text, area.lang))


def _find_measures(edition: Edition, entry: Entry[Report], part: FormPart) -> list[Entry[Measure]]:
    facet: Facet = "areas" if part.kind == "area" else "section"
    found = edition.atlas.measures_of(facet, part.slug)
    return [measure for measure in found if measure.record.report == entry.slug]
