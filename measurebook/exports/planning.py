"""All exports together: their files, and what the page that offers them tells of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

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


class Exports(msgspec.Struct, frozen=True, dict=True):
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


class _Offer(msgspec.Struct, frozen=True):
    """A file that is offered as a whole; several that differ in their format share a `word`."""

    name: str
    format: str
    address: str
    rows: int | None = None
    word: str = ""

    @property
    def title_word(self) -> str:
        return f"file_{self.word or self.name}"


def _list_downloads(
    release: Release, tables: Iterable[WrittenTable], files: Iterable[OutputFile]
) -> Iterator[Download]:
    by_path = {file.path: file for file in files}
    for offer in _list_offers(release):
        file = by_path[offer.address]
        yield Download(
            name=offer.name,
            title_word=offer.title_word,
            description_word=f"{offer.title_word}_text",
            format=offer.format,
            address=offer.address,
            bytes=len(file.data),
            sha256=_hash(file),
            rows=offer.rows,
        )
    yield from map(_describe_table, tables)


def _list_offers(release: Release) -> Iterator[_Offer]:
    yield _Offer("datapackage", "Frictionless Data Package", PACKAGE, len(TABLES))
    yield _Offer("measures_json", "JSON", MEASURES, len(release.atlas.measures))
    yield from _list_citation_offers(release)
    if release.atlas.reports:
        yield _Offer("workbook_markdown", "Markdown", WORKBOOK)
    yield _Offer("vocabulary", "SKOS (Turtle)", VOCABULARY, count_concepts(release))
    yield _Offer("schema", "JSON Schema", SCHEMA)
    yield _Offer("readme", "TXT", README)


def _list_citation_offers(release: Release) -> Iterator[_Offer]:
    cited = sum(1 for _ in list_references(release))
    for written in CITATION_FORMATS:
        name, address = f"citations_{written}", address_of_citations(written)
        yield _Offer(name, FORMAT_NAMES[written], address, cited, word="citations")


def _describe_table(written: WrittenTable) -> Download:
    table, file = written.table, written.file
    return Download(
        name=table.name,
        title_word=table.title_word,
        description_word=table.description_word,
        format="CSV",
        address=file.path,
        bytes=len(file.data),
        sha256=_hash(file),
        rows=written.rows,
        for_excel=address_of_table(table.name, "excel"),
        fields=tuple(
            FieldNote(field.name, field.type, field.description_word) for field in table.fields
        ),
    )
