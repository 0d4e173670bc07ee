"""What kind of text a source is, told from its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from measurebook.model.source import SourceKind
from measurebook.normalise.lines.blocks import Line, number_lines
from measurebook.normalise.lines.folding import fold_line
from measurebook.normalise.lines.labels import ASIDES, HEAD_LABELS
from measurebook.normalise.readers.report.parts import OVERVIEW_FIELDS
from measurebook.normalise.values.lists import Lists
from measurebook.normalise.values.partners import TABLE_FIELDS

_REPORT_HEADINGS = ("report", "general-information", "policies-and-measures")
_SECTION_HEAD = re.compile(r"[❭❯]\s+\w")
_REPORT_FIELDS = frozenset({"agencies", "relevant_measures"})
"""Labels that only reports print; platform pages show the responsible bodies without any."""

_NO_FIELDS = HEAD_LABELS | ASIDES | frozenset({*TABLE_FIELDS, *OVERVIEW_FIELDS, "what_is"})
_LONG_LABEL = 24
_LONG_QUESTION = 40
_LONGEST_LABEL = 1000
_LONG_PARAGRAPH = 120
_SENTENCE_LENGTH = 60
_SENTENCE = re.compile(r"[.!?…][\"'”»’)]*$")


def detect_kind(lines: Sequence[str], lists: Lists) -> SourceKind | None:
    """Return the kind of a text, or None where the text does not show it.

    A report has the report's own headings, questions or overview table; a platform page has a long
    label of the measure form, or two short ones; an article has none, a long paragraph and
    another one.
    """
    numbered = [line for line in number_lines(lines) if not line.is_blank]
    if _is_report(numbered, lists):
        return "periodic-report"
    found = {
        label.field: line
        for place, line in enumerate(numbered)
        if (label := lists.labels.find(line.text, *_texts_below(numbered, place)))
        and label.field not in _NO_FIELDS
    }
    if len(found) > 1 or any(map(_is_certain, found.values())):
        return "platform-page"
    return "news-article" if not found and _has_paragraphs(numbered) else None


def _has_paragraphs(lines: Sequence[Line]) -> bool:
    """Tell whether a text has a long paragraph, and another of a sentence at least."""
    long = [line for line in lines if len(line.cleaned) >= _LONG_PARAGRAPH]
    sentences = [
        x for x in lines if _SENTENCE.search(x.cleaned) and len(x.cleaned) >= _SENTENCE_LENGTH
    ]
    return bool(long) and len({x.number for x in (*long, *sentences)}) >= 2


def _texts_below(lines: Sequence[Line], place: int) -> list[str]:
    """Return the two lines on which a broken label may go on."""
    return [line.text for line in lines[place + 1 : place + 3]]


def _is_certain(line: Line) -> bool:
    """Tell whether a label can be no heading of an article, such as "Results achieved"."""
    return len(line.cleaned) >= _LONG_LABEL or line.cleaned.endswith((":", "?"))


def _is_report(lines: Sequence[Line], lists: Lists) -> bool:
    headings = frozenset[str]().union(*map(lists.fold_wordings, _REPORT_HEADINGS))
    return any(_is_of_report(line, headings, lists) for line in lines)


def _is_of_report(line: Line, headings: frozenset[str], lists: Lists) -> bool:
    if len(line.text) > _LONGEST_LABEL:
        return False
    folded = fold_line(line.text)
    is_question = len(folded) >= _LONG_QUESTION and folded in lists.questions
    if folded in headings or is_question or lists.labels.is_glued(line.text, OVERVIEW_FIELDS):
        return True
    if _SECTION_HEAD.match(line.cleaned):
        return True
    label = lists.labels.find(line.text)
    is_title = label is not None and label.field == "overview_title" and _is_certain(line)
    return is_title or (label is not None and label.field in _REPORT_FIELDS)
