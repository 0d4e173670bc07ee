"""The tables fit their description and one another, and count what the site counts."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from frictionless import Package, system
from msgspec.structs import replace

from measurebook.exports import Exports, Release
from measurebook.exports.addresses import PACKAGE, address_of_table
from measurebook.exports.tables import TABLES
from measurebook.exports.tables.sources import WITHHELD
from measurebook.model.output import OutputFile
from tests.exports.folders import write_files
from tests.exports.releases import load_norland, make_release, with_measure


@pytest.fixture(scope="module")
def real(azerbaijan: Release) -> Exports:
    return Exports(azerbaijan)


def find_faults(folder: Path, files: Iterable[OutputFile]) -> list[Any]:
    """Validate as the command `frictionless validate` does, in the folder itself."""
    place = write_files(folder, files) / PACKAGE
    with system.use_context(trusted=True):
        report = Package(str(place)).validate()
    tasks = [task for task in report.tasks if not task.valid]
    return [*report.errors, *(error for task in tasks for error in task.errors)]


def read_rows(exports: Exports, table: str) -> list[dict[str, str]]:
    file = next(f for f in exports.files if f.path == address_of_table(table))
    return list(csv.DictReader(io.StringIO(file.data.decode(), newline="")))


def test_the_real_content_passes_frictionless(tmp_path: Path, real: Exports) -> None:
    assert find_faults(tmp_path, real.files) == []


def test_the_small_country_passes_frictionless(tmp_path: Path, norland: Release) -> None:
    assert find_faults(tmp_path, Exports(norland).files) == []


def test_frictionless_finds_a_row_that_fits_nothing(tmp_path: Path, norland: Release) -> None:
    table = address_of_table("measure_goals")
    broken = [
        replace(file, data=file.data + b"no-such-measure,1,9\r\n") if file.path == table else file
        for file in Exports(norland).files
    ]
    faults = find_faults(tmp_path, broken)
    assert {"foreign-key", "hash-count"} <= {fault.type for fault in faults}


def test_every_table_is_described_with_its_bytes_and_hash(real: Exports) -> None:
    files = {file.path: file.data for file in real.files}
    package = json.loads(files[PACKAGE])
    assert len(package["resources"]) == len(TABLES)
    for resource in package["resources"]:
        data = files[f"data/{resource['path']}"]
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_excel_gets_the_same_tables_with_the_mark_it_needs(real: Exports) -> None:
    files = {file.path: file.data for file in real.files}
    for table in TABLES:
        plain = files[address_of_table(table.name)]
        assert files[address_of_table(table.name, "excel")] == b"\xef\xbb\xbf" + plain


def test_rows_are_as_many_as_the_site_counts(azerbaijan: Release, real: Exports) -> None:
    knowledge, atlas = azerbaijan.knowledge, azerbaijan.atlas
    counts = {download.name: download.rows for download in real.downloads}
    assert counts["measures"] == counts["measures_json"] == len(atlas.measures) == 27
    assert counts["organisations"] == len(knowledge.vocabulary.organisations)
    assert counts["places"] == len(knowledge.vocabulary.places)
    assert counts["sources"] == len(knowledge.sources) == 5
    assert counts["events"] == len(atlas.events)
    assert counts["conflicts"] == len(knowledge.conflicts)
    assert counts["answers"] == sum(len(report.record.answers) for report in atlas.reports)
    assert counts["source_lines"] == sum(
        atlas.line_class(source.id, number) is not None
        for source in knowledge.sources.values()
        for number in range(1, len(source.lines) + 1)
    )


@pytest.mark.parametrize("facet", ["goals", "areas", "domains", "agencies", "places"])
def test_rows_of_a_facet_are_as_many_as_its_pages_list(
    azerbaijan: Release, real: Exports, facet: Any
) -> None:
    column = {"agencies": "organisation"}.get(facet, facet.removesuffix("s"))
    rows = read_rows(real, f"measure_{facet}")
    for slug in azerbaijan.atlas.slugs_of(facet):
        listed = azerbaijan.atlas.measures_of(facet, slug)
        assert [row["measure"] for row in rows if row[column] == slug] == [m.slug for m in listed]
    stated = {row["measure"] for row in rows}
    assert len(stated) == 27 - len(azerbaijan.atlas.measures_without(facet))


def test_a_field_left_empty_is_told_from_one_that_is_not_there() -> None:
    changed = with_measure(load_norland(), "film-fund", domains=(), partners=None)
    rows = read_rows(Exports(make_release(changed)), "measure_fields")
    states = {row["field"]: row["state"] for row in rows if row["measure"] == "film-fund"}
    assert (states["domains"], states["partners"], states["goals"]) == ("empty", "absent", "stated")


def test_every_citation_names_lines_that_are_there(azerbaijan: Release, real: Exports) -> None:
    lines = {(row["source"], int(row["line"])) for row in read_rows(real, "source_lines")}
    for row in read_rows(real, "citations"):
        span = range(int(row["first_line"]), int(row["last_line"]) + 1)
        assert any((row["source"], line) in lines for line in span), row


def test_withheld_lines_have_no_text(real: Exports) -> None:
    rows = read_rows(real, "source_lines")
    hidden = [row for row in rows if row["class"] in {"withheld", "spam"}]
    assert hidden
    assert {row["text"] for row in hidden} == {""}


def test_an_address_in_a_used_line_is_taken_out() -> None:
    norland = load_norland()
    source = norland.sources["film-day"]
    lines = (f"{source.lines[0]} anna@example.org", *source.lines[1:])
    changed = replace(norland, sources=norland.sources | {source.id: replace(source, lines=lines)})
    rows = read_rows(Exports(make_release(changed)), "source_lines")
    (first,) = [row for row in rows if (row["source"], row["line"]) == ("film-day", "1")]
    assert first["text"] == f"{source.lines[0]} {WITHHELD}"


def test_no_licence_is_claimed_that_nobody_gave(real: Exports) -> None:
    package = json.loads(next(f.data for f in real.files if f.path == PACKAGE))
    assert "licenses" not in package
    assert {row["rights"] for row in read_rows(real, "sources")} == {"unverified"}


def test_hostile_texts_pass_frictionless_too(tmp_path: Path) -> None:
    hostile = '\ufeff=cmd|" /C calc"!A0","b"\r\n\'=1;\t\x0c' + "ə" * 400
    norland = with_measure(load_norland(), "film-fund", title=hostile)
    site = msgspec.structs.replace(norland.site, title=hostile, description=hostile)
    release = make_release(replace(norland, site=site))
    assert find_faults(tmp_path, Exports(release).files) == []
