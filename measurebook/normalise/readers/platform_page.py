"""Pages of UNESCO's policy monitoring platform: one measure each, in four versions of the form."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from measurebook.errors import Problem, quote
from measurebook.model.measure import SECTION_HEADINGS
from measurebook.model.source import LineEntry
from measurebook.normalise.form.blocks import read_blocks
from measurebook.normalise.form.bodies import read_agencies
from measurebook.normalise.form.fields import INNER_LABELS, name_label
from measurebook.normalise.form.findings import Findings, Reader
from measurebook.normalise.form.record import form_of, make_measure
from measurebook.normalise.ledger import used_lines
from measurebook.normalise.lines.blocks import (
    Block,
    Line,
    number_lines,
    split_blocks,
    split_glued,
    take_out,
)
from measurebook.normalise.lines.classes import take_out_noise
from measurebook.normalise.lines.cleaning import drop_heading_marks
from measurebook.normalise.lines.folding import LONGEST
from measurebook.normalise.lines.labels import (
    ASIDES,
    FORM_MARK,
    HEAD_LABELS,
    FoundLabel,
    LabelTable,
)
from measurebook.normalise.reading import Draft, Reading, SourceText
from measurebook.normalise.values.countries import is_country
from measurebook.normalise.values.lists import Lists
from measurebook.normalise.values.names import NameBook, is_prose
from measurebook.text import fold_name, make_slug

REPORT_LABELS = frozenset(
    {"relevant_measures", "overview_title", "overview_scope", "overview_nature"}
)
"""Labels that only reports have; on a platform page such words are ordinary text."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_UNKNOWN = "unknown:"
_ENOUGH_MARKS = 2
_SHORTEST_UNKNOWN = 12
_LONGEST_SLUGGED = 400
"""A slug has 80 characters at most; what stands further behind in a title adds nothing to it."""


def read_platform_page(source: SourceText, lists: Lists, names: NameBook) -> Reading:
    """Read a platform page: title and responsible bodies above the labels, then the fields.

    A field whose label is not on the page stays `None`; a page without a title yields a measure
    without one, named after its source, and a problem.
    """
    reader = Reader(source.id, lists, names, source.card.country)
    found = Findings()
    lines, found.entries = take_out_noise(number_lines(source.lines), lists.noise)
    lines = split_glued(lines, lists.labels.split_glued)
    head, blocks, asides = _split_page(_cut_tail(lines, lists, found), lists.labels)
    found.classify(asides, "form-wording")
    reader = _read_head(head, _keeps_blank_lines(blocks), reader, found)
    read_blocks(_drop_title_in_prose(blocks, found), reader, found)
    measure, sections = make_measure(
        found,
        reader,
        form=form_of(blocks, "2020-2024"),
        reported_by="civil-society" if _has_banner(asides, lists.labels) else "party",
    )
    slug = make_slug((measure.title or "")[:_LONGEST_SLUGGED]) or make_slug(source.id)
    problems = [] if measure.title else [_title_not_found(source)]
    problems += [_label_not_known(x, source) for x in blocks if x.field.startswith(_UNKNOWN)]
    entries = _drop_cited(found.entries, lines, used_lines([measure]).get(source.id, set()))
    return Reading((Draft(slug, measure, sections),), tuple(entries), tuple(problems))


def _cut_tail(lines: Sequence[Line], lists: Lists, found: Findings) -> Sequence[Line]:
    """Cut off links to other pages at the end, if no label stands among them."""
    end = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        if _is_below_head(lists.labels.find(lines[place].text)):
            break
        if lists.noise.opens_tail(lines[place]):
            end = place
    found.classify(lines[end:], "chrome")
    return lines[:end]


def _drop_cited(
    entries: Iterable[LineEntry], lines: Iterable[Line], cited: set[int]
) -> list[LineEntry]:
    """Leave a line that held several to the value it states, if it states one."""
    counts = Counter(line.number for line in lines)
    shared = {str(number) for number, count in counts.items() if count > 1 and number in cited}
    return [entry for entry in entries if entry.lines not in shared]


