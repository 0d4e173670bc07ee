"""All exports together: safe names, no personal data, checksums, always the same bytes."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from measurebook.errors import MissingWordError
from measurebook.exports import Exports, Release, plan_signposts
from measurebook.exports.addresses import CHECKSUMS, PACKAGE, README, WORKBOOK
from measurebook.exports.tables import TABLES
from measurebook.exports.tables.sources import WITHHELD
from measurebook.gate import Rules, check_site
from measurebook.model.output import OutputFile
from tests.exports.folders import write_files
from tests.exports.pages import list_pages
from tests.exports.releases import HOME, load_azerbaijan, load_norland, make_release


@pytest.fixture(scope="module")
def real(azerbaijan: Release) -> Exports:
    return Exports(azerbaijan)


def test_the_gate_lets_all_files_of_the_real_content_through(real: Exports) -> None:
    assert check_site(real.files) == []


def test_the_gate_lets_feed_and_sitemap_through() -> None:
    release = make_release(load_azerbaijan(), HOME)
    pages = [page.path for page in list_pages(release)]
    files = [*Exports(release).files, *plan_signposts(release, pages)]
    blank = [OutputFile(path, BLANK) for path in pages]
    assert check_site([*files, *blank], Rules(base_url=HOME)) == []


BLANK = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv='
    b'"Content-Security-Policy" content="default-src \'none\'"><title>x</title></head></html>'
)


def test_files_come_once_and_sorted(real: Exports) -> None:
    paths = [file.path for file in real.files]
    assert len(set(paths)) == len(paths)
    assert sorted(paths[:-1]) == paths[:-1]
    assert all(path.startswith("data/") for path in paths)


def test_the_same_content_gives_the_same_bytes(real: Exports) -> None:
    assert Exports(make_release(load_azerbaijan())).files == real.files


def test_the_order_of_files_in_a_folder_does_not_matter() -> None:
    norland = load_norland()
    turned = {slug: norland.measures[slug] for slug in reversed(norland.measures)}
    changed = replace(norland, measures=turned)
    written = {file.path: file.data for file in Exports(make_release(changed)).files}
    for file in Exports(make_release(norland)).files:
        assert written[file.path] == file.data


def test_checksums_are_those_of_the_files(real: Exports) -> None:
    (listed,) = [file for file in real.files if file.path == CHECKSUMS]
    sums = dict(line.split("  ")[::-1] for line in listed.data.decode().splitlines())
    others = [file for file in real.files if file is not listed]
    assert sums == {
        file.path.removeprefix("data/"): hashlib.sha256(file.data).hexdigest() for file in others
    }


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="this system has no sha256sum")
def test_the_command_that_the_note_names_finds_them_right(tmp_path: Path, norland: Release) -> None:
    folder = write_files(tmp_path, Exports(norland).files) / "data"
    done = subprocess.run(["sha256sum", "-c", "--quiet", "sha256sums.txt"], cwd=folder, check=False)
    assert done.returncode == 0


def test_every_download_is_told_with_its_size_and_hash(real: Exports) -> None:
    files = {file.path: file.data for file in real.files}
    for download in real.downloads:
        data = files[download.address]
        assert download.bytes == len(data)
        assert download.sha256 == hashlib.sha256(data).hexdigest()
        assert not download.for_excel or download.for_excel in files
    assert len({download.name for download in real.downloads}) == len(real.downloads)


def test_every_table_is_offered_with_its_fields(real: Exports) -> None:
    offered = {download.name: download for download in real.downloads}
    for table in TABLES:
        assert [field.name for field in offered[table.name].fields] == [
            field.name for field in table.fields
        ]


def test_what_is_offered_is_told_in_words_that_every_language_has(azerbaijan: Release) -> None:
    """And there are no others: a table that is gone leaves no word behind."""
    downloads = Exports(azerbaijan).downloads
    told = {
        *(field.description_word for table in TABLES for field in table.fields),
        *(word for file in downloads for word in (file.title_word, file.description_word)),
    }
    for words in azerbaijan.knowledge.words.values():
        assert {key for key in words if key.startswith(("table_", "column_", "file_"))} == told


def test_a_missing_word_is_told(norland: Release) -> None:
    words = {
        language: {key: word for key, word in words.items() if key != "table_measures"}
        for language, words in norland.knowledge.words.items()
    }
    with pytest.raises(MissingWordError) as missing:
        _ = Exports(make_release(replace(load_norland(), words=words))).files
    assert (missing.value.language, missing.value.key) == ("en", "table_measures")


def test_files_that_languages_share_are_in_the_first_one() -> None:
    norland = load_norland()
    site = msgspec.structs.replace(norland.site, languages=("az", "en"))
    files = Exports(make_release(replace(norland, site=site))).files
    written = {file.path: file.data.decode() for file in files}
    assert "Burada nə var" in written[README]
    assert "# Növbəti hesabat üçün iş dəftəri" in written[WORKBOOK]
    assert '"title": "Tədbirlər"' in written[PACKAGE]


def test_a_field_that_may_be_withheld_says_how(norland: Release) -> None:
    assert WITHHELD in norland.say("table_source_lines_text")


def test_the_note_names_every_table(real: Exports) -> None:
    (note,) = [file.data.decode() for file in real.files if file.path == README]
    assert all(f"  {table.name} " in note for table in TABLES)
    assert max(map(len, note.splitlines())) <= 100


def test_tables_and_their_columns_are_named_once_and_keys_are_columns() -> None:
    assert len({table.name for table in TABLES}) == len(TABLES)
    columns = {table.name: [field.name for field in table.fields] for table in TABLES}
    for table in TABLES:
        assert len(set(columns[table.name])) == len(table.fields)
        assert set(table.key) <= set(columns[table.name])
        for link in table.links:
            assert set(link.here) <= set(columns[table.name])
            assert set(link.there) <= set(columns[link.table])
