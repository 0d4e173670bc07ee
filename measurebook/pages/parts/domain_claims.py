"""What reports claim for each cultural domain, beside the measures that name it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from measurebook.graph import ReportAnswer
from measurebook.model.report import AnswerValue
from measurebook.pages.parts.answers import name_question
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.statuses import find_original
from measurebook.pages.parts.views import Answer, Cite, Link, Original, View
from measurebook.pages.parts.wording import mark
from measurebook.text import fold_name

_FEWEST_DOMAINS = 2
"""A list that names a single domain may name it for another reason."""


class DomainCell(View, frozen=True, kw_only=True):
    """What a row says of a domain: the line where it is chosen, or how many measures name it."""

    domain: str
    lang: str
    cite: Cite | None = None
    count: Link | None = None


class ClaimRow(View, frozen=True, kw_only=True):
    """A question, or a part of one, with a cell for each domain; without a line it is not chosen.

    `also` are the choices that are no domains.
    """

    question: Link
    original: Original | None
    report: Link
    also: str
    cells: tuple[DomainCell, ...]


class ClaimTable(View, frozen=True, kw_only=True):
    domains: tuple[Link, ...]
    measures: tuple[DomainCell, ...]
    rows: tuple[ClaimRow, ...]
    chosen: Answer


def make_claims(edition: Edition) -> ClaimTable | None:
    """Find every list of a report that chooses among domains; None where there is none."""
    known = _index_domains(edition)
    found = [row for row in _find_lists(edition) if len(_resolve(row[1], known)) >= _FEWEST_DOMAINS]
    if not found:
        return None
    chosen = {slug for _, values, _ in found for slug in _resolve(values, known)}
    named = edition.atlas.slugs_of("domains")
    domains = [slug for slug in edition.vocabulary.domains if slug in chosen | named]
    return ClaimTable(
        domains=tuple(edition.domain(slug) for slug in domains),
        measures=tuple(_count(edition, slug) for slug in domains),
        rows=tuple(_make_row(edition, row, known, domains) for row in found),
        chosen=edition.answer("yes"),
    )


def _index_domains(edition: Edition) -> Mapping[str, str]:
    return {
        fold_name(text): slug
        for slug, term in edition.vocabulary.domains.items()
        for text in (*(wording.text for wording in term.wordings.values()), *term.variants)
    }


_List = tuple[ReportAnswer, Sequence[AnswerValue], str]


def _find_lists(edition: Edition) -> Iterator[_List]:
    """Find the printed lists of all answers, each under its sub-head where the form has one."""
    for report in edition.atlas.reports:
        for found in edition.atlas.answers_of_report(report.slug):
            if found.question is not None and found.question.kind == "choice":
                by_group = groupby(found.answer.values, key=lambda value: value.group)
                yield from ((found, tuple(values), group or "") for group, values in by_group)


def _resolve(values: Sequence[AnswerValue], known: Mapping[str, str]) -> dict[str, AnswerValue]:
    named = ((known.get(fold_name(value.text)), value) for value in values)
    return {slug: value for slug, value in named if slug}


def _make_row(
    edition: Edition, row: _List, known: Mapping[str, str], domains: Sequence[str]
) -> ClaimRow:
    found, values, group = row
    source, lines = found.report.record.source, _resolve(values, known)
    also = [value.text for value in values if fold_name(value.text) not in known]
    report = edition.report(found.report)
    return ClaimRow(
        question=_name_question(edition, found, group, report.address),
        original=_find_original(edition, found, group),
        report=report,
        also=_say_also(edition, also, edition.language_of(source)),
        cells=tuple(
            _make_cell(
                edition, slug, edition.cite(source, lines[slug].line) if slug in lines else None
            )
            for slug in domains
        ),
    )


def _say_also(edition: Edition, texts: list[str], lang: str) -> str:
    if not texts:
        return ""
    values = edition.wording.join([mark(text, lang) for text in texts], "comma")
    return edition.wording.say("domains_claims_also", values=values)


def _name_question(edition: Edition, found: ReportAnswer, group: str, report: str) -> Link:
    """Name the list by its sub-head, else by its question."""
    address = f"{report}#{name_question(found.answer.question)}"
    if group or found.question is None:
        lang = edition.language_of(found.report.record.source)
        return Link(text=group or found.answer.question, address=address, lang=lang)
    name = edition.choose(found.question.wordings)
    return Link(text=name.text, address=address, lang=name.lang)


def _find_original(edition: Edition, found: ReportAnswer, group: str) -> Original | None:
    """Find the official question; a sub-head is printed as the report has it."""
    return None if group else find_original(edition, found.answer.question)


def _make_cell(edition: Edition, slug: str, cite: Cite | None) -> DomainCell:
    domain = edition.domain(slug)
    return DomainCell(domain=domain.text, lang=domain.lang, cite=cite)


def _count(edition: Edition, slug: str) -> DomainCell:
    domain = edition.domain(slug)
    number = edition.wording.number(len(edition.atlas.measures_of("domains", slug)))
    count = Link(text=number, address=domain.address)
    return DomainCell(domain=domain.text, lang=domain.lang, count=count)
