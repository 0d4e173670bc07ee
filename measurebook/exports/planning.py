"""All exports together: their files, and what the page that offers them tells of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from measurebook.exports.addresses import (
    CHECKSUMS,
    CITATION_FORMATS,
    DATA,
    MEASURES,
    PACKAGE,
    README,
    SCHEMA,
    VOCABULARY,
    WORKBOOK,
    address_of_citations,
    address_of_table,
)
from measurebook.exports.citations import FORMAT_NAMES, render_citations
from measurebook.exports.csv_files import BYTE_ORDER_MARK, render_csv
from measurebook.exports.data_package import WrittenTable, render_package
from measurebook.exports.feed import render_feed
from measurebook.exports.readme import render_readme
from measurebook.exports.records import render_records
from measurebook.exports.references import list_references
from measurebook.exports.release import Release
from measurebook.exports.sitemap import render_robots, render_sitemaps
from measurebook.exports.skos import count_concepts, render_skos
from measurebook.exports.tables import TABLES, Table
from measurebook.exports.workbook import render_workbook
from measurebook.model.download import Download, FieldNote
from measurebook.model.output import OutputFile
from measurebook.schema import make_measure_schema


@dataclass(frozen=True)
class Exports:
    """Everything under `data/`, made when it is first asked for."""

    release: Release

    @cached_property
    def files(self) -> tuple[OutputFile, ...]:
        """All files to take along, sorted by path."""
        return (*self._files, _render_checksums(self._files))

    @cached_property
    def downloads(self) -> tuple[Download, ...]:
        """The downloads among them in offering order.

        The files of single measures and single citations are no downloads of their own: they are
        offered on the pages of what they are about.
        """
        return tuple(_list_downloads(self.release, self._tables, self._files))

    @cached_property
    def _tables(self) -> list[WrittenTable]:
        return [_render_table(self.release, table) for table in TABLES]

    @cached_property
    def _files(self) -> list[OutputFile]:
        release, tables = self.release, self._tables
        written = [
            *(table.file for table in tables),
            *map(_mark_for_excel, tables),
            render_package(release, tables),
            *render_records(release),
            *render_citations(release),
            render_skos(release),
            *render_workbook(release),
            OutputFile(SCHEMA, make_measure_schema().encode()),
            render_readme(release),
        ]
        return sorted(written, key=lambda file: file.path)


def plan_signposts(release: Release, addresses: Iterable[str]) -> tuple[OutputFile, ...]:
    """Write what leads programs to the pages: feed, sitemap and robots.txt.

    `addresses` are those of all pages in all languages. A site that does not know its own
    address has none of these files.
    """
    found = [*render_feed(release), *render_sitemaps(release, addresses), *render_robots(release)]
    return tuple(sorted(found, key=lambda file: file.path))


def _render_table(release: Release, table: Table) -> WrittenTable:
    text, rows = render_csv(release, table)
    return WrittenTable(table, OutputFile(address_of_table(table.name), text.encode()), rows)


def _mark_for_excel(written: WrittenTable) -> OutputFile:
    marked = BYTE_ORDER_MARK.encode() + written.file.data
    return OutputFile(address_of_table(written.table.name, "excel"), marked)


def _render_checksums(files: Iterable[OutputFile]) -> OutputFile:
    """Write the checksums as `sha256sum -c` reads them from inside the folder."""
    lines = (f"{_hash(file)}  {file.path.removeprefix(DATA)}\n" for file in files)
    return OutputFile(CHECKSUMS, "".join(lines).encode())


def _hash(file: OutputFile) -> str:
    return hashlib.sha256(file.data).hexdigest()


# Downloads


@dataclass(frozen=True)
class _Offer:
    """A file that is offered as a whole."""

    name: str
    title: str
    description: str
    format: str
    address: str
    rows: int | None = None


def _list_downloads(
    release: Release, tables: Iterable[WrittenTable], files: Iterable[OutputFile]
) -> Iterator[Download]:
    by_path = {file.path: file for file in files}
    for offer in _list_offers(release):
        file = by_path[offer.address]
        yield Download(
            name=offer.name,
            title=offer.title,
            description=offer.description,
            format=offer.format,
            address=offer.address,
            bytes=len(file.data),
            sha256=_hash(file),
            rows=offer.rows,
        )
    yield from map(_describe_table, tables)


_WORKBOOK_OFFER = _Offer(
    "workbook_markdown",
    "Workbook for the next report",
    "The form in its own order with last answers, open places, claims, statements on the "
    "time ahead and newer passages, to be filled in.",
    "Markdown",
    WORKBOOK,
)
_SCHEMA_OFFER = _Offer(
    "schema", "Form of a measure", "The front matter of a measure.", "JSON Schema", SCHEMA
)
_README_OFFER = _Offer("readme", "Read me", "How these files are to be read.", "text", README)


def _list_offers(release: Release) -> Iterator[_Offer]:
    yield _Offer(
        "datapackage",
        "Data package",
        "Describes all tables: their fields, keys and links.",
        "Frictionless Data Package",
        PACKAGE,
        len(TABLES),
    )
    yield _Offer(
        "measures_json",
        "All measures",
        "Every field, text and citation of every measure, each text untouched.",
        "JSON",
        MEASURES,
        len(release.atlas.measures),
    )
    yield from _list_citation_offers(release)
    if release.atlas.reports:
        yield _WORKBOOK_OFFER
    yield _Offer(
        "vocabulary",
        "Vocabularies",
        "Goals, areas, domains and the other lists of terms, each wording with its status.",
        "SKOS (Turtle)",
        VOCABULARY,
        count_concepts(release),
    )
    yield _SCHEMA_OFFER
    yield _README_OFFER


def _list_citation_offers(release: Release) -> Iterator[_Offer]:
    cited = sum(1 for _ in list_references(release))
    for written in CITATION_FORMATS:
        yield _Offer(
            f"citations_{written}",
            "All citations",
            "Citations of every measure, report, event and source.",
            FORMAT_NAMES[written],
            address_of_citations(written),
            cited,
        )


def _describe_table(written: WrittenTable) -> Download:
    table, file = written.table, written.file
    return Download(
        name=table.name,
        title=table.title,
        description=table.description,
        format="CSV",
        address=file.path,
        bytes=len(file.data),
        sha256=_hash(file),
        rows=written.rows,
        for_excel=address_of_table(table.name, "excel"),
        fields=tuple(
            FieldNote(field.name, field.type, field.description) for field in table.fields
        ),
    )
