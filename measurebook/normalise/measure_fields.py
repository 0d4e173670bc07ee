"""The fields of the measure form: which reader reads the lines below which label.

Every kind of source that holds measures uses this one table; the kinds differ only in how they
find a measure's blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
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
from measurebook.model.source import LineEntry
from measurebook.model.vocabulary import Term, Vocabulary
from measurebook.normalise.blocks import Block, Line, NoiseTable, span_of
from measurebook.normalise.cleaning import clean_prose
from measurebook.normalise.dates import DateFinder, dates_of_title
from measurebook.normalise.labels import LabelTable
from measurebook.normalise.money import read_funding
from measurebook.normalise.names import NameBook
from measurebook.normalise.partners import TABLE_FIELDS, read_partners
from measurebook.normalise.places import PlaceFinder
from measurebook.normalise.terms import TermTable


@dataclass(frozen=True)
class Reader:
    """What the readers of one source share: its name, its country, and the lists they look up."""

    source: str
    vocabulary: Vocabulary
    names: NameBook
    country: str | None = None

    @cached_property
    def labels(self) -> LabelTable:
        return LabelTable(self.vocabulary.labels)

    @cached_property
    def noise(self) -> NoiseTable:
        return NoiseTable(self.vocabulary.noise)

    @cached_property
    def answers(self) -> TermTable:
        return TermTable(self.vocabulary.answers)

    @cached_property
    def entity_types(self) -> TermTable:
        return TermTable(self.vocabulary.entity_types)

    @cached_property
    def dates(self) -> DateFinder:
        return DateFinder(self.vocabulary.date_kinds)

    @cached_property
    def places(self) -> PlaceFinder:
        return PlaceFinder(self.vocabulary.places)

    @cached_property
    def lists(self) -> dict[str, TermTable]:
        """The closed lists by the name of the field whose values they hold."""
        lists: dict[str, dict[str, Any]] = {
            "goals": self.vocabulary.goals,
            "areas": self.vocabulary.areas,
            "domains": self.vocabulary.domains,
            "scope": self.vocabulary.scopes,
            "nature": self.vocabulary.natures,
        }
        return {name: TermTable(cast("dict[str, Term]", terms)) for name, terms in lists.items()}


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
        """Keep lines whose text is no value of the field's closed list."""
        for line in lines:
            self.unresolved.append(Unresolved(field=name, text=line.cleaned))
            self.cite("unresolved", [line])

    def classify(self, lines: Iterable[Line], line_class: str, note: str | None = None) -> None:
        """Give lines that state nothing their class in the ledger."""
        self.entries += classify(lines, line_class, note)

    def cite(self, name: str, lines: Sequence[Line]) -> None:
        """Note the lines that state a value; further lines widen the span."""
        if lines:
            span, known = span_of(lines), self.spans.get(name)
            self.spans[name] = _join(known, span) if known else span


def classify(lines: Iterable[Line], line_class: str, note: str | None = None) -> list[LineEntry]:
    """Return ledger entries that give each non-blank line a class."""
    return [
        LineEntry(lines=str(line.number), line_class=cast("Any", line_class), note=note)
        for line in lines
        if not line.is_blank
    ]


def _join(one: Span, other: Span) -> Span:
    return Span(first=min(one.first, other.first), last=max(one.last, other.last))


# One function per kind of field


FieldReader = Callable[[str, Block, Reader, Findings], None]


