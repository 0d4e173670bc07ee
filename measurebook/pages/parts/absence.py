"""Why a measure shows nothing for a field: left blank by the source, or not asked by its form."""

from __future__ import annotations

from typing import Literal

from measurebook.model.knowledge import Entry
from measurebook.model.measure import SECTION_HEADINGS, Measure
from measurebook.model.vocabulary import Vocabulary
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.views import Answer

FieldState = Literal["stated", "blank", "unanswered", "not-applicable", "not-asked"]

FORM_FIELDS = (
    "agencies",
    "key_objectives",
    "scope",
    "nature",
    "context",
    "main_features",
    "website",
    "targets_young_people",
    "ifcd_support",
    "indicators",
    "results_expected",
    "results_achieved",
    "funding",
    "evaluated",
    "conclusions_of_the_evaluation",
    "partners",
    "goals",
    "areas",
    "domains",
    "transversal_priorities",
)
"""Everything the form versions ask of a measure, in their order."""

_ANSWERS = frozenset({"targets_young_people", "ifcd_support", "evaluated"})
_NOT_ASKED_OF_CIVIL_SOCIETY = frozenset({"funding", "conclusions_of_the_evaluation", "partners"})
"""The civil-society form has no such questions; it has none on evaluation either."""


def find_state(entry: Entry[Measure], field: str, vocabulary: Vocabulary) -> FieldState:
    """Tell whether a field is stated and, if not, what its absence means."""
    measure = entry.record
    if field in _ANSWERS:
        state: FieldState | Literal["yes", "no"] = getattr(measure, field)
        return "stated" if state in {"yes", "no"} else state  # type: ignore[return-value]
    if _is_stated(entry, field):
        return "stated"
    if field in measure.citations or getattr(measure, field, None) is not None:
        return "blank"
    if field == "conclusions_of_the_evaluation" and measure.evaluated == "no":
        return "not-applicable"
    return "blank" if _is_asked(measure, field, vocabulary) else "not-asked"


def _is_stated(entry: Entry[Measure], field: str) -> bool:
    if field in SECTION_HEADINGS:
        section = entry.section(field)
        return section is not None and bool(section.text.strip())
    value = getattr(entry.record, field)
    if field == "agencies":
        return bool(value or entry.record.responsible_groups)
    if field == "funding":
        return value is not None and bool(value.statement)
    return bool(value)


def _is_asked(measure: Measure, field: str, vocabulary: Vocabulary) -> bool:
    """Tell whether the measure's form version has a label for the field."""
    is_civil_society_form = (
        measure.reported_by == "civil-society" and measure.evaluated == "not-asked"
    )
    if is_civil_society_form and field in _NOT_ASKED_OF_CIVIL_SOCIETY:
        return False
    label = vocabulary.labels.get(field)
    if label is None:
        return False
    return any(not wording.forms or measure.form in wording.forms for wording in label.wordings)


def show_state(edition: Edition, state: str) -> Answer:
    """Return the view of a field's state: that of an answer, or that something is stated."""
    if state == "stated":
        return Answer(state=state, word=edition.wording.say("field_stated"))
    return edition.answer(state)
