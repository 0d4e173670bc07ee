"""Form labels: which line is one, and which field it opens."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import msgspec
from msgspec.structs import replace

from measurebook.model.measure import FormVersion
from measurebook.model.vocabulary import Label
from measurebook.normalise.lines.cleaning import drop_heading_marks
from measurebook.normalise.lines.folding import fold_line

_LETTER = re.compile(r"^(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s*(?:(?:[a-z]|\d{1,2})[.)]?\s+)*(?=\S)")
"""What the 2012-2015 and 2016-2019 forms print before their labels: "b.", "c.1."."""

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*[:?]*\s*$")
_MARKS = re.compile(r"[\s|:.]+")
_END = re.compile(r"[:?]+")
_ROW = re.compile(r"[\s|]*(?P<first>[^|\t\n]*[^|\s])\s*[|\t]+(?=[\s|]*[^\s|-])")
"""The first cell of a row of a table of which the tabs or the pipes are left."""

_JOINT = re.compile(r"(?:[.!?;:)\]]\s*|[a-zà-ÿ0-9])(?=[A-ZÀ-Þ¿])")
"""Where a label may begin within a line: behind the end of a sentence, or a letter."""

_LETTERS_ALONE = re.compile(r"\s*(?:[A-Za-z0-9]{1,3}[.)]\s*)*")
_COLON = re.compile(":")
_MOST_ENDS = 3
"""How many colons and question marks may stand in a label with its value."""

_SHORTEST_CUT = 12
_SHORTEST_BEFORE_VALUE = 12
_SHORTEST_NEAR = 24
_SHORTEST_GLUED = 18
_NEAR_ENOUGH = 88
"""Labels of different fields are less like each other than this; a test holds them to it."""

FORM_MARK = re.compile(r"[:?]\s*\N{NO-BREAK SPACE}\s*$")
"""What the online form prints behind a label and people seldom behind their own words."""

HEAD_LABELS = frozenset({"where", "when", "who"})
"""Labels of a platform page's head: everyday words, so they count only above other labels."""

ASIDES = frozenset({"civil_society_banner", "link_text"})
"""Lines of the form that stand between the fields and open none."""


class FoundLabel(msgspec.Struct, frozen=True):
    """A label on a line: the field it opens, what its wording tells, and a value behind it.

    `height` is the number of lines the label is broken over.
    """

    field: str
    language: str
    forms: tuple[FormVersion, ...] = ()
    unit: str | None = None
    inline_value: str = ""
    height: int = 1


