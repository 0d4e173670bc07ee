"""A policy or measure, as one periodic-report form or platform page tells it."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from measurebook.model.base import Citation, Record, Slug

AnswerState = Literal["yes", "no", "unanswered", "not-applicable", "blank", "not-asked"]
"""unanswered: a dash stands there; blank: the question is there without an answer line;
not-asked: this kind of source does not have the question."""

ReportedBy = Literal["party", "civil-society"]
MeasureSection = Literal["goals", "civil-society", "transversal"]
FormVersion = Literal["2012-2015", "2016-2019", "2020-2024", "2023"]
PartnerType = Literal["public", "private", "cso", "unstated"]
Precision = Literal["day", "month", "year"]
RelationKind = Literal["part-of", "has-part", "follows", "same-subject"]

PlainDate = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
        description="a year, month or day, such as 2019, 2019-03 or 2019-03-01",
    ),
]
PlainAmount = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[0-9]+(\.[0-9]+)?$",
        description="an amount in digits without thousands marks, such as 65000 or 1234.50",
    ),
]
Year = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}$", description="a year, such as 2022")]

SECTION_HEADINGS = {
    "key_objectives": "Key objectives",
    "context": "Context",
    "main_features": "Main features",
    "indicators": "Indicators",
    "results_expected": "Results expected",
    "results_achieved": "Results achieved",
    "conclusions_of_the_evaluation": "Conclusions of the evaluation",
    "editors_note": "Editor's note",
}
"""Sections of a measure's body in their order; the key is also the citation's key."""

UNCITED_SECTIONS = frozenset({"editors_note"})


class Partner(Record, frozen=True, kw_only=True):
    """A partner engaged in the implementation, as reported.

    `organisation` is the slug of its page; a group without a page, such as local authorities,
    has only a `name`; both are absent where the source gives a type without a name.
    """

    organisation: Slug | None = None
    name: str | None = None
    type: PartnerType = "unstated"


class YearAmount(Record, frozen=True, kw_only=True):
    """An amount that the source gives for one year."""

    year: Year
    usd: PlainAmount


class Funding(Record, frozen=True, kw_only=True):
    """The financial resources: the wording always, US dollars only where the text states them.

    `statement` is "" where the label stands without a value. Amounts of several years are never
    added up and other currencies never converted.
    """

    statement: str
    usd: PlainAmount | None = None
    by_year: tuple[YearAmount, ...] = ()


class DateStatement(Record, frozen=True, kw_only=True):
    """A date the source states for the measure. `what` is a slug of the date kinds."""

    date: PlainDate
    precision: Precision
    what: Slug
    inferred: bool = False


class Relation(Record, frozen=True, kw_only=True):
    """A link from this measure to another one."""

    kind: RelationKind
    measure: Slug


class Unresolved(Record, frozen=True, kw_only=True):
    """A value of a closed list, as printed, that matches no known term."""

    field: str
    text: str


class Measure(Record, frozen=True, kw_only=True):
    """One measure; its slug is the name of its file.

    A closed-list field is `None` where the source does not have its label, and `()` where the
    label stands without a value. `report_section` is the printed section head of a 2016-2019
    report, which has no goals. `responsible_groups` are groups without a page, such as local
    authorities, that a source names beside or in place of agencies. `citations` gives, for every
    other field that is set and for every section, the source lines that state it.
    """

    title: str | None = None
    reported_by: ReportedBy
    section: MeasureSection | None = None
    form: FormVersion | None = None
    report: Slug | None = None
    report_section: str | None = None
    country: str | None = None
    year: Year | None = None
    goals: tuple[Slug, ...] | None = None
    areas: tuple[Slug, ...] | None = None
    agencies: tuple[Slug, ...] | None = None
    responsible_groups: tuple[str, ...] = ()
    domains: tuple[Slug, ...] | None = None
    transversal_priorities: tuple[str, ...] | None = None
    scope: tuple[Slug, ...] | None = None
    nature: tuple[Slug, ...] | None = None
    partners: tuple[Partner, ...] | None = None
    targets_young_people: AnswerState
    ifcd_support: AnswerState
    evaluated: AnswerState
    funding: Funding | None = None
    website: str | None = None
    dates: tuple[DateStatement, ...] = ()
    places: tuple[Slug, ...] = ()
    relations: tuple[Relation, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    aliases: tuple[Slug, ...] = ()
    citations: dict[str, Citation] = {}


UNCITED_FIELDS = frozenset({"reported_by", "report", "form", "aliases", "relations", "citations"})
"""Fields that come from the kind and place of a record rather than from a line of a source."""
