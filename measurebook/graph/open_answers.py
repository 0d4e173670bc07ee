"""Why a place of the form has no answer: left open, ruled out, or without anything to list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from measurebook.graph.links import ReportAnswer

OpenReason = Literal["open", "parent", "not_applicable", "lists", "files"]
"""open: the question is unanswered; parent: it hangs on one that is; not_applicable: the answer it
hangs on rules it out; lists: no measure or other entry stands there; files: nothing is attached."""

OPEN_REASONS: tuple[OpenReason, ...] = ("open", "parent", "not_applicable", "lists", "files")
OPEN_STATES = frozenset({"unanswered", "blank"})


def find_reasons(answers: Iterable[ReportAnswer]) -> list[tuple[ReportAnswer, OpenReason | None]]:
    """Tell of each answer of a report why it is open; None where it is not."""
    listed = list(answers)
    states = {found.answer.question: found.answer.state for found in listed}
    return [(found, _find_reason(found, states)) for found in listed]


def is_empty_place(found: ReportAnswer) -> bool:
    """Tell a dash that says "none", for measures or for annexes, from a question left open."""
    has_no_answer = found.question is None or found.question.kind == "files"
    return has_no_answer and found.answer.state in OPEN_STATES


def _find_reason(found: ReportAnswer, states: Mapping[str, str]) -> OpenReason | None:
    """Tell why one answer is open.

    What the form's list does not know as a question heads a place for measures: a dash there says
    that there are none. A dash where files go says that none came with the report.
    """
    state, question = found.answer.state, found.question
    if state == "not-applicable":
        return "not_applicable"
    if state not in OPEN_STATES:
        return None
    if question is None:
        return "lists"
    if question.kind == "files":
        return "files"
    return "parent" if question.parent and states.get(question.parent) in OPEN_STATES else "open"