class Wordings:
    """Folded wordings, to be found by their beginning or by a wording that is nearly theirs."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = sorted(texts)
        self.longest = max(map(len, self._texts), default=0)

    def find_begun(self, folded: str) -> str | None:
        """Return a wording that goes on after some words, or None."""
        first = bisect_left(self._texts, folded)
        longer = (text for text in self._texts[first : first + 2] if text != folded)
        begun = next(longer, "")
        return begun if begun.startswith(folded) else None

    def find_near(self, folded: str, least: float) -> str | None:
        """Return the wording most like some words, if it is like enough (`least` of 100)."""
        from rapidfuzz import fuzz, process

        near = process.extractOne(folded, self._texts, scorer=fuzz.ratio, score_cutoff=least)
        return near[0] if near else None


class LabelTable:
    """Every wording of every label, folded, with the field it opens."""

    def __init__(self, labels: Mapping[str, Label]) -> None:
        self._found: dict[str, FoundLabel] = {}
        bare: dict[str, set[str]] = {}
        for field, label in labels.items():
            for wording in label.wordings:
                found = FoundLabel(field, wording.language, wording.forms, wording.unit)
                self._found.setdefault(fold_line(wording.text), found)
                bare.setdefault(field, set()).add(_bare(wording.text))
        self._bare = {x: tuple(sorted(heads, key=len, reverse=True)) for x, heads in bare.items()}
        self._wordings = Wordings(self._found)
        self._longest = 2 * self._wordings.longest
        """A line may be longer than its folded form, as blanks are squashed, but not by much."""

    def find(self, line: str, *below: str) -> FoundLabel | None:
        """Return the label that a line is, or that it opens with a value behind, or None.

        `below` are the lines under it, on which a broken label may go on. A long label that
        differs from a known one in a letter or a small word is that label: pages vary them.
        """
        bare = drop_heading_marks(line)
        found = self._find(line, below)
        return found or (self._find(bare, ()) if bare != line else None)

    def _find(self, line: str, below: Iterable[str]) -> FoundLabel | None:
        if len(line) > self._longest:
            return self._find_with_value(line)
        return (
            self._find_broken(line, below)
            or self._find_whole(line)
            or self._find_extended(line)
            or self._find_with_value(line)
            or self._find_near(line)
        )

    def _find_whole(self, line: str) -> FoundLabel | None:
        folded = fold_line(line)
        return self._found.get(folded) or self._found.get(_LETTER.sub("", folded))

    def _find_broken(self, line: str, below: Iterable[str]) -> FoundLabel | None:
        broken = None
        joined = line.rstrip()
        for height, text in enumerate(below, start=2):
            if joined.endswith((":", "?")) or not self._find_begun(joined):
                break
            joined = f"{joined} {text[: self._longest]}".rstrip()
            found = self._find_whole(joined)
            broken = replace(found, height=height) if found else broken
        return broken

    def _find_with_value(self, line: str) -> FoundLabel | None:
        return self._find_in_row(line) or self._find_behind_mark(line)

    def _find_in_row(self, line: str) -> FoundLabel | None:
        """Return the label in the first cell of a row of a table, with the cells behind it."""
        row = _ROW.match(line, 0, self._longest) if "|" in line or "\t" in line else None
        found = self._find_whole(row["first"]) if row else None
        if row is None or found is None:
            return None
        return replace(found, inline_value=line[row.end() :].strip(" |\t"))

    def _find_behind_mark(self, line: str) -> FoundLabel | None:
        for mark in islice(_END.finditer(line, 0, self._longest), _MOST_ENDS):
            value = line[mark.end() :].strip()
            found = self._find_whole(line[: mark.end()]) if value else None
            if found and mark.start() > _SHORTEST_BEFORE_VALUE and not _prints_no_colon(found):
                return replace(found, inline_value=value)
        return None

    def _find_extended(self, line: str) -> FoundLabel | None:
        """Return the label of a line that adds a sentence or words in brackets to it."""
        asked = line.strip()
        if not asked.endswith((":", "?")):
            return None
        openings = (asked.partition(". ")[0], _IN_BRACKETS.sub("", asked))
        long = (text for text in openings if _SHORTEST_NEAR <= len(text) < len(asked))
        return next(filter(None, map(self._find_whole, long)), None)

    def _find_near(self, line: str) -> FoundLabel | None:
        folded = _LETTER.sub("", fold_line(line))
        if len(folded) < _SHORTEST_NEAR or not line.rstrip().endswith((":", "?")):
            return None
        near = self._wordings.find_near(folded, _NEAR_ENOUGH)
        return self._found[near] if near and len(near) >= _SHORTEST_NEAR else None

    def split_glued(self, line: str) -> list[str]:
        """Split a line before each label that stands within it, behind the end of a value.

        Copies lose the breaks between a value and the label below it. Only a label that is known
        whole and ends with a colon is taken for one: prose may speak of its words.
        """
        parts, begin = [], 0
        joints = _JOINT.finditer(line) if len(line) > _SHORTEST_GLUED and ":" in line else ()
        for joint in joints:
            is_own = _LETTERS_ALONE.fullmatch(line, begin, joint.end()) is None
            if is_own and self._is_label_at(line, joint.end()):
                parts.append(line[begin : joint.end()])
                begin = joint.end()
        return [*parts, line[begin:]]

    def _is_label_at(self, line: str, start: int) -> bool:
        colons = _COLON.finditer(line, start, start + self._longest)
        texts = (line[start : colon.end()] for colon in islice(colons, _MOST_ENDS))
        return any(len(x) > _SHORTEST_GLUED and self._find_whole(x) for x in texts)

    def find_cut(self, line: str) -> FoundLabel | None:
        """Return the label that a line begins, for the last line of a text that was cut off."""
        begun = self._find_begun(line) if len(line) <= self._longest else None
        return self._found[begun] if begun else None

    def _find_begun(self, line: str) -> str | None:
        folded = _LETTER.sub("", fold_line(line))
        return self._wordings.find_begun(folded) if len(folded) >= _SHORTEST_CUT else None

    def is_glued(self, line: str, fields: Iterable[str]) -> bool:
        """Tell whether a line is the heads of a table run together, such as `NameType`.

        `fields` are the columns in their order, of which at least two must be there; pipes and
        blanks between them do not matter.
        """
        if len(line) > self._longest:
            return False
        rest, columns = _bare(line), 0
        for field in fields:
            heads = self._bare.get(field, ())
            if rest.startswith(heads):
                rest = rest.removeprefix(next(head for head in heads if rest.startswith(head)))
                columns += 1
        return columns > 1 and not rest

    def languages(self, lines: Iterable[str]) -> Iterator[str]:
        """Find the languages of the labels among some lines."""
        return (found.language for line in lines if (found := self.find(line)))


def _prints_no_colon(label: FoundLabel) -> bool:
    """Tell whether a label's form ends labels with nothing; words and a colon are prose there.

    The words of a platform page's head are too common to be told from prose; an aside has no value.
    """
    return label.forms == ("2023",) or label.field in HEAD_LABELS | ASIDES


def _bare(text: str) -> str:
    return _MARKS.sub("", fold_line(text))
