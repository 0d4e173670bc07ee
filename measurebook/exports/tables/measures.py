"""Tables of the measures and of everything a measure has several of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from measurebook.exports.references import find_country
from measurebook.exports.release import Release
from measurebook.exports.tables.spec import (
    PARTIAL_DATE,
    PLAIN_DATE,
    POSITION,
    Field,
    FieldType,
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

_MEASURE = key_field("measure", "the measure: name of its file, its page and its row in measures")
_OF_MEASURE = link("measure", "measures")
_STATES = get_args(AnswerState)
_STATE_MEANING = (
    "yes, no, unanswered (a dash stands there), not-applicable, blank (no answer stands there) or "
    "not-asked (the source does not have the question)"
)
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
    "Measures",
    "One row for each measure, in the order of the site.",
    (
        _MEASURE,
        Field("title", "title as printed; none where the source has none"),
        Field("reported_by", "who reported it", choices=get_args(ReportedBy), is_required=True),
        Field("section", "part of the report it stands in", choices=get_args(MeasureSection)),
        Field("form", "version of the reporting form", choices=get_args(FormVersion)),
        Field("report", "the periodic report it stands in"),
        Field("report_section", "section head of a report that has no goals, as printed"),
        Field("country", "country, as the report, the measure or its source names it"),
        Field("year", "year that the page itself gives", "year"),
        Field("targets_young_people", _STATE_MEANING, choices=_STATES, is_required=True),
        Field("ifcd_support", _STATE_MEANING, choices=_STATES, is_required=True),
        Field("evaluated", _STATE_MEANING, choices=_STATES, is_required=True),
        Field("funding", "financial resources as worded"),
        Field("funding_usd", "US dollars, only where the source states them clearly", "number"),
        Field("website", "address of the measure's website, as printed"),
        Field("page", "address of its page within the site"),
    ),
    ("measure",),
    _read_measures,
    (link("report", "reports"),),
)


# Lists of slugs


def _make_list_table(
    name: str,
    field: str,
    told: str,
    find: Callable[[Measure], Iterable[str]],
    target: str = "",
) -> Table:
    def read(release: Release) -> Iterator[Row]:
        for entry in release.atlas.measures:
            for position, value in enumerate(find(entry.record), start=1):
                yield entry.slug, position, value

    return Table(
        name,
        f"Measures and {told}",
        f"One row for each of the {told} of a measure. A measure that states none has no row here.",
        (_MEASURE, POSITION, key_field(field, f"one of the {told}")),
        ("measure", "position"),
        read,
        (_OF_MEASURE, link(field, target)) if target else (_OF_MEASURE,),
    )


_LISTS = (
    _make_list_table("measure_goals", "goal", "goals", lambda m: m.goals or (), "goals"),
    _make_list_table(
        "measure_areas", "area", "areas of monitoring", lambda m: m.areas or (), "areas"
    ),
    _make_list_table(
        "measure_agencies",
        "organisation",
        "organisations responsible",
        lambda m: m.agencies or (),
        "organisations",
    ),
    _make_list_table(
        "measure_responsible_groups",
        "group",
        "groups responsible, as printed",
        lambda m: m.responsible_groups,
    ),
    _make_list_table(
        "measure_domains", "domain", "cultural domains", lambda m: m.domains or (), "domains"
    ),
    _make_list_table("measure_places", "place", "places", lambda m: m.places, "places"),
    _make_list_table("measure_scopes", "scope", "scopes", lambda m: m.scope or ()),
    _make_list_table("measure_natures", "nature", "natures", lambda m: m.nature or ()),
    _make_list_table(
        "measure_priorities",
        "priority",
        "transversal priorities",
        lambda m: m.transversal_priorities or (),
    ),
    _make_list_table("measure_aliases", "former", "former addresses", lambda m: m.aliases),
)


# Lists with more to a row


def _make_numbered_table(
    name: str,
    title: str,
    description: str,
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
        title,
        description,
        (_MEASURE, POSITION, *fields),
        ("measure", "position"),
        read,
        (_OF_MEASURE, *(link(*words) for words in links)),
    )


def _field(name: str, told: str, kind: FieldType = "string") -> Field:
    return Field(name, told, kind, is_required=True)


_NUMBERED = (
    _make_numbered_table(
        "measure_partners",
        "Partners of measures",
        "One row for each partner, in the source's order.",
        (
            Field("organisation", "the partner; none for a group that has no page"),
            Field("name", "name as printed of a group that has no page"),
            Field(
                "type",
                "type of entity as reported",
                choices=get_args(PartnerType),
                is_required=True,
            ),
        ),
        lambda m: ((p.organisation, p.name, p.type) for p in m.partners or ()),
        ("organisation", "organisations", ""),
    ),
    _make_numbered_table(
        "measure_dates",
        "Dates of measures",
        "One row for each date that a source states of a measure.",
        (
            Field("date", PARTIAL_DATE, pattern=PLAIN_DATE, is_required=True),
            Field(
                "precision",
                "how much of it is known",
                choices=get_args(Precision),
                is_required=True,
            ),
            _field("what", "what the date marks: a term of the list date-kinds"),
            _field("is_inferred", "whether the source leaves part of it out", "boolean"),
        ),
        lambda m: ((d.date, d.precision, d.what, d.inferred) for d in m.dates),
    ),
    _make_numbered_table(
        "measure_relations",
        "Relations between measures",
        "One row for each relation that a measure states; the other one need not state it too.",
        (
            Field("kind", "how they are related", choices=get_args(RelationKind), is_required=True),
            _field("other", "the other measure"),
        ),
        lambda m: ((r.kind, r.measure) for r in m.relations),
        ("other", "measures", "measure"),
    ),
    _make_numbered_table(
        "measure_funding_by_year",
        "Funding of measures by year",
        "One row for each year for which a source gives an amount. Years are never added up.",
        (
            _field("year", "the year", "year"),
            _field("usd", "US dollars", "number"),
        ),
        lambda m: ((y.year, y.usd) for y in (m.funding.by_year if m.funding else ())),
    ),
    _make_numbered_table(
        "measure_unresolved",
        "Values of measures that match no term",
        "One row for each printed value of a closed list that matches no term of it.",
        (_field("field", "the list"), _field("text", "the value as printed")),
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
        "Texts of measures",
        "One row for each text of a measure, word for word as the source has it but for the "
        "editors' note. Texts are Markdown.",
        (
            _MEASURE,
            Field("section", "which text", choices=tuple(SECTION_HEADINGS), is_required=True),
            Field("text", "the text"),
        ),
        ("measure", "section"),
        _read_sections,
        (_OF_MEASURE,),
    ),
    Table(
        "measure_fields",
        "Fields stated by measures",
        "Whether a source states something in a field that holds a list or money: other tables "
        "have no row both where its label stands without a value (empty) and where the source "
        "does not have its label (absent).",
        (
            _MEASURE,
            Field("field", "the field", choices=(*_CLOSED_LISTS, "funding"), is_required=True),
            Field(
                "state", "what is there", choices=("stated", "empty", "absent"), is_required=True
            ),
        ),
        ("measure", "field"),
        _read_states,
        (_OF_MEASURE,),
    ),
)
