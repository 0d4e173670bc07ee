"""What the tests of the normaliser's readers share: reading a text, and saying what came out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from measurebook.errors import Problem
from measurebook.frontmatter import as_values, read_fields, write_fields
from measurebook.load import load_vocabulary
from measurebook.model.measure import Measure
from measurebook.model.report import Answer, Report
from measurebook.model.source import Card, LineClass, LineEntry, SourceKind
from measurebook.model.vocabulary import Organisation
from measurebook.normalise.kinds import detect_kind
from measurebook.normalise.ledger import check_reading
from measurebook.normalise.readers.platform_page import read_platform_page
from measurebook.normalise.readers.report.reader import read_report
from measurebook.normalise.reading import Draft, Reading, SourceText
from measurebook.normalise.values.lists import Lists
from measurebook.normalise.values.names import NameBook
from measurebook.settings import Layout
from measurebook.text import split_lines
from tests.source_code import ROOT

READERS: dict[SourceKind, Callable[[SourceText, Lists, NameBook], Reading]] = {
    "periodic-report": read_report,
    "platform-page": read_platform_page,
}


@cache
def lists() -> Lists:
    """The project's own vocabulary."""
    return Lists(load_vocabulary(Layout(ROOT / "content")))


@cache
def lists_without_names() -> Lists:
    """The vocabulary of the form alone: no organisation and no place is known."""
    return Lists(msgspec.structs.replace(lists().vocabulary, organisations={}, places={}))


@dataclass(frozen=True)
class ReadText:
    """A text that was read, the kind it was taken for, and the organisations it added."""

    source: SourceText
    reading: Reading
    new_names: Mapping[str, Organisation]

    @property
    def kind(self) -> SourceKind:
        return self.source.card.kind

    @property
    def measures(self) -> list[Draft]:
        return [draft for draft in self.reading.drafts if isinstance(draft.record, Measure)]

    @property
    def measure(self) -> Measure:
        """The measure of a platform page."""
        (draft,) = self.measures
        assert isinstance(draft.record, Measure)
        return draft.record

    @property
    def sections(self) -> dict[str, str]:
        """The sections of a platform page's measure."""
        (draft,) = self.measures
        return draft.sections

    @property
    def report(self) -> Report:
        record = self.reading.drafts[0].record
        assert isinstance(record, Report)
        return record

    def name_of(self, slug: str) -> str:
        """The printed name of an organisation that the text added, or the slug of a known one."""
        return self.new_names[slug].name if slug in self.new_names else slug

    def check(self) -> list[Problem]:
        return check_reading(self.source, self.reading)

    def lines_of(self, line_class: LineClass) -> list[int]:
        entries = (entry for entry in self.reading.entries if entry.line_class == line_class)
        return sorted(int(entry.lines) for entry in entries)


def read(
    text: str,
    kind: SourceKind | None = None,
    *,
    using: Lists | None = None,
    source: str = "page",
    country: str | None = None,
) -> ReadText:
    """Read a text as the normaliser would; without `kind` it has to tell the kind itself."""
    using = using or lists_without_names()
    lines = tuple(line.removesuffix("\r") for line in split_lines(text))
    found = kind or detect_kind(lines, using)
    assert found is not None, "the kind of the text cannot be told"
    card = Card(title="A captured page", kind=found, sha256="0" * 64, country=country)
    source_text = SourceText(source, f"content/sources/{source}.txt", lines, card)
    names = NameBook(using.vocabulary)
    return ReadText(source_text, READERS[found](source_text, using, names), names.new)


# Saying what came out


_USUAL = {
    "reported_by": "party",
    "form": "2020-2024",
    "targets_young_people": "not-asked",
    "ifcd_support": "not-asked",
    "evaluated": "not-asked",
}


def describe(read_text: ReadText) -> dict[str, Any]:
    """Say what a text yielded, as the cases write it: names for slugs, the usual left out."""
    measures = [describe_measure(draft, read_text) for draft in read_text.measures]
    is_page = read_text.kind == "platform-page"
    said = measures[0] if is_page else {**describe_report(read_text), "measures": measures}
    return dict(read_fields(write_fields(said), "description").values)


def describe_measure(draft: Draft, read_text: ReadText) -> dict[str, Any]:
    values = dict(as_values(draft.record))
    for name in ("citations", "report", *(n for n, usual in _USUAL.items() if values[n] == usual)):
        values.pop(name, None)
    if "agencies" in values:
        values["agencies"] = [read_text.name_of(slug) for slug in values["agencies"]]
    if "partners" in values:
        values["partners"] = [_describe_partner(x, read_text) for x in values["partners"]]
    return {**values, **draft.sections}


def _describe_partner(partner: dict[str, str], read_text: ReadText) -> dict[str, str]:
    if "organisation" in partner:
        name = read_text.name_of(partner["organisation"])
        return {"name": name, **{k: v for k, v in partner.items() if k != "organisation"}}
    return dict(partner)


def describe_report(read_text: ReadText) -> dict[str, Any]:
    report = read_text.report
    names = ("party", "year", "ratification", "submitted", "stamp")
    head = {name: getattr(report, name) for name in names if getattr(report, name)}
    if report.form != "2020-2024":
        head["form"] = report.form
    sections = read_text.reading.drafts[0].sections
    answers = [{x.wording or x.question: _describe_answer(x)} for x in report.answers]
    return {**head, **({"answers": answers} if answers else {}), **sections}


def _describe_answer(answer: Answer) -> Any:
    """The state of an answer; the lines of one that was answered, below their sub-head."""
    if answer.state != "answered" or not answer.values:
        return answer.state if not answer.section else f"section {answer.section}"
    return [f"{x.group}: {x.text}" if x.group else x.text for x in answer.values]


def entries_by_line(entries: tuple[LineEntry, ...]) -> dict[int, LineClass]:
    return {int(entry.lines): entry.line_class for entry in entries}
