"""The fields of the measure form: which reader reads the lines below which label.

Every kind of source that holds measures uses this one table; the kinds differ only in how they
find a measure's blocks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import Any, cast

import msgspec

from measurebook.model.base import Span
from measurebook.model.measure import (
    SECTION_HEADINGS,
    FormVersion,
    Measure,
    Partner,
    PartnerType,
    Unresolved,
)
from measurebook.model.source import LineClass, LineEntry
from measurebook.normalise.lines.blocks import Block, Line, NoiseTable, join_blocks, span_of
from measurebook.normalise.lines.cleaning import clean_prose, drop_item_mark
from measurebook.normalise.values.answers import find_opening, find_ticked, take_boxes
from measurebook.normalise.values.dates import dates_of_title
from measurebook.normalise.values.lists import Lists
from measurebook.normalise.values.money import read_funding
from measurebook.normalise.values.names import NameBook, is_prose
from measurebook.normalise.values.partners import TABLE_FIELDS, NamedPartner, read_partners
from measurebook.normalise.values.terms import TermTable
from measurebook.text import fold_name, squash_blanks

_LONGEST_LABEL = 300


@dataclass(frozen=True)
class Reader:
    """What the readers of one source share: its name, its country, and the lists they look up."""

    source: str
    lists: Lists
    names: NameBook
    country: str | None = None

    def resolve(self, name: str, line: Line) -> str:
        """Return the slug of an organisation named on a line."""
        return self.names.resolve(name, self.source, line.number, self.country)


@dataclass
class Findings:
    """The values found for one measure, where each stands, and lines that state nothing."""

    values: dict[str, Any] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    entries: list[LineEntry] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)

    def set(self, name: str, value: Any, lines: Sequence[Line]) -> None:
        """Note a value of the record with the lines that state it; a second one adds to a list."""
        if name in self.values and isinstance(value, tuple):
            value = tuple(dict.fromkeys((*self.values[name], *value)))
        self.values[name] = value
        self.cite(name, lines)

    def set_section(self, name: str, lines: Sequence[Line]) -> None:
        """Note the prose of a section; a second text follows the first."""
        text = clean_prose(line.text for line in lines)
        self.sections[name] = "\n\n".join(filter(None, (self.sections.get(name), text)))
        self.cite(name, lines)

    def set_unresolved(self, name: str, lines: Iterable[Line]) -> None:
        """Keep lines whose text is no value of the field's closed list; signs say nothing."""
        for line in lines:
            says_something = any(map(str.isalnum, line.cleaned))
            self.cite("unresolved" if says_something else name, [line])
            self.add_unresolved(name, line.cleaned)

    def set_part_unresolved(self, name: str, text: str, line: Line) -> None:
        """Keep a part of a line whose other parts are values."""
        if any(map(str.isalnum, text)):
            self.cite("unresolved", [line])
        self.add_unresolved(name, text)

    def add_unresolved(self, name: str, text: str) -> None:
        """Keep a text without its line; signs say nothing."""
        if any(map(str.isalnum, text)):
            self.unresolved.append(Unresolved(field=name, text=text))

    def classify(
        self, lines: Iterable[Line], line_class: LineClass, note: str | None = None
    ) -> None:
        """Give lines that state nothing their class in the ledger."""
        self.entries += classify(lines, line_class, note)

    def cite(self, name: str, lines: Sequence[Line]) -> None:
        """Note the lines that state a value; further lines widen the span."""
        if lines:
            span, known = span_of(lines), self.spans.get(name)
            self.spans[name] = _join(known, span) if known else span


def classify(
    lines: Iterable[Line], line_class: LineClass, note: str | None = None
) -> list[LineEntry]:
    """Return ledger entries that give each non-blank line a class."""
    return [
        LineEntry(lines=str(line.number), line_class=line_class, note=note)
        for line in lines
        if not line.is_blank
    ]


