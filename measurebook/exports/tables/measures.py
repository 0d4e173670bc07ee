"""Tables of the measures and of everything a measure has several of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from measurebook.exports.references import find_country
from measurebook.exports.release import Release
from measurebook.exports.tables.spec import (
    PLAIN_DATE,
    POSITION,
    Field,
    Row,
    Table,
    key_field,
    link,
)
from measurebook.model.measure import (
    SECTION_HEADINGS,
    AnswerState,
    FormVersion,
    Measure,
    MeasureSection,
    PartnerType,
    Precision,
    RelationKind,
    ReportedBy,
)
from measurebook.urls import address_of

_MEASURE = key_field("measure")
_OF_MEASURE = link("measure", "measures")
_STATES = get_args(AnswerState)
_CLOSED_LISTS = (
    "goals",
    "areas",
    "agencies",
    "domains",
    "transversal_priorities",
    "scope",
    "nature",
    "partners",
)


def _read_measures(release: Release) -> Iterator[Row]:
    for entry in release.atlas.measures:
        measure = entry.record
        funding = measure.funding
        yield (
            entry.slug,
            measure.title,
            measure.reported_by,
            measure.section,
            measure.form,
            measure.report,
            measure.report_section,
            find_country(release, measure) or None,
            measure.year,
            measure.targets_young_people,
            measure.ifcd_support,
            measure.evaluated,
            funding.statement if funding else None,
            funding.usd if funding else None,
            measure.website,
            address_of("measure", entry.slug),
        )


MEASURES = Table(
    "measures",
    (
        _MEASURE,
        Field("title", "measure_title"),
        Field("reported_by", choices=get_args(ReportedBy), is_required=True),
        Field("section", "report_part", choices=get_args(MeasureSection)),
        Field("form", "form_version", choices=get_args(FormVersion)),
        Field("report", "measure_report"),
        Field("report_section"),
        Field("country", "measure_country"),
        Field("year", "page_year", "year"),
        Field("targets_young_people", "question_state", choices=_STATES, is_required=True),
        Field("ifcd_support", "question_state", choices=_STATES, is_required=True),
        Field("evaluated", "question_state", choices=_STATES, is_required=True),
        Field("funding"),
        Field("funding_usd", type="number"),
        Field("website"),
        Field("page"),
    ),
    ("measure",),
    _read_measures,
    (link("report", "reports"),),
)


# Lists of slugs


def _make_list_table(
    name: str, field: Field, find: Callable[[Measure], Iterable[str]], target: str = ""
) -> Table:
    def read(release: Release) -> Iterator[Row]:
        for entry in release.atlas.measures:
            for position, value in enumerate(find(entry.record), start=1):
                yield entry.slug, position, value

    return Table(
        name,
        (_MEASURE, POSITION, field),
        ("measure", "position"),
        read,
        (_OF_MEASURE, link(field.name, target)) if target else (_OF_MEASURE,),
    )


_LISTS = (
    _make_list_table(
        "measure_goals", key_field("goal", "measure_goal"), lambda m: m.goals or (), "goals"
    ),
    _make_list_table(
        "measure_areas", key_field("area", "measure_area"), lambda m: m.areas or (), "areas"
    ),
    _make_list_table(
        "measure_agencies",
        key_field("organisation", "measure_agency"),
        lambda m: m.agencies or (),
        "organisations",
    ),
    _make_list_table(
        "measure_responsible_groups",
        key_field("group", "measure_responsible_group"),
        lambda m: m.responsible_groups,
    ),
    _make_list_table(
        "measure_domains",
        key_field("domain", "measure_domain"),
        lambda m: m.domains or (),
        "domains",
    ),
    _make_list_table(
        "measure_places", key_field("place", "measure_place"), lambda m: m.places, "places"
    ),
    _make_list_table(
        "measure_scopes", key_field("scope", "measure_scope"), lambda m: m.scope or ()
    ),
    _make_list_table(
        "measure_natures", key_field("nature", "measure_nature"), lambda m: m.nature or ()
    ),
    _make_list_table(
        "measure_priorities",
        key_field("priority", "measure_priority"),
        lambda m: m.transversal_priorities or (),
    ),
    _make_list_table("measure_aliases", key_field("former", "measure_alias"), lambda m: m.aliases),
)


# Lists with more to a row


def _make_numbered_table(
    name: str,
    fields: tuple[Field, ...],
    read_measure: Callable[[Measure], Iterable[Row]],
    *links: tuple[str, str, str],
) -> Table:
    def read(release: Release) -> Iterator[Row]:
        for entry in release.atlas.measures:
            for position, row in enumerate(read_measure(entry.record), start=1):
                yield entry.slug, position, *row

    return Table(
        name,
        (_MEASURE, POSITION, *fields),
        ("measure", "position"),
        read,
        (_OF_MEASURE, *(link(*words) for words in links)),
    )


_NUMBERED = (
    _make_numbered_table(
        "measure_partners",
        (
            Field("organisation", "partner"),
            Field("name", "partner_group"),
            Field("type", "partner_type", choices=get_args(PartnerType), is_required=True),
        ),
        lambda m: ((p.organisation, p.name, p.type) for p in m.partners or ()),
        ("organisation", "organisations", ""),
    ),
    _make_numbered_table(
        "measure_dates",
        (
            Field("date", pattern=PLAIN_DATE, is_required=True),
            Field(
                "precision",
                choices=get_args(Precision),
                is_required=True,
            ),
            key_field("what", "date_kind"),
            key_field("is_inferred", "date_inferred", "boolean"),
        ),
        lambda m: ((d.date, d.precision, d.what, d.inferred) for d in m.dates),
    ),
    _make_numbered_table(
        "measure_relations",
        (
            Field("kind", "relation_kind", choices=get_args(RelationKind), is_required=True),
            key_field("other", "related_measure"),
        ),
        lambda m: ((r.kind, r.measure) for r in m.relations),
        ("other", "measures", "measure"),
    ),
    _make_numbered_table(
        "measure_funding_by_year",
        (
            key_field("year", "funding_year", "year"),
            key_field("usd", kind="number"),
        ),
        lambda m: ((y.year, y.usd) for y in (m.funding.by_year if m.funding else ())),
    ),
    _make_numbered_table(
        "measure_unresolved",
        (key_field("field", "closed_list"), key_field("text", "unresolved_value")),
        lambda m: ((u.field, u.text) for u in m.unresolved),
    ),
)


# Texts and states


def _read_sections(release: Release) -> Iterator[Row]:
    for entry in release.atlas.measures:
        for section in entry.sections:
            yield entry.slug, section.key, section.text.strip()


def _read_states(release: Release) -> Iterator[Row]:
    for entry in release.atlas.measures:
        for field in _CLOSED_LISTS:
            yield entry.slug, field, _name_state(getattr(entry.record, field))
        funding = entry.record.funding
        yield entry.slug, "funding", _name_state(funding and funding.statement)


def _name_state(value: object) -> str:
    """Name what a field of a record holds, where a table could not tell `()` from None.

    >>> _name_state(None), _name_state(()), _name_state(("music",))
    ('absent', 'empty', 'stated')
    """
    if value is None:
        return "absent"
    return "stated" if value else "empty"


MEASURE_TABLES = (
    MEASURES,
    *_LISTS,
    *_NUMBERED,
    Table(
        "measure_sections",
        (
            _MEASURE,
            Field("section", choices=tuple(SECTION_HEADINGS), is_required=True),
            Field("text", "section_text"),
        ),
        ("measure", "section"),
        _read_sections,
        (_OF_MEASURE,),
    ),
    Table(
        "measure_fields",
        (
            _MEASURE,
            Field("field", "measure_field", choices=(*_CLOSED_LISTS, "funding"), is_required=True),
            Field("state", "field_state", choices=("stated", "empty", "absent"), is_required=True),
        ),
        ("measure", "field"),
        _read_states,
        (_OF_MEASURE,),
    ),
)
