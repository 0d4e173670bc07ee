"""The parts of a periodic report: headings, questions and the labels of its measures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from measurebook.model.vocabulary import Question, Vocabulary
from measurebook.normalise.blocks import Line
from measurebook.normalise.labels import HEAD_LABELS, FoundLabel, LabelTable
from measurebook.normalise.terms import TermTable
from measurebook.text import fold_label, make_slug

SECTION_MARK = re.compile(r"^[❭❯>›]\s+")
"""What stands before the section heads of the 2016-2019 report."""

OVERVIEW_FIELDS = ("overview_title", "scope", "overview_nature")
CONTACT_TABLE = "contact-table"
_FORM_MARK = re.compile(r":\s*\N{NO-BREAK SPACE}\s*$")
_GOAL = re.compile(r"^\W*(?:goal|objectif|objetivo)\s+(?P<number>\d)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """What a line of a report opens: a part of the report, or a field of a measure.

    `kind` is goal, area, heading, question, unknown, overview or field; `name` the slug of it.
    """

    kind: str
    name: str


def part_of(label: FoundLabel | None) -> Part:
    """Return the part that a label of a report block stands for; the block above all is `top`."""
    if label is None:
        return Part("top", "")
    kind, mark, name = label.field.partition(":")
    return Part(kind, name) if mark else Part("field", label.field)


@dataclass
class ReportLabels:
    """Finds what each line of one report opens; needs the lines around a line to tell."""

    lines: Sequence[Line]
    vocabulary: Vocabulary
    labels: LabelTable
    _goals: TermTable = field(init=False)
    _areas: TermTable = field(init=False)
    _headings: TermTable = field(init=False)
    _questions: Mapping[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        headings = {k: t for k, t in self.vocabulary.headings.items() if k != CONTACT_TABLE}
        self._goals = TermTable(self.vocabulary.goals)
        self._areas = TermTable(self.vocabulary.areas)
        self._headings = TermTable(headings)
        self._questions = _index_questions(self.vocabulary.questions)

    def find(self, line: Line) -> FoundLabel | None:
        """Return what a line opens, or None for a line that is a value."""
        text = line.cleaned
        if not text:
            return None
        heading = self._find_heading(line, text)
        if heading:
            return heading
        return self._find_asked(line, text) if text.endswith((":", "?")) else None

    def _find_heading(self, line: Line, text: str) -> FoundLabel | None:
        goal = _GOAL.match(text) and self._goals.find(text)
        if goal:
            return FoundLabel(f"goal:{goal}", "")
        if self.labels.is_glued(line.text, OVERVIEW_FIELDS):
            return FoundLabel("overview:", "")
        if not self._stands_as_heading(line):
            return None
        area = self._areas.find(text)
        if area:
            return FoundLabel(f"area:{area}", "")
        heading = self._headings.find(SECTION_MARK.sub("", text))
        return FoundLabel(f"heading:{heading}", "") if heading else None

    def _stands_as_heading(self, line: Line) -> bool:
        """Tell whether a line stands apart: below a blank line, marked, or above a table."""
        above = self.lines[line.number - 2] if line.number > 1 else None
        below = self.lines[line.number] if line.number < len(self.lines) else None
        is_apart = above is None or above.is_blank or SECTION_MARK.match(line.cleaned) is not None
        is_over_table = below is not None and self.labels.is_glued(below.text, OVERVIEW_FIELDS)
        return is_apart or is_over_table

    def _find_asked(self, line: Line, text: str) -> FoundLabel | None:
        slugs = self._questions.get(fold_label(text))
        if slugs:
            return FoundLabel(f"question:{slugs[0]}", "")
        label = self.labels.find(line.text)
        if label and label.field not in HEAD_LABELS:
            return label
        is_unknown = _FORM_MARK.search(line.text) is not None
        return FoundLabel(f"unknown:{make_slug(text) or 'question'}", "") if is_unknown else None

    def choose_question(self, text: str, previous: str, area: str | None) -> str:
        """Return the slug of a question whose wording the form prints in several places.

        A follow-up belongs to the question before it, other questions to their area.
        """
        questions = self.vocabulary.questions
        slugs = self._questions[fold_label(text)]
        hanging = [slug for slug in slugs if previous and questions[slug].parent == previous]
        in_area = [slug for slug in slugs if questions[slug].area == area]
        return (hanging or in_area or slugs)[0]


def _index_questions(questions: Mapping[str, Question]) -> Mapping[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for slug, question in questions.items():
        for text in (*(w.text for w in question.wordings.values()), *question.variants):
            folded = fold_label(text)
            if slug not in index[folded]:
                index[folded].append(slug)
    return index