def _split_page(
    lines: Sequence[Line], table: LabelTable
) -> tuple[list[Block], list[Block], list[Line]]:
    """Split a page into the blocks of its head, the labelled ones below it, and asides."""
    labels = _find_labels(lines, table)
    opens_field = (place for place, x in enumerate(lines) if _is_below_head(labels.get(x)))
    first = next(opens_field, len(lines))

    def find_in_head(line: Line) -> FoundLabel | None:
        return labels.get(line) or _find_head_label(line, table)

    def find_below(line: Line) -> FoundLabel | None:
        label = labels.get(line)
        return label if label and (label.field in ASIDES or _is_below_head(label)) else None

    head, asides = take_out(split_blocks(lines[:first], find_in_head), ASIDES)
    (_, *blocks), more = take_out(split_blocks(lines[first:], find_below, INNER_LABELS), ASIDES)
    return head, blocks, [*asides, *more]


def _find_labels(lines: Sequence[Line], table: LabelTable) -> Mapping[Line, FoundLabel]:
    """Find the labels of a page by line; the last line may be one that was cut off."""
    labels: dict[Line, FoundLabel] = {}
    last = next((line for line in reversed(lines) if not line.is_blank), None)
    for place, line in enumerate(lines):
        below = (other.text for other in lines[place + 1 : place + 3])
        label = None if line.is_blank else table.find(line.text, *below)
        if label is None and line is last:
            label = table.find_cut(line.text)
        if label and label.field not in REPORT_LABELS:
            labels[line] = label
    return _add_unknown(labels, lines)


def _add_unknown(
    labels: Mapping[Line, FoundLabel], lines: Sequence[Line]
) -> Mapping[Line, FoundLabel]:
    """Add the lines that only the form's own mark tells to be labels.

    Prose may end so by chance, so a page must print the mark behind labels that are known.
    """
    marked = [x for x in lines if len(x.text) <= LONGEST and FORM_MARK.search(x.text)]
    known = [x.number for x in marked if x in labels]
    if len(known) < _ENOUGH_MARKS:
        return labels
    below = (x for x in marked if x.number > known[0] and len(x.cleaned) >= _SHORTEST_UNKNOWN)
    return {**{x: FoundLabel(f"{_UNKNOWN}{x.number}", "") for x in below}, **labels}


def _label_not_known(block: Block, source: SourceText) -> Problem:
    message = f"{quote(name_label(block))} is not a known label; add it to labels.yaml"
    return Problem(source.path, block.label_lines[0].number, message, blocking=False)


def _is_below_head(label: FoundLabel | None) -> bool:
    return label is not None and label.field not in HEAD_LABELS and label.field not in ASIDES


def _find_head_label(line: Line, table: LabelTable) -> FoundLabel | None:
    """Return a label of the head that has its value behind it, such as "Where: Kenya"."""
    opening, colon, value = drop_heading_marks(line.cleaned).partition(":")
    label = table.find(opening) if colon and value.strip() else None
    is_of_head = label is not None and label.field in HEAD_LABELS
    return replace(label, inline_value=value.strip()) if label and is_of_head else None


def _has_banner(asides: Sequence[Line], table: LabelTable) -> bool:
    fields = (label.field for line in asides if (label := table.find(line.text)))
    return "civil_society_banner" in fields


def _keeps_blank_lines(blocks: Sequence[Block]) -> bool:
    """Tell whether the page shows its blank lines: some captured pages lost them all."""
    return any(line.is_blank for block in blocks for line in block.lines)


# The head


class _Head(msgspec.Struct):
    """The lines above the fields by the label of the head they stand below; "" for bare ones."""

    labels: defaultdict[str, list[Line]]
    lines: defaultdict[str, list[Line]]

    @property
    def bare(self) -> list[Line]:
        return self.lines[""]

    @property
    def is_labelled(self) -> bool:
        return any(lines for field, lines in self.labels.items() if field)

    def values(self, field: str) -> list[Line]:
        return [line for line in self.lines[field] if not line.is_blank]


def _sort_head(blocks: Iterable[Block], found: Findings) -> _Head:
    head = _Head(defaultdict(list), defaultdict(list))
    for block in blocks:
        field = block.field if block.field in HEAD_LABELS else ""
        found.classify(block.wording, "form-wording")
        head.labels[field] += block.label_lines
        head.lines[field] += block.lines
    return head


