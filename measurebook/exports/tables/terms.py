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
_STATUS_MEANING = (
    "how far the wording can be trusted: source (stands in one of the source texts), public-copy "
    "(found in a stored copy of a public page), recalled (usual, not verified) or translation "
    "(made by the editors)"
)
_LANGUAGE = Field("language", "code of the language, such as en or az")
_NAMED_AS = "the name in the main language of the data"

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
        "Goals",
        "The goals of the Convention.",
        (
            key_field("goal", "number of the goal"),
            key_field("name", _NAMED_AS),
            Field("note", "remark of the editors"),
        ),
        ("goal",),
        _read_goals,
    ),
    Table(
        "areas",
        "Areas of monitoring",
        "The areas of monitoring, each with its goal.",
        (
            key_field("area", "the area"),
            key_field("name", _NAMED_AS),
            key_field("goal", "the goal it belongs to in the reports' own framework"),
            Field("note", "remark of the editors"),
        ),
        ("area",),
        _read_areas,
        (link("goal", "goals"),),
    ),
    Table(
        "domains",
        "Cultural domains",
        "The cultural domains of the form.",
        (
            key_field("domain", "the domain"),
            key_field("name", _NAMED_AS),
            Field("note", "remark of the editors"),
        ),
        ("domain",),
        _read_domains,
    ),
    Table(
        "term_wordings",
        "Wordings of terms",
        "One row for each language of each term of each list, with the status of the wording.",
        (
            key_field("list", "name of the list"),
            key_field("term", "the term: goal, area, domain, question …"),
            key_field("language", "code of the language, such as en or az"),
            key_field("text", "the wording"),
            Field("status", _STATUS_MEANING, choices=_STATUSES, is_required=True),
            Field("source", "where the wording stands, such as the id of a source and a line"),
        ),
        ("list", "term", "language"),
        _read_wordings,
    ),
    Table(
        "questions",
        "Questions of the form",
        "The questions of the periodic-report form outside the measures.",
        (
            key_field("question", "the question"),
            key_field("kind", "kind of answer it asks for"),
            Field("area", "area of monitoring it stands under"),
            Field("parent", "the question it follows up"),
            Field(
                "is_indicator",
                "whether a figure with its year is asked",
                "boolean",
                is_required=True,
            ),
            Field("text", "its wording in the main language of the data"),
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


_ORGANISATION = key_field("organisation", "the organisation: its page and its row in organisations")
_PLACE = key_field("place", "the place: its page and its row in places")
_STATUS = Field("status", _STATUS_MEANING, choices=_STATUSES)

NAME_TABLES = (
    Table(
        "organisations",
        "Organisations",
        "One row for each body named in the sources.",
        (
            _ORGANISATION,
            key_field("name", "name of its page"),
            Field("kind", "kind of body", choices=get_args(OrganisationKind), is_required=True),
            Field("abbreviation", "abbreviation in use"),
            Field("country", "country it belongs to"),
            Field("parent", "the organisation it is part of"),
            Field("since", "when it was set up, as precisely as it is known"),
            Field("is_reviewed", "whether an editor has looked at it", "boolean", is_required=True),
            Field("note", "remark of the editors"),
        ),
        ("organisation",),
        _read_organisations,
        (link("parent", "organisations", "organisation"),),
    ),
    Table(
        "organisation_aliases",
        "Other names of organisations",
        "One row for each other spelling, former name and translation.",
        (
            _ORGANISATION,
            POSITION,
            key_field("name", "the other name"),
            Field("kind", "which", choices=("alias", "former", "translation"), is_required=True),
            Field(
                "is_generic",
                "whether it holds in texts of one country",
                "boolean",
                is_required=True,
            ),
            _LANGUAGE,
            _STATUS,
            Field("since", "since when it was the name"),
            Field("until", "until when it was the name"),
            Field("sources", "where it stands, such as ids of sources with a line"),
        ),
        ("organisation", "position"),
        _read_organisation_names,
        (link("organisation", "organisations"),),
    ),
    Table(
        "places",
        "Places",
        "One row for each place.",
        (
            _PLACE,
            key_field("name", "name of its page"),
            Field("creative_city_field", "its field in the UNESCO Creative Cities Network"),
            Field("creative_city_year", "year it joined that network"),
            Field("creative_city_source", "where that is stated"),
            Field("note", "remark of the editors"),
        ),
        ("place",),
        _read_places,
    ),
    Table(
        "place_aliases",
        "Other names of places",
        "One row for each other spelling and translation.",
        (
            _PLACE,
            POSITION,
            key_field("name", "the other name"),
            Field("kind", "which", choices=("alias", "translation"), is_required=True),
            _LANGUAGE,
            _STATUS,
            Field("source", "where that wording stands"),
        ),
        ("place", "position"),
        _read_place_names,
        (link("place", "places"),),
    ),
)
