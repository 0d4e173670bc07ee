"""The note that lies beside the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import fill

from measurebook.exports.addresses import DATA, README, WORKBOOK
from measurebook.exports.plain import tidy
from measurebook.exports.release import Release
from measurebook.exports.tables import TABLES
from measurebook.model.output import OutputFile

_WIDTH = 98
_HERE = {
    "datapackage.json": "file_datapackage_text",
    "csv/": "readme_csv",
    "excel/": "readme_excel",
    "measures.json": "file_measures_json_text",
    "measures/": "readme_single",
    "citations.bib .ris .json": "file_citations_text",
    "cite/": "readme_single",
    "vocabulary.ttl": "file_vocabulary_text",
    "workbook.md": "file_workbook_markdown_text",
    "measure.schema.json": "file_schema_text",
    "sha256sums.txt": "readme_checksums",
}
"""What lies in the folder, and the word that tells what it holds."""

_READING = ("readme_empty", "readme_dates", "cells_guarded", "readme_one_column")


def render_readme(release: Release) -> OutputFile:
    """Write what somebody needs to know who has only this folder."""
    return OutputFile(README, ("\n".join(_list_lines(release)) + "\n").encode())


def _list_lines(release: Release) -> Iterator[str]:
    say, site = release.say, release.site
    yield tidy(site.title)
    yield fill(tidy(site.description), _WIDTH)
    yield say("footer_version", version=release.version)
    yield f"\n{say('readme_here')}"
    yield from _list_pairs({name: say(word) for name, word in _list_here(release)})
    yield f"\n{say('data_tables')}"
    yield from _list_pairs({table.name: say(table.title_word) for table in TABLES})
    yield f"\n{say('readme_reading')}"
    yield from (_fill(say(word)) for word in _READING)
    yield f"\n{say('about_rights')}"
    yield _fill(say("readme_rights"))
    if site.rights:
        yield _fill(tidy(site.rights))


def _list_here(release: Release) -> Iterator[tuple[str, str]]:
    """List what lies in the folder; there is a workbook only where there is a report."""
    workbook = WORKBOOK.removeprefix(DATA)
    has_report = bool(release.knowledge.reports)
    return (one for one in _HERE.items() if has_report or one[0] != workbook)


def _list_pairs(pairs: Mapping[str, str]) -> Iterator[str]:
    """Set names and what is told of them in two columns."""
    width = max(map(len, pairs)) + 2
    for name, told in pairs.items():
        yield _fill(f"{name:{width}}{told}", " " * width)


def _fill(text: str, hanging: str = "") -> str:
    return fill(
        text, _WIDTH, initial_indent="  ", subsequent_indent=f"  {hanging}", break_on_hyphens=False
    )
