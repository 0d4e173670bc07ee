"""Form labels: which line is one, and which field it opens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from measurebook.model.measure import FormVersion
from measurebook.model.vocabulary import Label
from measurebook.text import fold_label

_LETTER = re.compile(r"^[a-z]\.\s*(?:\d+\.?\s*)?(?=\S)")
_SHORTEST_CUT = 12

HEAD_LABELS = frozenset({"where", "when", "who"})
"""Labels of a platform page's head: everyday words, so they count only above other labels."""


@dataclass(frozen=True)
class FoundLabel:
    """A label on a line: the field it opens, what its wording tells, and a value behind it."""

    field: str
    language: str
    forms: tuple[FormVersion, ...] = ()
    unit: str | None = None
    inline_value: str = ""


class LabelTable:
    """Every wording of every label, folded, with the field it opens."""

    def __init__(self, labels: Mapping[str, Label]) -> None:
        self._found: dict[str, FoundLabel] = {}
        self._bare: dict[str, set[str]] = {}
        for field, label in labels.items():
            for wording in label.wordings:
                found = FoundLabel(field, wording.language, wording.forms, wording.unit)
                self._found.setdefault(fold_label(wording.text), found)
                self._bare.setdefault(field, set()).add(_bare(wording.text))

    def find(self, line: str) -> FoundLabel | None:
        """Return the label that a line is, or None; a value may follow a long label directly."""
        return self._find_whole(line) or self._find_with_value(line)

    def _find_whole(self, line: str) -> FoundLabel | None:
        folded = fold_label(line)
        return self._found.get(folded) or self._found.get(_LETTER.sub("", folded))

    def _find_with_value(self, line: str) -> FoundLabel | None:
        for end in _ends_of_label(line):
            found = self._find_whole(line[:end])
            value = line[end:].strip()
            if found and value and found.field not in HEAD_LABELS:
                return replace(found, inline_value=value)
        return None

    def find_cut(self, line: str) -> FoundLabel | None:
        """Return the label that a line begins, for the last line of a text that was cut off."""
        folded = fold_label(line)
        if len(folded) < _SHORTEST_CUT:
            return None
        begun = (found for text, found in self._found.items() if text.startswith(folded))
        return next(begun, None)

    def is_glued(self, line: str, fields: Iterable[str]) -> bool:
        """Tell whether a line is the heads of a table run together, such as `NameType`.

        `fields` are the columns in their order; pipes and blanks between them do not matter.
        """
        rest = _bare(line)
        for field in fields:
            heads = self._bare.get(field, ())
            head = max((head for head in heads if rest.startswith(head)), key=len, default="")
            rest = rest[len(head) :]
        return not rest


def _ends_of_label(line: str) -> Iterable[int]:
    return [mark.end() for mark in re.finditer(r"[:?]+(?=\s)", line) if mark.start() > 24]


def _bare(text: str) -> str:
    return re.sub(r"[\s|:.]+", "", fold_label(text))
