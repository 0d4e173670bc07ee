"""The fields of the measure form: which reader reads the lines below which label.

Every kind of source that holds measures uses this one table; the kinds differ only in how they
find a measure's blocks.
"""

from __future__ import annotations

from collections.abc import Callable

from measurebook.model.measure import SECTION_HEADINGS
from measurebook.normalise.form.answers import read_answer, read_evaluation
from measurebook.normalise.form.bodies import read_agencies, read_partner_list
from measurebook.normalise.form.findings import Findings, Reader
from measurebook.normalise.lines.blocks import Block, Line, leave_out
from measurebook.normalise.values.money import read_funding
from measurebook.normalise.values.partners import TABLE_FIELDS
from measurebook.text import fold_name

_LONGEST_LABEL = 300

FieldReader = Callable[[str, Block, Reader, Findings], None]


def read_title(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read a title that stands below a label; a title above all labels is stated already."""
    title = fold_name(found.values.get("title", ""))
    if title and fold_name(" ".join(line.cleaned for line in block.values)) == title:
        found.classify(block.values, "repeated", "printed twice")
    elif title:
        found.set_unresolved("title", block.values)
    elif block.values:
        found.set("title", " ".join(line.cleaned for line in block.values), block.values)


def read_prose(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read a section of prose; a label without text leaves the section out."""
    if block.values:
        found.set_section(name, block.values)


def read_terms(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read values of a closed list, one or several on a line; others are kept as printed."""
    table = reader.lists.terms[name]
    slugs: dict[str, None] = {}
    cited: list[Line] = []
    unknown: list[Line] = []
    for line in block.values:
        terms = table.find_all(line.cleaned)
        slugs.update(dict.fromkeys(terms.slugs))
        (cited if terms.slugs else unknown).append(line)
        for text in terms.unknown if terms.slugs else ():
            found.set_part_unresolved(name, text, line)
    found.set(name, tuple(slugs), cited or block.label_lines)
    found.set_unresolved(name, unknown)


def read_texts(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read a list of printed texts without a closed list of their own."""
    texts = tuple(line.cleaned for line in block.values)
    found.set(name, texts, block.values or block.label_lines)


def read_website(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read a website as worded; a label without an address gives an empty text."""
    found.set(
        name, " ".join(line.cleaned for line in block.values), block.values or block.label_lines
    )


def read_money(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read the financial resources; the label may say that they are in dollars."""
    in_dollars = block.label is not None and block.label.unit == "USD"
    lines = [line.cleaned for line in block.lines]
    funding = read_funding(lines, in_dollars=in_dollars)
    found.set(name, funding, block.values or block.label_lines)


def read_other_question(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read a label for which a measure has no field: what stands below it is kept as printed."""
    signs = [line for line in block.values if not any(map(str.isalnum, line.cleaned))]
    found.classify(signs, "form-wording", "a sign that says nothing")
    found.set_unresolved(name_label(block), leave_out(block.values, signs))


def name_label(block: Block) -> str:
    """Name a field that no list has by the words of its label."""
    return " ".join(line.cleaned for line in block.label_lines).rstrip(" :")[:_LONGEST_LABEL]


OTHER_QUESTIONS = (
    "what_is",
    "targets_artists",
    "other_bodies_involved",
    "reason_for_the_measure",
    "reason_provisions_of_the_convention",
    "reason_policy_discussion",
    "reason_other",
    "level_of_the_evaluation",
    "challenges",
)
"""Labels of the older forms that open no field of a measure."""

READERS: dict[str, FieldReader] = {
    "overview_title": read_title,
    "agencies": read_agencies,
    "domains": read_terms,
    "goals": read_terms,
    "areas": read_terms,
    "scope": read_terms,
    "nature": read_terms,
    "transversal_priorities": read_texts,
    "website": read_website,
    "targets_young_people": read_answer,
    "ifcd_support": read_answer,
    "evaluated": read_evaluation,
    "funding": read_money,
    "partners": read_partner_list,
    **dict.fromkeys(OTHER_QUESTIONS, read_other_question),
    **dict.fromkeys(SECTION_HEADINGS, read_prose),
}
"""Field of a measure, as the label vocabulary names it, to its reader."""

INNER_LABELS = dict.fromkeys(TABLE_FIELDS, "partners")
"""Labels that stand inside the lines of another field."""
