"""The figures of the reports: each with its year, its line, and what the report adds to it."""

from __future__ import annotations

from collections.abc import Iterator

from measurebook.graph import ReportAnswer
from measurebook.model.base import Span, read_span
from measurebook.model.vocabulary import Question
from measurebook.pages.conflicts import link_conflicts
from measurebook.pages.parts.answers import show_answers
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.statuses import find_original
from measurebook.pages.parts.views import (
    Answer,
    Cite,
    LedView,
    Link,
    Original,
    QuestionView,
    View,
)

_FIGURE_AND_YEAR = 2


class Figure(View, frozen=True, kw_only=True):
    """What one report answers: a figure as printed with its year, or the state of the answer."""

    value: str
    year: str
    answer: Answer | None
    cites: tuple[Cite, ...]
    report: Link
    caveats: tuple[QuestionView, ...]
    conflicts: tuple[Link, ...]


class Indicator(View, frozen=True, kw_only=True):
    """An indicator of the form with the figures of all reports, newest first."""

    id: str
    heading: str
    lang: str
    original: Original | None
    area: Link | None
    figures: tuple[Figure, ...]


class IndicatorsView(LedView, frozen=True, kw_only=True):
    heading: str
    indicators: tuple[Indicator, ...]


def make_indicators(edition: Edition) -> IndicatorsView:
    heading = edition.wording.say("indicators_heading")
    shown = tuple(_list_indicators(edition))
    return IndicatorsView(
        frame=make_frame(edition, "indicators", heading),
        heading=heading,
        lead=edition.wording.count("indicators_lead", len(shown)),
        indicators=shown,
    )


def _list_indicators(edition: Edition) -> Iterator[Indicator]:
    """List the indicators that some report was asked for, in the order of the form."""
    ids = set[str]()
    for slug, question in edition.vocabulary.questions.items():
        answers = edition.atlas.answers_of_question(slug) if question.indicator else ()
        if answers:
            yield _make_indicator(edition, slug, question, answers, ids)


def _make_indicator(
    edition: Edition,
    slug: str,
    question: Question,
    answers: tuple[ReportAnswer, ...],
    ids: set[str],
) -> Indicator:
    name = edition.choose(question.wordings)
    return Indicator(
        id=slug,
        heading=name.text,
        lang=name.lang,
        original=find_original(edition, slug),
        area=edition.area(question.area) if question.area else None,
        figures=tuple(_make_figure(edition, slug, found, ids) for found in answers),
    )


def _make_figure(edition: Edition, slug: str, found: ReportAnswer, ids: set[str]) -> Figure:
    answer = found.answer
    values = [value.text for value in answer.values]
    followed = _find_followers(edition, slug, found)
    return Figure(
        value=values[0] if values else "",
        year=values[1] if len(values) == _FIGURE_AND_YEAR else "",
        answer=None if values else edition.answer(answer.state),
        cites=(edition.cite(found.report.record.source, _cite_values(found)),),
        report=edition.report(found.report),
        caveats=show_answers(edition, followed, ids),
        conflicts=link_conflicts(edition, [found, *followed]),
    )


def _cite_values(found: ReportAnswer) -> str:
    lines = [read_span(value.line) for value in found.answer.values]
    return str(Span.cover(lines)) if lines else found.answer.lines


def _find_followers(edition: Edition, slug: str, found: ReportAnswer) -> list[ReportAnswer]:
    """Find the answers of the same report to the questions that hang on an indicator."""
    return [
        other
        for other in edition.atlas.answers_of_report(found.report.slug)
        if other.question is not None and other.question.parent == slug
    ]
