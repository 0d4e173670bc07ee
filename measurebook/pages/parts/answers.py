"""Questions of the periodic report's form with their answers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from measurebook.graph import ReportAnswer, is_empty_place
from measurebook.model.base import Span, read_span
from measurebook.model.report import Answer
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.edits import find_edit_of_answer
from measurebook.pages.parts.prose import quote_section
from measurebook.pages.parts.statuses import find_original
from measurebook.pages.parts.views import Answer as State
from measurebook.pages.parts.views import Cite, Edit, Link, QuestionView, Quoted, ValueGroup

_FIGURE_AND_YEAR = 2
_LONG_VALUE = 160
"""A longer value stands below its question rather than beside it."""


def show_answers(
    edition: Edition, answers: Iterable[ReportAnswer], taken: set[str] | None = None
) -> tuple[QuestionView, ...]:
    """Show answers one below the other.

    `taken` are the ids that stand on the page already; those given here are added. A question
    that comes again, as one about measures does under each area, gets the number of its line, and
    where another report answers it on the same line, the slug of its report.
    """
    ids = set[str]() if taken is None else taken
    return tuple(_show_answer(edition, answer, _take_id(answer, ids)) for answer in answers)


def name_question(question: str) -> str:
    """Return the id of a question on the pages of reports, where it stands for the first time."""
    return f"question-{question}"


def _take_id(answer: ReportAnswer, taken: set[str]) -> str:
    name = name_question(answer.answer.question)
    with_line = f"{name}-{answer.answer.lines.partition('-')[0]}"
    with_report = f"{with_line}-{answer.report.slug}"
    chosen = next((free for free in (name, with_line) if free not in taken), with_report)
    taken.add(chosen)
    return chosen


def _show_answer(edition: Edition, found: ReportAnswer, name: str) -> QuestionView:
    answer = found.answer
    text = _word_question(edition, found)
    is_withheld = found.question is not None and found.question.kind == "withheld"
    return QuestionView(
        id=name,
        text=text.text,
        lang=edition.other_language(text.lang),
        original=find_original(edition, answer.question),
        follows=found.question is not None and found.question.parent is not None,
        state=answer.state,
        answer=show_state(edition, found),
        groups=() if is_withheld or answer.state != "answered" else _group_values(found),
        quotes=() if is_withheld else _quote_text(edition, found),
        is_withheld=is_withheld and answer.state == "answered",
        is_long=any(len(value.text) > _LONG_VALUE for value in answer.values),
        cites=(_cite_answer(edition, found),),
        values_lang=edition.language_of(found.report.record.source),
        edit=None if is_withheld else _find_edit(edition, found),
    )


def _find_edit(edition: Edition, found: ReportAnswer) -> Edit | None:
    return find_edit_of_answer(edition, found.answer, found.report.record.source)


def show_state(edition: Edition, found: ReportAnswer) -> State | None:
    """Show a state; a dash where measures or annexes go says that there are none."""
    state = found.answer.state
    if is_empty_place(found):
        key = "none_attached" if found.question else "none_listed"
        return State(state="blank", word=edition.wording.say(key))
    return None if state == "answered" else edition.answer(state)


def _word_question(edition: Edition, found: ReportAnswer) -> Link:
    """Return the question in the page's language, else as the report prints it."""
    if found.question is not None:
        return edition.choose(found.question.wordings)
    lang = edition.language_of(found.report.record.source)
    printed = (found.answer.wording or found.answer.question).rstrip(" :")
    return Link(text=printed, lang=lang)


def _group_values(found: ReportAnswer) -> tuple[ValueGroup, ...]:
    values = found.answer.values
    is_figure = found.question is not None and found.question.kind == "figure"
    if is_figure and len(values) == _FIGURE_AND_YEAR:
        figure, year = (value.text for value in values)
        return (ValueGroup(heading="", values=(f"{figure} ({year})",)),)
    return tuple(
        ValueGroup(heading=heading or "", values=tuple(value.text for value in same))
        for heading, same in groupby(values, key=lambda value: value.group)
    )


def _quote_text(edition: Edition, found: ReportAnswer) -> tuple[Quoted, ...]:
    section = found.report.section(found.answer.section) if found.answer.section else None
    if section is None:
        return ()
    citation = {found.report.record.source: found.answer.lines}
    return quote_section(edition, found.report.path, section, citation)


def _cite_answer(edition: Edition, found: ReportAnswer) -> Cite:
    return edition.cite(found.report.record.source, _find_answer_lines(found.answer))


def _find_answer_lines(answer: Answer) -> str:
    """Return the lines of the answer itself, without those of its question where it has some."""
    lines = [read_span(value.line) for value in answer.values]
    if lines:
        return str(Span.cover(lines))
    span = read_span(answer.lines)
    has_one_line = answer.state in {"yes", "no", "unanswered", "not-applicable"}
    return str(span.last) if has_one_line else answer.lines
