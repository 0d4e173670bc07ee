"""The closed questions of the form: answered by a yes or a no, sometimes with words behind it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from measurebook.normalise.form.findings import Findings, Reader
from measurebook.normalise.lines.blocks import Block, Line, leave_out
from measurebook.normalise.values.answers import find_opening, find_ticked, take_boxes
from measurebook.normalise.values.terms import TermTable


def read_answer(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read a closed answer; a label without a line below it is a blank answer, never a "no".

    The words behind a yes or a no are kept as printed.
    """
    if not block.values:
        found.set(name, "blank", block.label_lines)
        return
    state, lines = _find_answer(block.values, reader.lists.answers)
    found.set(name, state or "unanswered", lines or block.values[:1])
    has_more = state is not None and len(lines) == 1 and _has_words(lines[0], reader)
    found.set_unresolved(name, block.values if has_more else leave_out(block.values, lines))


def _find_answer(lines: Sequence[Line], answers: TermTable) -> tuple[str | None, list[Line]]:
    """Return the state of an answer with the lines that state it, or None without any."""
    boxes = take_boxes(lines)
    if boxes:
        return find_ticked(boxes, answers), boxes
    state = answers.find(lines[0].cleaned)
    if state:
        return state, [x for x in lines if x is lines[0] or answers.find(x.cleaned) == state]
    opening = find_opening(lines[0].cleaned, answers)
    return opening, [lines[0]] if opening else []


def _has_words(line: Line, reader: Reader) -> bool:
    return not take_boxes([line]) and reader.lists.answers.find(line.cleaned) is None


def read_evaluation(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read whether there was an evaluation; text behind the answer belongs to its conclusions."""
    answers = reader.lists.answers
    stated = take_boxes(block.values)
    stated = stated or list(takewhile(lambda line: answers.find(line.cleaned), block.values))
    rest = block.values[len(stated) :]
    if stated or not rest:
        read_answer(name, block.without(rest), reader, found)
    else:
        found.set(name, find_opening(rest[0].cleaned, answers) or "unanswered", rest[:1])
    if rest:
        found.set_section("conclusions_of_the_evaluation", rest)
