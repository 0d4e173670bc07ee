"""Measures as JSON: every field of the record, each text untouched, with the names to its slugs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from measurebook.exports.addresses import MEASURES, address_of_record
from measurebook.exports.plain import dump_json
from measurebook.exports.release import Release
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure
from measurebook.model.output import OutputFile
from measurebook.urls import address_of


def render_records(release: Release) -> Iterator[OutputFile]:
    """Write one file for each measure, and one with all of them in the order of the site."""
    records = [make_record(release, entry) for entry in release.atlas.measures]
    head = {"site": release.site.title, "version": release.version}
    for record in records:
        yield OutputFile(address_of_record(record["measure"]), dump_json(head | record))
    yield OutputFile(MEASURES, dump_json(head | {"measures": records}))


def make_record(release: Release, entry: Entry[Measure]) -> dict[str, Any]:
    """Make the JSON of one measure.

    A field that the source does not have is null, one that it leaves empty is an empty list or
    text. `names` are the names of all that the record mentions by its slug.
    """
    page = address_of("measure", entry.slug)
    return {
        "measure": entry.slug,
        "page": release.in_full(page) or page,
        **render_fields(entry.record),
        "sections": {section.key: section.text.strip() for section in entry.sections},
        "names": {kind: names for kind, names in _name_slugs(release, entry.record) if names},
    }


def render_fields(record: msgspec.Struct) -> dict[str, Any]:
    """Write all fields of a record, also those that its file leaves out.

    Records are brief when they are written to files; whoever reads data wants all its fields.
    """
    return {field: _render(getattr(record, field)) for field in record.__struct_fields__}


def _render(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return render_fields(value)
    if isinstance(value, tuple):
        return [_render(part) for part in value]
    return value


def _name_slugs(release: Release, measure: Measure) -> Iterator[tuple[str, dict[str, str]]]:
    vocabulary = release.vocabulary
    partners = (partner.organisation for partner in measure.partners or () if partner.organisation)
    organisations = dict.fromkeys([*(measure.agencies or ()), *partners])
    yield "goals", _name_terms(release, measure.goals, vocabulary.goals)
    yield "areas", _name_terms(release, measure.areas, vocabulary.areas)
    yield "domains", _name_terms(release, measure.domains, vocabulary.domains)
    yield "organisations", {slug: release.name_organisation(slug) for slug in organisations}
    yield "places", {slug: release.name_place(slug) for slug in measure.places}


def _name_terms(
    release: Release, slugs: Iterable[str] | None, terms: Mapping[str, Any]
) -> dict[str, str]:
    return {slug: release.name_term(terms[slug].wordings) for slug in slugs or ()}
