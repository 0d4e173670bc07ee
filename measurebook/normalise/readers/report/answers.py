"""The answers of a report: what stands below each question of the form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from measurebook.errors import quote
from measurebook.model.base import Span, read_span
from measurebook.model.report import Answer, AnswerValue, ReportAnswerState
from measurebook.model.vocabulary import Question
from measurebook.normalise.form.fields import name_label
from measurebook.normalise.lines.blocks import Block, Line, span_of
from measurebook.normalise.lines.cleaning import clean_prose
from measurebook.normalise.lines.folding import fold_line
from measurebook.normalise.readers.report.notes import Notes
from measurebook.normalise.readers.report.parts import ReportLabels
from measurebook.normalise.readers.report.personal import PersonalData, asks_for_person
from measurebook.normalise.readers.report.place import Place
from measurebook.normalise.values.lists import Lists
from measurebook.text import heading_of

MEASURES_QUESTION = "relevant-policies-and-measures"
"""The slug under which a report records that it names no measure."""

OTHER_TEXT = "text-outside-the-questions"
"""The slug under which a report records text that answers none of the form's questions."""

_OTHER_WORDING = "Text that answers no question"
_STATES_WITH_VALUES = frozenset({"answered", "yes", "no"})
_LONGEST_HEAD = 200


class Answers:
    """Gathers the answers of a report in its order; texts among them become its sections."""

    def __init__(self, lists: Lists, labels: ReportLabels, notes: Notes) -> None:
        self.given: list[Answer] = []
        self.sections: dict[str, str] = {}
        self._lists = lists
        self._labels = labels
        self._notes = notes
        self._personal = PersonalData(lists, notes)
        self._states: dict[str, str] = {}
        """The state of the last answer to each question."""

    def take_question(self, block: Block, slugs: str, place: Place) -> None:
        """Take the answer to a question whose wording stands for one or several slugs."""
        previous = self.given[-1].question if self.given else ""
        slug = self._labels.choose_question(slugs.split(), previous, place.area)
        question = self._lists.vocabulary.questions[slug]
        self._notes.classify(block.wording, "form-wording")
        if question.kind == "withheld":
            self._notes.withhold(block.values)
        elif block.values or not self._has_follow_ups(slug):
            self._take(slug, question, self._personal.drop(block, question, place), place)

    def _has_follow_ups(self, slug: str) -> bool:
        questions = self._lists.vocabulary.questions
        return any(question.parent == slug for question in questions.values())

    def take_unknown(self, block: Block, slug: str, place: Place) -> None:
        """Take a question of the form that the vocabulary does not know yet."""
        self._notes.classify(block.wording, "form-wording")
        is_behind_prose = bool(self.given) and self.given[-1].section is not None
        if place.is_personal and asks_for_person(block, is_behind_prose=is_behind_prose):
            self._notes.withhold(block.values)
            return
        wording = name_label(block)
        self._take(slug, None, self._personal.drop(block, None, place), place, wording)
        message = f"{quote(wording)} is not a known question; add it to questions.yaml"
        self._notes.doubt(block.label_lines[0], message)

    def take_no_measures(self, block: Block, place: Place) -> None:
        """Record a dash where measures are expected, as an answer of its own."""
        for line in block.values:
            state = self._lists.answers.find(line.cleaned)
            if state is None:
                self.take_unread(line, place)
                continue
            wording = " ".join(label.cleaned for label in block.label_lines)
            self._give(MEASURES_QUESTION, state, block, place, wording=wording)

    def take_unread(self, line: Line, place: Place) -> None:
        """Keep a line that is neither a heading nor an answer, and tell the editors of it."""
        value = AnswerValue(text=line.cleaned, line=str(line.number))
        block = Block(None, (), (line,))
        self._give(OTHER_TEXT, "answered", block, place, wording=_OTHER_WORDING, values=(value,))
        message = f"{quote(line.cleaned)} is neither a known heading nor an answer"
        self._notes.doubt(line, message)

    def _take(
        self,
        slug: str,
        question: Question | None,
        block: Block,
        place: Place,
        wording: str | None = None,
    ) -> None:
        state = self._state_of(block, question)
        section = question.section if question else None
        if section and state == "answered":
            self._add_section(section, block.values)
            self._give(slug, state, block, place, section=section)
            return
        values, heads = _read_values(block.values, question.groups if question else ())
        self._notes.classify(heads, "form-wording")
        values = values if state in _STATES_WITH_VALUES else ()
        self._give(slug, state, block, place, wording=wording, values=values)

    def _state_of(self, block: Block, question: Question | None) -> str:
        """Tell the answer's state; a dash below a parent that is "no" is not applicable."""
        if not block.values:
            return "blank"
        if len(block.values) > 1:
            return "answered"
        state = self._lists.answers.find(block.values[0].cleaned)
        if state == "unanswered" and question and question.parent:
            parent = self._states.get(question.parent)
            return "not-applicable" if parent == "no" else "unanswered"
        return state or "answered"

    def _add_section(self, section: str, lines: Sequence[Line]) -> None:
        """Add a text to the body; where a question comes twice, its second text follows."""
        heading, span = heading_of(section), span_of(lines)
        text = clean_prose(line.text for line in lines)
        known = self._notes.find_cited(section)
        if known and heading in self.sections:
            text = f"{self.sections[heading]}\n\n{text}"
            span = Span(first=read_span(known).first, last=span.last)
        self.sections[heading] = text
        self._notes.cite(section, span)

    def _give(self, slug: str, state: str, block: Block, place: Place, **stated: Any) -> None:
        self._states[slug] = state
        self.given.append(
            Answer(
                question=slug,
                state=cast("ReportAnswerState", state),
                lines=str(span_of([*block.label_lines, *block.values])),
                area=place.area,
                **stated,
            )
        )


def _read_values(
    lines: Sequence[Line], groups: Sequence[str]
) -> tuple[tuple[AnswerValue, ...], list[Line]]:
    """Read the lines of an answer; sub-heads of the form group the values below them."""
    known = {fold_line(group) for group in groups}
    heads: list[Line] = []
    values: list[AnswerValue] = []
    group: str | None = None
    for line in lines:
        if known and len(line.text) < _LONGEST_HEAD and fold_line(line.text) in known:
            heads.append(line)
            group = line.cleaned
        else:
            values.append(AnswerValue(text=line.cleaned, line=str(line.number), group=group))
    return tuple(values), heads
