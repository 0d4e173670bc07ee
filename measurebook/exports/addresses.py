"""Where the exports stand. Everything to take along is under `data/`.

    data/datapackage.json            the tables with their fields, as a Frictionless Data Package
    data/csv/<table>.csv             one table each, UTF-8
    data/excel/<table>.csv           the same with the byte order mark that Excel needs
    data/measures.json               all measures
    data/measures/<slug>.json        one measure
    data/citations.bib|.ris|.json    citations of every measure, report, event and source
    data/cite/<kind>-<slug>.bib|…    the citation of one of them
    data/vocabulary.ttl              the lists of terms as SKOS
    data/workbook.md                 the workbook for the next report, to fill in
    data/measure.schema.json         the form of a measure's front matter, as JSON Schema
    data/readme.txt                  how to read all this
    data/sha256sums.txt              the checksums of all files here

Only where the site knows its own address: feed.xml, sitemap.xml, robots.txt at its root.
"""

from __future__ import annotations

from typing import Literal, get_args

RecordKind = Literal["measure", "report", "event", "source"]
"""What has a citation."""

CitationFormat = Literal["bib", "ris", "json"]
RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)
CITATION_FORMATS: tuple[CitationFormat, ...] = get_args(CitationFormat)

DATA = "data/"
PACKAGE = "data/datapackage.json"
MEASURES = "data/measures.json"
VOCABULARY = "data/vocabulary.ttl"
WORKBOOK = "data/workbook.md"
SCHEMA = "data/measure.schema.json"
README = "data/readme.txt"
CHECKSUMS = "data/sha256sums.txt"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"


def address_of_table(name: str, folder: Literal["csv", "excel"] = "csv") -> str:
    """Return the address of a table.

    >>> address_of_table("measures"), address_of_table("measures", "excel")
    ('data/csv/measures.csv', 'data/excel/measures.csv')
    """
    return f"data/{folder}/{name}.csv"


def address_of_record(measure: str) -> str:
    """Return the address of one measure as JSON."""
    return f"data/measures/{measure}.json"


def address_of_citation(kind: RecordKind, slug: str, written: CitationFormat) -> str:
    """Return the address of one citation; it stays short enough for the zip of the bundle.

    >>> address_of_citation("measure", "abad", "bib")
    'data/cite/measure-abad.bib'
    """
    return f"data/cite/{kind}-{slug}.{written}"


def address_of_citations(written: CitationFormat) -> str:
    """Return the address of all citations together."""
    return f"data/citations.{written}"