def take_out_noise(lines: Iterable[Line], noise: NoiseTable) -> tuple[list[Line], list[LineEntry]]:
    """Part lines that are content from navigation and spam, which get their class."""
    kept: list[Line] = []
    entries: list[LineEntry] = []
    for line in lines:
        line_class = noise.class_of(line)
        if line_class:
            entries += classify([line], line_class)
        else:
            kept.append(line)
    return kept, entries


def _join(one: Span, other: Span) -> Span:
    return Span(first=min(one.first, other.first), last=max(one.last, other.last))


# One function per kind of field


FieldReader = Callable[[str, Block, Reader, Findings], None]


def read_prose(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read a section of prose; a label without text leaves the section out."""
    if block.values:
        found.set_section(name, block.values)


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
    found.set_unresolved(name, block.values if has_more else _without(block.values, lines))


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


def read_agencies(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read the responsible bodies in their order; one that is printed twice counts once.

    A line may hold several bodies between semicolons, and the mark of a list before each. Groups,
    such as local authorities, have no page and are kept by their printed names.
    """
    lines = [line for line in block.values if _names_body(line, reader)]
    bodies = [(body, line) for line in lines for body in _split_bodies(line)]
    groups = {body: line for body, line in bodies if reader.names.is_group(body)}
    named = [(body, line) for body, line in bodies if body not in groups]
    slugs = [reader.resolve(body, line) for body, line in named]
    stating = [line for _, line in named] or lines or block.label_lines
    found.set(name, tuple(dict.fromkeys(slugs)), stating)
    if groups:
        found.set("responsible_groups", tuple(groups), list(groups.values()))
    found.set_unresolved(name, _without(block.values, lines))


def _names_body(line: Line, reader: Reader) -> bool:
    text = line.cleaned
    if is_prose(text) or not any(map(str.isalnum, text)):
        return False
    return not reader.lists.is_empty_value(text)


def _split_bodies(line: Line) -> list[str]:
    parts = (drop_item_mark(squash_blanks(part)) for part in line.cleaned.split(";"))
    return [part for part in parts if any(map(str.isalnum, part))]


def read_partner_list(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read the partners; heads of the table are form wording."""
    table = read_partners(block.lines, reader.lists)
    partners = tuple(_resolve_partner(partner, reader) for partner in table.partners)
    used = _without(block.values, [*table.heads, *table.others])
    found.values[name] = (*found.values.get(name, ()), *partners)
    found.cite(name, used or block.label_lines)
    found.set_unresolved(name, table.others)
    found.classify(table.heads, "form-wording")


def _resolve_partner(partner: NamedPartner, reader: Reader) -> Partner:
    kind = cast("PartnerType", partner.entity_type or "unstated")
    if partner.name is None or reader.names.is_group(partner.name):
        return Partner(name=partner.name, type=kind)
    return Partner(organisation=reader.resolve(partner.name, partner.line), type=kind)


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
    found.set_unresolved(name_label(block), _without(block.values, signs))


def read_title(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read a title that stands below a label; a title above all labels is stated already."""
    title = fold_name(found.values.get("title", ""))
    if title and fold_name(" ".join(line.cleaned for line in block.values)) == title:
        found.classify(block.values, "repeated", "printed twice")
    elif title:
        found.set_unresolved("title", block.values)
    elif block.values:
        found.set("title", " ".join(line.cleaned for line in block.values), block.values)


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


def read_blocks(blocks: Sequence[Block], reader: Reader, found: Findings) -> None:
    """Read the labelled blocks of a measure into the findings, labels included.

    A label may come twice: what stands below it the second time adds to the first, unless it is
    the same again.
    """
    by_field: dict[str, _SameField] = {}
    for block in blocks:
        known = by_field.get(block.field)
        if known is None:
            by_field[block.field] = _SameField(block, reader.lists.terms.get(block.field))
        elif block.values and known.states(block):
            values = {line.number for line in block.values}
            found.classify([x for x in block.label_lines if x.number not in values], "form-wording")
            found.classify(block.values, "repeated", "printed twice")
        else:
            known.blocks.append(block)
    for same in by_field.values():
        _read_block(join_blocks(same.blocks), reader, found)


class _SameField:
    """The blocks of a measure whose labels open the same field."""

    def __init__(self, first: Block, terms: TermTable | None) -> None:
        self.blocks = [first]
        self._terms = terms
        self._texts = [line.cleaned for line in first.values]

    @cached_property
    def _slugs(self) -> frozenset[str]:
        tables = [self._terms] if self._terms else []
        found = (table.find_all(text) for table in tables for text in self._texts)
        return frozenset(slug for terms in found for slug in terms.slugs)

    def states(self, block: Block) -> bool:
        """Tell whether a block states no more than the first one."""
        texts = [line.cleaned for line in block.values]
        if self._terms is None or texts == self._texts:
            return texts == self._texts
        found = [self._terms.find_all(text) for text in texts]
        return all(self._slugs.issuperset(x.slugs) and not x.unknown for x in found)


def _read_block(block: Block, reader: Reader, found: Findings) -> None:
    values = {line.number for line in block.values}
    found.classify([x for x in block.label_lines if x.number not in values], "form-wording")
    READERS.get(block.field, read_other_question)(block.field, block, reader, found)


def name_label(block: Block) -> str:
    """Name a field that no list has by the words of its label."""
    return " ".join(line.cleaned for line in block.label_lines).rstrip(" :")[:_LONGEST_LABEL]


def _without(lines: Iterable[Line], others: Iterable[Line]) -> list[Line]:
    gone = {line.number for line in others}
    return [line for line in lines if line.number not in gone]


# The record


def form_of(blocks: Iterable[Block], default: FormVersion) -> FormVersion:
    """Return the form version that the labels of a measure belong to.

    Labels of several versions count for each; most labels decide, the latest version among equals.
    """
    votes = Counter(version for block in blocks if block.label for version in block.label.forms)
    return max(votes, key=lambda version: (votes[version], version), default=default)


def make_measure(found: Findings, reader: Reader, **fixed: Any) -> tuple[Measure, dict[str, str]]:
    """Make the record and its sections, in the order of the form, from what was found.

    `fixed` are values that come from the source as a whole rather than from a line.
    """
    _add_dates(found, reader)
    _add_places(found, reader)
    if found.unresolved:
        found.values["unresolved"] = tuple(found.unresolved)
    answers = dict.fromkeys(("targets_young_people", "ifcd_support", "evaluated"), "not-asked")
    order = (*Measure.__struct_fields__, *SECTION_HEADINGS)
    citations = {
        name: {reader.source: str(found.spans[name])} for name in order if name in found.spans
    }
    measure = msgspec.structs.replace(
        Measure(reported_by="party", **cast("Any", answers)),
        **{**found.values, **fixed, "citations": citations},
    )
    sections = {
        heading: found.sections[name]
        for name, heading in SECTION_HEADINGS.items()
        if name in found.sections
    }
    return measure, sections


def _add_dates(found: Findings, reader: Reader) -> None:
    title = dates_of_title(found.values.get("title") or "")
    text = reader.lists.dates.find(found.sections.get("main_features", ""))
    if title or text:
        found.values["dates"] = (*title, *text)
        spans = [
            found.spans[name]
            for name, dates in (("title", title), ("main_features", text))
            if dates
        ]
        found.spans["dates"] = _join(spans[0], spans[-1])


def _add_places(found: Findings, reader: Reader) -> None:
    """Note the known places that the title and the texts name."""
    texts = {"title": found.values.get("title") or "", **found.sections}
    places = {name: reader.lists.places.find(text) for name, text in texts.items()}
    named = tuple(dict.fromkeys(slug for slugs in places.values() for slug in slugs))
    if named:
        spans = [found.spans[name] for name, slugs in places.items() if slugs]
        found.values["places"] = named
        found.spans["places"] = Span(
            first=min(span.first for span in spans), last=max(span.last for span in spans)
        )