def read_prose(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read a section of prose; a label without text leaves the section out."""
    if block.values:
        found.set_section(name, block.values)


def read_answer(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read a closed answer; a label without a line below it is a blank answer, never a "no"."""
    if not block.values:
        found.set(name, "blank", block.label_lines)
        return
    first, *rest = block.values
    state = reader.answers.find(first.cleaned)
    found.set(name, state or "unanswered", block.values[:1])
    if state is None:
        found.set_unresolved(name, [first])
    found.set_unresolved(name, rest)


def read_evaluation(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read whether there was an evaluation; text behind the answer belongs to its conclusions."""
    if not block.values or reader.answers.find(block.values[0].cleaned):
        read_answer(name, block.without(block.values[1:]), reader, found)
        rest = block.values[1:]
    else:
        found.set(name, "unanswered", block.values[:1])
        rest = block.values
    if rest:
        found.set_section("conclusions_of_the_evaluation", rest)


def read_terms(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read values of a closed list, one or several on a line; others are kept as printed."""
    table = reader.lists[name]
    found_lines = [(line, table.find_all(line.cleaned)) for line in block.values]
    known = [line for line, slugs in found_lines if slugs]
    slugs = [slug for _, slugs in found_lines for slug in slugs or ()]
    found.set(name, tuple(dict.fromkeys(slugs)), known or block.label_lines)
    found.set_unresolved(name, [line for line, slugs in found_lines if not slugs])


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
    """Read the responsible bodies in their order; one that is printed twice counts once."""
    named = [line for line in block.values if not reader.names.is_group(line.cleaned)]
    slugs = [
        reader.names.resolve(line.cleaned, reader.source, line.number, reader.country)
        for line in named
    ]
    found.set(name, tuple(dict.fromkeys(slugs)), named or block.label_lines)
    found.set_unresolved(name, [line for line in block.values if line not in named])


def read_partner_list(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read the partners; heads of the table are form wording."""
    printed, heads = read_partners(block.lines, reader.labels, reader.entity_types)
    partners = tuple(_resolve_partner(p.name, p.entity_type, p.line, reader) for p in printed)
    found.classify(heads, "form-wording")
    used = [line for line in block.values if line not in heads]
    found.values[name] = (*found.values.get(name, ()), *partners)
    found.cite(name, used or block.label_lines)


def _resolve_partner(
    name: str | None, entity_type: str | None, line: Line, reader: Reader
) -> Partner:
    kind = cast("PartnerType", entity_type or "unstated")
    if name is None or reader.names.is_group(name):
        return Partner(name=name, type=kind)
    slug = reader.names.resolve(name, reader.source, line.number, reader.country)
    return Partner(organisation=slug, type=kind)


def read_money(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read the financial resources; the label may say that they are in dollars."""
    in_dollars = block.label is not None and block.label.unit == "USD"
    lines = [line.cleaned for line in block.lines]
    funding = read_funding(lines, in_dollars=in_dollars)
    found.set(name, funding, block.values or block.label_lines)


def read_wording(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read a label that opens no field; what stands below it is kept as printed."""
    found.set_unresolved(name, block.values)


READERS: dict[str, FieldReader] = {
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
    "link_text": read_wording,
    "what_is": read_wording,
    **dict.fromkeys(SECTION_HEADINGS, read_prose),
}
"""Field of a measure, as the label vocabulary names it, to its reader."""

INNER_LABELS = dict.fromkeys(TABLE_FIELDS, "partners")
"""Labels that stand inside the lines of another field."""


def read_block(block: Block, reader: Reader, found: Findings) -> None:
    """Read one labelled block of a measure into the findings, its label included."""
    values = {line.number for line in block.lines}
    found.classify([x for x in block.label_lines if x.number not in values], "form-wording")
    kept = _drop_noise(block, reader, found)
    READERS.get(block.field, read_wording)(block.field, kept, reader, found)


def _drop_noise(block: Block, reader: Reader, found: Findings) -> Block:
    """Take navigation and spam out of a block and give them their class."""
    spam = [line for line in block.values if reader.noise.is_spam(line)]
    chrome = [] if block.field == "partners" else list(filter(reader.noise.is_chrome, block.values))
    found.classify(spam, "spam")
    found.classify(chrome, "chrome")
    return block.without([*spam, *chrome])


# The record


def form_of(blocks: Iterable[Block], default: FormVersion) -> FormVersion:
    """Return the form version that the labels of a measure belong to.

    Labels of several versions count for each; most labels decide, the latest version among equals.
    """
    votes = [version for block in blocks if block.label for version in block.label.forms]
    return max(votes, key=lambda version: (votes.count(version), version), default=default)


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
    text = reader.dates.find(found.sections.get("main_features", ""))
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
    places = {name: reader.places.find(text) for name, text in texts.items()}
    named = tuple(dict.fromkeys(slug for slugs in places.values() for slug in slugs))
    if named:
        spans = [found.spans[name] for name, slugs in places.items() if slugs]
        found.values["places"] = named
        found.spans["places"] = Span(
            first=min(span.first for span in spans), last=max(span.last for span in spans)
        )
