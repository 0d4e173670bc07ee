"""A periodic report: its head, every question of its form, and the answers."""

from __future__ import annotations

from typing import Literal

from measurebook.model.base import Citation, Lines, Record, Slug
from measurebook.model.measure import AnswerState, FormVersion, Year

ReportAnswerState = AnswerState | Literal["answered"]
"""`answered`: the answer is a text, figures or chosen options rather than yes or no."""


class AnswerValue(Record, frozen=True, kw_only=True):
    """One printed line of an answer; `group` is the sub-head of the form it stands under."""

    text: str
    line: Lines
    group: str | None = None


class Answer(Record, frozen=True, kw_only=True):
    """A question of the form with its answer.

    `question` is a slug of the form's questions; one that the vocabulary does not know is
    recorded with `wording` alone. Long texts stand in the body of the report under `section`.
    `lines` runs from the question to the end of the answer.
    """

    question: Slug
    state: ReportAnswerState
    lines: Lines
    wording: str | None = None
    area: Slug | None = None
    values: tuple[AnswerValue, ...] = ()
    section: str | None = None


class Report(Record, frozen=True, kw_only=True):
    """One periodic report, `content/reports/<slug>.md`."""

    title: str
    source: str
    form: FormVersion
    party: str | None = None
    year: Year | None = None
    ratification: str | None = None
    submitted: str | None = None
    stamp: str | None = None
    answers: tuple[Answer, ...] = ()
    aliases: tuple[Slug, ...] = ()
    citations: dict[str, Citation] = {}
