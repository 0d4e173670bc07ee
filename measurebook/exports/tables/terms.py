"""Tables of the lists: terms, questions of the form, organisations and places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from measurebook.exports.release import Release
from measurebook.exports.tables.spec import POSITION, Field, Row, Table, key_field, link
from measurebook.model.vocabulary import (
    DateKind,
    Organisation,
    OrganisationKind,
    Question,
    Term,
    Wording,
    WordingStatus,
)

_STATUSES = get_args(WordingStatus)
_LANGUAGE = Field("language")

Listed = Mapping[str, Term] | Mapping[str, DateKind] | Mapping[str, Question]


def list_terms(release: Release) -> dict[str, Listed]:
    """Return all lists of terms by the name of their file, in the order of their files."""
    vocabulary = release.vocabulary
    return {
        "goals": vocabulary.goals,
        "areas": vocabulary.areas,
        "domains": vocabulary.domains,
        "entity-types": vocabulary.entity_types,
        "answers": vocabulary.answers,
        "scopes": vocabulary.scopes,
        "natures": vocabulary.natures,
        "date-kinds": vocabulary.date_kinds,
        "questions": vocabulary.questions,
    }


def _read_goals(release: Release) -> Iterator[Row]:
    for slug, term in release.vocabulary.goals.items():
        yield slug, release.name_term(term.wordings), term.note


def _read_areas(release: Release) -> Iterator[Row]:
    for slug, area in release.vocabulary.areas.items():
        yield slug, release.name_term(area.wordings), area.goal, area.note


def _read_domains(release: Release) -> Iterator[Row]:
    for slug, term in release.vocabulary.domains.items():
        yield slug, release.name_term(term.wordings), term.note


def _read_wordings(release: Release) -> Iterator[Row]:
    for name, terms in list_terms(release).items():
        for slug, term in terms.items():
            for language, wording in term.wordings.items():
                yield name, slug, language, wording.text, wording.status, wording.source


def _read_questions(release: Release) -> Iterator[Row]:
    for slug, question in release.vocabulary.questions.items():
        text = release.name_term(question.wordings)
        yield slug, question.kind, question.area, question.parent, question.indicator, text


TERM_TABLES = (
    Table(
        "goals",
        (
            key_field("goal"),
            key_field("name", "term_name"),
            Field("note"),
        ),
        ("goal",),
        _read_goals,
    ),
    Table(
        "areas",
        (
            key_field("area"),
            key_field("name", "term_name"),
            key_field("goal", "area_goal"),
            Field("note"),
        ),
        ("area",),
        _read_areas,
        (link("goal", "goals"),),
    ),
    Table(
        "domains",
        (
            key_field("domain"),
            key_field("name", "term_name"),
            Field("note"),
        ),
        ("domain",),
        _read_domains,
    ),
    Table(
        "term_wordings",
        (
            key_field("list"),
            key_field("term"),
            key_field("language"),
            key_field("text", "wording"),
            Field("status", "wording_status", choices=_STATUSES, is_required=True),
            Field("source", "wording_source"),
        ),
        ("list", "term", "language"),
        _read_wordings,
    ),
    Table(
        "questions",
        (
            key_field("question"),
            key_field("kind", "question_kind"),
            Field("area", "question_area"),
            Field("parent", "question_parent"),
            Field(
                "is_indicator",
                type="boolean",
                is_required=True,
            ),
            Field("text", "question_text"),
        ),
        ("question",),
        _read_questions,
        (link("area", "areas"), link("parent", "questions", "question")),
    ),
)


# Organisations and places


def _read_organisations(release: Release) -> Iterator[Row]:
    for slug, body in release.vocabulary.organisations.items():
        yield (
            slug,
            body.name,
            body.kind,
            body.abbreviation,
            body.country,
            body.parent,
            body.since,
            body.reviewed,
            body.note,
        )


def _read_organisation_names(release: Release) -> Iterator[Row]:
    for slug, body in release.vocabulary.organisations.items():
        for position, row in enumerate(_list_names(body), start=1):
            yield slug, position, *row


def _list_names(body: Organisation) -> Iterator[Row]:
    for alias in body.aliases:
        sources = " ".join(alias.sources) or None
        yield alias.name, "alias", alias.generic, None, None, None, None, sources
    for former in body.former_names:
        yield former.name, "former", False, None, None, former.since, former.until, former.source
    for language, wording in body.wordings.items():
        named = wording.text, "translation", False, language, wording.status
        yield *named, None, None, wording.source


def _read_places(release: Release) -> Iterator[Row]:
    for slug, place in release.vocabulary.places.items():
        city = place.creative_city
        field, year, source = (city.field, city.year, city.source) if city else (None, None, None)
        yield slug, place.name, field, year, source, place.note


def _read_place_names(release: Release) -> Iterator[Row]:
    for slug, place in release.vocabulary.places.items():
        aliases: list[Row] = [(name, "alias", None, None, None) for name in place.aliases]
        for position, row in enumerate([*aliases, *_translate(place.wordings)], start=1):
            yield slug, position, *row


def _translate(wordings: Mapping[str, Wording]) -> Iterator[Row]:
    for language, wording in wordings.items():
        yield wording.text, "translation", language, wording.status, wording.source


_ORGANISATION = key_field("organisation", "organisation_row")
_PLACE = key_field("place", "place_row")
_STATUS = Field("status", "wording_status", choices=_STATUSES)

NAME_TABLES = (
    Table(
        "organisations",
        (
            _ORGANISATION,
            key_field("name", "page_name"),
            Field(
                "kind", "organisation_kind", choices=get_args(OrganisationKind), is_required=True
            ),
            Field("abbreviation"),
            Field("country", "organisation_country"),
            Field("parent", "organisation_parent"),
            Field("since", "organisation_since"),
            key_field("is_reviewed", kind="boolean"),
            Field("note"),
        ),
        ("organisation",),
        _read_organisations,
        (link("parent", "organisations", "organisation"),),
    ),
    Table(
        "organisation_aliases",
        (
            _ORGANISATION,
            POSITION,
            key_field("name", "name_variant"),
            Field(
                "kind", "name_kind", choices=("alias", "former", "translation"), is_required=True
            ),
            Field(
                "is_generic",
                type="boolean",
                is_required=True,
            ),
            _LANGUAGE,
            _STATUS,
            Field("since", "name_since"),
            Field("until", "name_until"),
            Field("sources", "name_sources"),
        ),
        ("organisation", "position"),
        _read_organisation_names,
        (link("organisation", "organisations"),),
    ),
    Table(
        "places",
        (
            _PLACE,
            key_field("name", "page_name"),
            Field("creative_city_field"),
            Field("creative_city_year"),
            Field("creative_city_source"),
            Field("note"),
        ),
        ("place",),
        _read_places,
    ),
    Table(
        "place_aliases",
        (
            _PLACE,
            POSITION,
            key_field("name", "name_variant"),
            Field("kind", "name_kind", choices=("alias", "translation"), is_required=True),
            _LANGUAGE,
            _STATUS,
            Field("source", "wording_source"),
        ),
        ("place", "position"),
        _read_place_names,
        (link("place", "places"),),
    ),
)
