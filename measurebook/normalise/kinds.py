"""What kind of text a source is, told from its lines, and the card that says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from measurebook.model.source import Card, Language, SourceKind
from measurebook.model.vocabulary import Vocabulary
from measurebook.normalise.blocks import Line, NoiseTable, number_lines
from measurebook.normalise.labels import HEAD_LABELS, LabelTable
from measurebook.normalise.report_parts import OVERVIEW_FIELDS
from measurebook.text import fold_label

_REPORT_HEADINGS = frozenset({"report", "general-information", "policies-and-measures"})
_LONG_PARAGRAPH = 120
_LONGEST_TITLE = 300


def detect_kind(lines: Sequence[str], vocabulary: Vocabulary) -> SourceKind | None:
    """Return the kind of a text, or None where the text does not show it.

    A report has the report's own headings or its overview table; a platform page has labels of
    the measure form; an article has no labels and at least two long paragraphs.
    """
    table = LabelTable(vocabulary.labels)
    numbered = [line for line in number_lines(lines) if not line.is_blank]
    if _is_report(numbered, vocabulary, table):
        return "periodic-report"
    found = {label.field for line in numbered if (label := table.find(line.text))}
    if found - HEAD_LABELS:
        return "platform-page"
    paragraphs = [line for line in numbered if len(line.cleaned) >= _LONG_PARAGRAPH]
    return "news-article" if len(paragraphs) >= 2 else None


def _is_report(lines: Sequence[Line], vocabulary: Vocabulary, table: LabelTable) -> bool:
    headings = _fold_headings(vocabulary, _REPORT_HEADINGS)
    printed = [fold_label(line.text) for line in lines]
    if any(table.is_glued(line.text, OVERVIEW_FIELDS) for line in lines):
        return True
    return any(text in headings for text in printed)


def _fold_headings(vocabulary: Vocabulary, slugs: frozenset[str]) -> set[str]:
    terms = (vocabulary.headings[slug] for slug in slugs if slug in vocabulary.headings)
    return {
        fold_label(text)
        for term in terms
        for text in (*(w.text for w in term.wordings.values()), *term.variants)
    }


def draft_card(lines: Sequence[str], kind: SourceKind, sha256: str, vocabulary: Vocabulary) -> Card:
    """Return the card of a source that has none; what the text does not say stays out."""
    return Card(
        title=_first_title(lines, vocabulary),
        kind=kind,
        sha256=sha256,
        label_languages=_label_languages(lines, vocabulary),
    )


def _first_title(lines: Sequence[str], vocabulary: Vocabulary) -> str:
    noise, table = NoiseTable(vocabulary.noise), LabelTable(vocabulary.labels)
    for line in number_lines(lines):
        is_text = not (line.is_blank or noise.is_chrome(line) or noise.is_spam(line))
        if is_text and not table.find(line.text):
            return line.cleaned[:_LONGEST_TITLE]
    return "Untitled"


def _label_languages(lines: Sequence[str], vocabulary: Vocabulary) -> tuple[Language, ...]:
    table = LabelTable(vocabulary.labels)
    found = {label.language for line in lines if (label := table.find(line))}
    return tuple(language for language in get_args(Language) if language in found)
