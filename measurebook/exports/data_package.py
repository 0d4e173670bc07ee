"""The description of the tables, as a Frictionless Data Package."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from measurebook.exports.addresses import DATA, PACKAGE, address_of_table
from measurebook.exports.plain import dump_json, tidy
from measurebook.exports.references import render_url
from measurebook.exports.release import Release
from measurebook.exports.tables import Field, ForeignKey, Table
from measurebook.model.output import OutputFile
from measurebook.text import make_slug


class WrittenTable(msgspec.Struct, frozen=True):
    """A table that was written: its file for programs, and how many rows it has."""

    table: Table
    file: OutputFile
    rows: int


def render_package(release: Release, tables: Iterable[WrittenTable]) -> OutputFile:
    """Write the package. What is not known of it is left out: above all, a licence.

    The texts belong to whoever wrote them; each source states what is known of reusing it.
    """
    site = release.site
    package = {
        "profile": "tabular-data-package",
        "name": make_slug(site.title) or "measures",
        "title": tidy(site.title),
        "description": f"{tidy(site.description)} {release.say('cells_guarded')}",
        "version": release.version,
        "homepage": release.base,
        "keywords": ["cultural policy", "measures", "2005 Convention"],
        "sources": [_describe_source(source) for source in _list_cards(release)],
        "resources": [_describe_table(release, written) for written in tables],
    }
    told = {key: value for key, value in package.items() if value}
    return OutputFile(PACKAGE, dump_json(told))


def _list_cards(release: Release) -> Iterable[tuple[str, str | None]]:
    for source in release.knowledge.sources.values():
        yield tidy(source.card.title), source.card.url


def _describe_source(card: tuple[str, str | None]) -> dict[str, str]:
    title, url = card
    return {"title": title, "path": render_url(url)} if url else {"title": title}


def _describe_table(release: Release, written: WrittenTable) -> dict[str, Any]:
    table, data = written.table, written.file.data
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": address_of_table(table.name).removeprefix(DATA),
        "title": release.say(table.title_word),
        "description": release.say(table.description_word),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": _describe_fields(release, table),
    }


def _describe_fields(release: Release, table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_describe_field(release, field) for field in table.fields],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.links:
        schema["foreignKeys"] = [_describe_link(table, link) for link in table.links]
    return schema


def _describe_field(release: Release, field: Field) -> dict[str, Any]:
    is_address = field.type == "uri"
    constraints: dict[str, Any] = {}
    if field.is_required:
        constraints["required"] = True
    if field.choices:
        constraints["enum"] = list(field.choices)
    if field.pattern:
        constraints["pattern"] = field.pattern
    described: dict[str, Any] = {
        "name": field.name,
        "type": "string" if is_address else field.type,
        "description": release.say(field.description_word),
    }
    if is_address:
        described["format"] = "uri"
    return described | ({"constraints": constraints} if constraints else {})


def _describe_link(table: Table, link: ForeignKey) -> dict[str, Any]:
    """Describe a link; one into the table itself names no other, as the format has it."""
    target = "" if link.table == table.name else link.table.replace("_", "-")
    reference = {"resource": target, "fields": list(link.there)}
    return {"fields": list(link.here), "reference": reference}
