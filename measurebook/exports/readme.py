"""The note that lies beside the data."""

from __future__ import annotations

from textwrap import fill

from measurebook.exports.addresses import README
from measurebook.exports.data_package import ABOUT_GUARD
from measurebook.exports.plain import tidy
from measurebook.exports.release import Release
from measurebook.exports.tables import TABLES
from measurebook.model.output import OutputFile

_TEXT = """\
{title}
{description}
Content version {version}

What is here
  datapackage.json         describes the tables, as a Frictionless Data Package
  csv/                     the tables, for programs: UTF-8, commas, lines ending in CR LF
  excel/                   the same tables for Excel: with a byte order mark in front
  measures.json            all measures with every field, text and citation
  measures/                the same, one file for each measure
  citations.bib .ris .json citations of every measure, report, event and source
  cite/                    the same, one file for each of them
  vocabulary.ttl           the lists of terms as SKOS, each wording with its status
  workbook.md              the workbook for the next report, to fill in
  measure.schema.json      the form of a measure's front matter, as JSON Schema
  sha256sums.txt           checksums; in this folder: sha256sum -c sha256sums.txt

Tables
{tables}

How to read the tables
  An empty cell is a value that is not there. Where it matters whether a source leaves a field
  empty or does not have it at all, the table measure_fields tells.
  Dates are as precise as they are known: 2022, 2022-08 or 2022-08-05.
  {guard}
  Where Excel shows a table in one column, open it with Data > From Text/CSV and choose the comma.

Rights
  The texts are quoted from public sources and belong to whoever wrote them. What is known of the
  right to reuse each of them stands in the table sources.{rights}
"""


def render_readme(release: Release) -> OutputFile:
    """Write what somebody needs to know who has only this folder."""
    site = release.site
    width = max(len(table.name) for table in TABLES) + 2
    text = _TEXT.format(
        title=tidy(site.title),
        description=fill(tidy(site.description), 98),
        version=release.version,
        tables="\n".join(
            f"  {table.name:{width}}{release.say(table.title_word)}" for table in TABLES
        ),
        guard=fill(ABOUT_GUARD, 96, subsequent_indent="  "),
        rights=f"\n  {tidy(site.rights)}" if site.rights else "",
    )
    return OutputFile(README, text.encode())