def _read_head(
    blocks: Sequence[Block], keeps_blanks: bool, reader: Reader, found: Findings
) -> Reader:
    """Read the lines above the fields; the reader that comes back knows the country they name."""
    head = _sort_head(blocks, found)
    where = head.values("where")
    country, bare = _take_country(where[:1], head.bare)
    if country:
        found.set("country", country[0].cleaned, country)
        reader = replace(reader, country=country[0].cleaned)
    ends_apart = bool(bare) and bare[-1].is_blank
    is_titled = ends_apart or head.is_labelled or not keeps_blanks
    year, bare = _take_year(bare) if country else ([], bare)
    title, bodies = _split_head(bare, is_titled, reader)
    _read_title(title, found)
    bodies = _drop_title(bodies, found)
    when = _read_year([*head.values("when"), *year], found)
    further = [line for line in where[1:] if is_country(line.cleaned)]
    found.set_unresolved("country", further)
    others = [*(x for x in where[1:] if x not in further), *when, *head.values("who")]
    in_order = sorted((*bodies, *others), key=attrgetter("number"))
    block = Block(None, tuple(head.labels["who"]), tuple(in_order))
    if block.label_lines or block.lines:
        read_agencies("agencies", block, reader, found)
    return reader


def _take_country(where: Sequence[Line], bare: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines that name the country, and the other bare lines with a blank for each.

    Where the label was lost the country stands bare, above the title or above the bodies.
    """
    named = [*where, *(line for line in bare if is_country(line.cleaned))]
    country = [line for line in named if fold_name(line.cleaned) == fold_name(named[0].cleaned)]
    numbers = {line.number for line in country}
    return country, [Line(x.number, "") if x.number in numbers else x for x in bare]


def _take_year(bare: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return the bare lines below the first one that are a year, and the others.

    The layout of 2023 prints the year below the country without any label.
    """
    first = next((line.number for line in bare if not line.is_blank), 0)
    years = [x for x in bare if x.number != first and _YEAR.fullmatch(x.cleaned)][:1]
    return years, [Line(x.number, "") if x in years else x for x in bare]


def _split_head(
    lines: Sequence[Line], is_titled: bool, reader: Reader
) -> tuple[list[Line], list[Line]]:
    """Split bare lines into the title and the responsible bodies.

    The platform prints a blank line behind a title and none behind a body: on a page that keeps
    its blank lines, bare lines that run straight into the first label are bodies of a page that
    lost its title (`is_titled` is false). So is a body that is known, where it stands alone.
    """
    paragraphs = [list(group) for is_blank, group in groupby(lines, _is_blank) if not is_blank]
    if not paragraphs:
        return [], []
    first, *others = paragraphs
    if others:
        return first, [line for paragraph in others for line in paragraph]
    is_body = len(first) == 1 and reader.names.find_settled(first[0].cleaned, reader.country)
    return (first[:1], first[1:]) if is_titled and not is_body else ([], first)


def _is_blank(line: Line) -> bool:
    return line.is_blank


def _read_title(lines: Sequence[Line], found: Findings) -> None:
    title = drop_heading_marks(" ".join(line.cleaned for line in lines)).strip(" |")
    if is_prose(title):
        found.set_unresolved("title", lines)
    elif title:
        found.set("title", title, lines)


def _drop_title(bodies: Sequence[Line], found: Findings) -> list[Line]:
    """Take the title out of the bodies, where a page prints it twice."""
    title = fold_name(found.values.get("title", ""))
    is_title = {x.number: bool(title) and fold_name(x.cleaned) == title for x in bodies}
    found.classify((line for line in bodies if is_title[line.number]), "repeated", "printed twice")
    return [line for line in bodies if not is_title[line.number]]


def _drop_title_in_prose(blocks: Sequence[Block], found: Findings) -> list[Block]:
    """Take the title out of the prose, where a printed page has it at the head of each sheet."""
    title = fold_name(found.values.get("title", ""))
    if not title:
        return list(blocks)
    kept = []
    for block in blocks:
        lines = block.values if block.field in SECTION_HEADINGS else ()
        titles = [line for line in lines if fold_name(line.cleaned) == title]
        found.classify(titles, "repeated", "printed twice")
        kept.append(block.without(titles) if titles else block)
    return kept


def _read_year(lines: Sequence[Line], found: Findings) -> list[Line]:
    """Read the year; returns lines without any digit, which belong to a label that was lost."""
    years = [line for line in lines if _YEAR.fullmatch(line.cleaned)][:1]
    if years:
        found.set("year", years[0].cleaned, years)
    others = [line for line in lines if line not in years]
    found.set_unresolved("year", (x for x in others if re.search(r"\d", x.cleaned)))
    return [x for x in others if not re.search(r"\d", x.cleaned)]


def _title_not_found(source: SourceText) -> Problem:
    message = "title not found; add one to the measure that this source yields"
    return Problem(source.path, 1, message, blocking=False)
