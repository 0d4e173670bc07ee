"""What the reports leave open: questions without an answer, areas and fields without content."""

from __future__ import annotations

from collections.abc import Iterator

from measurebook.graph import (
    OPEN_REASONS,
    OPEN_STATES,
    OpenReason,
    ReportAnswer,
    find_reasons,
    open_workbook,
)
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure
from measurebook.pages.claims import name_area
from measurebook.pages.parts.absence import FORM_FIELDS, find_state
from measurebook.pages.parts.answers import show_answers
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.views import Answer, Cite, LedView, Link, QuestionView, View
from measurebook.urls import address_of


class GapGroup(View, frozen=True, kw_only=True):
    """Questions that are open for one reason."""

    id: str
    heading: str
    note: str
    questions: tuple[QuestionView, ...]


class ReportGaps(View, frozen=True, kw_only=True):
    id: str
    report: Link
    lead: str
    groups: tuple[GapGroup, ...]


class AreaGap(View, frozen=True, kw_only=True):
    """An area without a measure; `claims` leads to what the report answers with yes there."""

    area: Link
    goal: Link
    claims: Link | None


class MeasureGap(View, frozen=True, kw_only=True):
    measure: Link
    answer: Answer
    cites: tuple[Cite, ...]


class FieldGap(View, frozen=True, kw_only=True):
    """A field of the form that measures leave open; `width` is their share of those asked."""

    label: str
    count: str
    width: str
    summary: str
    measures: tuple[MeasureGap, ...]


class GapsView(LedView, frozen=True, kw_only=True):
    heading: str
    reports: tuple[ReportGaps, ...]
    areas: tuple[AreaGap, ...]
    fields: tuple[FieldGap, ...]


def make_gaps(edition: Edition) -> GapsView:
    heading = edition.wording.say("gaps_heading")
    ids = set[str]()
    return GapsView(
        frame=make_frame(edition, "gaps", heading),
        heading=heading,
        lead=edition.wording.say("gaps_lead"),
        reports=tuple(_list_reports(edition, ids)),
        areas=tuple(_list_areas(edition)),
        fields=tuple(_list_fields(edition)),
    )


# Questions


def _list_reports(edition: Edition, ids: set[str]) -> Iterator[ReportGaps]:
    for entry in edition.atlas.reports:
        answers = edition.atlas.answers_of_report(entry.slug)
        reasons = [(found, reason) for found, reason in find_reasons(answers) if reason]
        groups = tuple(
            _make_group(edition, entry.slug, name, [f for f, why in reasons if why == name], ids)
            for name in OPEN_REASONS
            if any(reason == name for _, reason in reasons)
        )
        yield ReportGaps(
            id=f"report-{entry.slug}",
            report=edition.report(entry),
            lead=edition.wording.count("gaps_questions", len(reasons)),
            groups=groups,
        )


def _make_group(
    edition: Edition, report: str, name: OpenReason, found: list[ReportAnswer], ids: set[str]
) -> GapGroup:
    return GapGroup(
        id=f"{name.replace('_', '-')}-{report}",
        heading=edition.wording.count(f"gaps_{name}", len(found)),
        note=edition.wording.say(f"gaps_{name}_note"),
        questions=show_answers(edition, found, ids),
    )


# Areas


def _list_areas(edition: Edition) -> Iterator[AreaGap]:
    book = open_workbook(edition.atlas)
    claims = book.claims if book else ()
    for slug, area in edition.vocabulary.areas.items():
        if not edition.atlas.measures_of("areas", slug):
            number = sum(claim.found.area == slug for claim in claims)
            yield AreaGap(
                area=edition.area(slug),
                goal=edition.goal_number(area.goal),
                claims=_link_claims(edition, slug, number),
            )


def _link_claims(edition: Edition, area: str, number: int) -> Link | None:
    if not number:
        return None
    address = f"{address_of('claims')}#{name_area(area)}"
    return Link(text=edition.wording.count("gaps_area_claims", number), address=address)


# Fields


def _list_fields(edition: Edition) -> Iterator[FieldGap]:
    """List the fields that some measure leaves open, those that most do first."""
    gaps = [_find_gap(edition, field) for field in FORM_FIELDS]
    told = [gap for gap in gaps if gap.measures]
    yield from sorted(told, key=lambda gap: -len(gap.measures))


def _find_gap(edition: Edition, field: str) -> FieldGap:
    asked, left = 0, list[MeasureGap]()
    for entry in edition.atlas.measures:
        state = _find_state(edition, entry, field)
        asked += state not in {"not-asked", "not-applicable"}
        if state in OPEN_STATES:
            cites = edition.cites(entry.record.citations.get(field))
            answer = edition.answer(state)
            left.append(MeasureGap(measure=edition.measure(entry), answer=answer, cites=cites))
    number = edition.wording.number
    return FieldGap(
        label=edition.wording.say(f"field_{field}"),
        count=edition.wording.say("gaps_share", count=number(len(left)), asked=number(asked)),
        width=f"{round(100 * len(left) / asked) if asked else 0}%",
        summary=edition.wording.count("measures", len(left)),
        measures=tuple(left),
    )


def _find_state(edition: Edition, entry: Entry[Measure], field: str) -> str:
    return find_state(entry, field, edition.vocabulary)
