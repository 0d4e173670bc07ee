"""Persons and their addresses, which the form asks for and the content does without."""

from __future__ import annotations

from measurebook.model.vocabulary import Question
from measurebook.normalise.form.fields import name_label
from measurebook.normalise.lines.blocks import Block, Line
from measurebook.normalise.lines.cleaning import holds_private_address
from measurebook.normalise.lines.folding import fold_line
from measurebook.normalise.readers.report.notes import Notes
from measurebook.normalise.readers.report.place import Place
from measurebook.normalise.values.lists import CONTACT_TABLE, Lists

_LONGEST_HEAD = 200
_SHORTEST_PROSE = 200
_SHORTEST_QUESTION = 60
_SHORTEST_SENTENCE = 30


class PersonalData:
    """Finds what of an answer names persons or their addresses, and withholds it."""

    def __init__(self, lists: Lists, notes: Notes) -> None:
        self._heads = lists.fold_wordings(CONTACT_TABLE)
        self._notes = notes

    def drop(self, block: Block, question: Question | None, place: Place) -> Block:
        """Withhold addresses and take out table heads where the question asks for people."""
        if not (question.kind == "people" if question else place.is_personal):
            return block
        heads = [line for line in block.values if self._is_head(line)]
        private = [line for line in block.values if holds_private_address(line.text)]
        self._notes.classify(heads, "form-wording")
        self._notes.withhold(private)
        return block.without([*heads, *private])

    def _is_head(self, line: Line) -> bool:
        return len(line.text) < _LONGEST_HEAD and fold_line(line.text) in self._heads


def asks_for_person(block: Block, *, is_behind_prose: bool) -> bool:
    """Tell whether a label that no list has may ask for a name or an address: both are short.

    Behind prose a label may be a line of it, and so counts as asking for more from fewer words on.
    """
    least = _SHORTEST_SENTENCE if is_behind_prose else _SHORTEST_QUESTION
    is_short = all(len(line.cleaned) < _SHORTEST_PROSE for line in block.values)
    return is_short and len(name_label(block)) < least
