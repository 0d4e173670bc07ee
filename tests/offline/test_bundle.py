"""The bundle: the same bytes everywhere, harmless to unpack, and checked by its own list."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from measurebook.errors import ContentError, MachineError
from measurebook.model.output import OutputFile
from measurebook.offline import pack_bundle, verify_bundle, write_bundle
from measurebook.offline.manifest import MANIFEST, README
from tests.source_code import ROOT

FILES = [
    OutputFile("index.html", b"<!doctype html><title>Home</title>"),
    OutputFile("measures/index.html", b"<!doctype html><title>Measures</title>"),
    OutputFile("measures/abad.html", "<!doctype html><title>Şəki</title>".encode()),
    OutputFile("assets/css/base.css", b""),
    OutputFile("assets/fonts/serif-5.3.0.woff2", bytes(range(256)) * 40),
]
TOP = "creative-azerbaijan-0.1.0"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "dist" / f"{TOP}.zip"


def messages(path: Path) -> list[str]:
    return [problem.message for problem in verify_bundle(path)]


def test_the_zip_holds_every_file_in_one_folder(target: Path, tmp_path: Path) -> None:
    write_bundle(FILES, target, "0.1.0")
    shutil.unpack_archive(target, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [TOP]
    found = {
        path.relative_to(tmp_path / "out" / TOP).as_posix(): path.read_bytes()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file()
    }
    assert found.keys() - {README, MANIFEST} == {file.path for file in FILES}
    assert all(found[file.path] == file.data for file in FILES)


def test_the_manifest_lists_every_file_with_its_hash(target: Path) -> None:
    write_bundle(FILES, target, "0.1.0")
    with zipfile.ZipFile(target) as archive:
        listed = msgspec.json.decode(archive.read(f"{TOP}/{MANIFEST}"))["files"]
        names = {name.removeprefix(f"{TOP}/") for name in archive.namelist()} - {MANIFEST}
        assert listed.keys() == names
        for name in names:
            data = archive.read(f"{TOP}/{name}")
            assert listed[name] == {"sha256": sha256(data).hexdigest(), "size": len(data)}


def test_the_note_says_what_it_is_how_to_open_it_and_its_hash(target: Path) -> None:
    bundle = write_bundle(FILES, target, "0.1.0", "Creative Azerbaijan")
    with zipfile.ZipFile(target) as archive:
        note = archive.read(f"{TOP}/{README}").decode()
    assert note.startswith("Creative Azerbaijan, version 0.1.0\r\n")
    assert "double-click index.html" in note
    assert bundle.content in note


def test_the_note_names_the_files_that_hold_everything(target: Path) -> None:
    volume = OutputFile("print/norland-en.html", b"<!doctype html>")
    write_bundle([*FILES, volume], target, "0.1.0", volumes=[volume.path])
    with zipfile.ZipFile(target) as archive:
        note = archive.read(f"{TOP}/{README}").decode()
    assert "to print:\r\n  print/norland-en.html\r\n" in note


def test_a_packed_bundle_is_the_written_one(target: Path) -> None:
    write_bundle(FILES, target, "0.1.0", "Title")
    assert pack_bundle(FILES, TOP, "0.1.0", "Title") == target.read_bytes()


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_the_contents_hash_can_be_had_as_the_note_says(target: Path, tmp_path: Path) -> None:
    bundle = write_bundle([*FILES, OutputFile("data/manifest.json", b"{}")], target, "0.1.0")
    shutil.unpack_archive(target, tmp_path / "out")
    folder = tmp_path / "out" / TOP
    (recipe,) = re.findall(r"find .*sha256sum", (folder / README).read_text())
    done = subprocess.run(
        ["sh", "-c", recipe], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[0] == bundle.content


def test_the_bundle_tells_its_size_and_hash(target: Path) -> None:
    bundle = write_bundle(FILES, target, "0.1.0")
    assert bundle.path == target
    assert bundle.size == target.stat().st_size
    assert bundle.sha256 == sha256(target.read_bytes()).hexdigest()


# The same bytes everywhere


def test_the_order_of_the_files_does_not_matter(target: Path, tmp_path: Path) -> None:
    write_bundle(FILES, target, "0.1.0")
    other = tmp_path / "elsewhere" / target.name
    write_bundle(FILES[::-1], other, "0.1.0")
    assert other.read_bytes() == target.read_bytes()


ENVIRONMENTS = [
    {"LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Baku", "PYTHONHASHSEED": "2"},
    {"LC_ALL": "az_AZ.UTF-8", "TZ": "America/St_Johns", "SOURCE_DATE_EPOCH": "1700000000"},
    {"PYTHONUTF8": "0", "SOURCE_DATE_EPOCH": "0"},
]
PROGRAM = """
import os, sys
from pathlib import Path
from measurebook.offline import write_bundle
from tests.offline.test_bundle import FILES
os.umask(int(sys.argv[2], 8))
print(write_bundle(FILES, Path(sys.argv[1]), "0.1.0").sha256)
"""


@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize("umask", ["000", "077"])
def test_the_environment_does_not_matter(
    target: Path, environment: dict[str, str], umask: str
) -> None:
    expected = write_bundle(FILES, target, "0.1.0").sha256
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, f"again/{target.name}", umask],
        env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
        cwd=target.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == expected


def test_the_bytes_are_these(target: Path) -> None:
    """Another Python or system that writes other bytes is found here."""
    assert write_bundle(FILES, target, "0.1.0").sha256 == (
        "6af6be65402baff8f95d66548856262faa0fdfce10781625642dd95d488b2fd0"
    )


def test_entries_have_no_date_no_owner_and_no_compression(target: Path) -> None:
    write_bundle(FILES, target, "0.1.0")
    with zipfile.ZipFile(target) as archive:
        entries = archive.infolist()
    assert [info.filename for info in entries] == sorted(info.filename for info in entries)
    assert {info.date_time for info in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.external_attr for info in entries} == {0o100644 << 16}
    assert {(info.compress_type, info.extra, info.comment) for info in entries} == {(0, b"", b"")}


# What is refused


@pytest.mark.parametrize(
    "path",
    ["../up.html", "/etc/x", "Measures/a.html", "a b.html", "con.html", "a" * 121, "şəki.html"],
)
def test_a_name_that_not_every_system_can_write_is_refused(target: Path, path: str) -> None:
    with pytest.raises(ContentError):
        write_bundle([*FILES, OutputFile(path, b"")], target, "0.1.0")
    assert not target.exists()


@pytest.mark.parametrize("path", ["readme.txt", "manifest.json"])
def test_a_site_may_not_have_the_names_of_what_is_added(target: Path, path: str) -> None:
    with pytest.raises(ContentError, match="every bundle adds"):
        write_bundle([*FILES, OutputFile(path, b"")], target, "0.1.0")


def test_a_bundle_without_a_first_page_is_refused(target: Path) -> None:
    with pytest.raises(ContentError, match=r"index\.html: is missing"):
        write_bundle(FILES[1:], target, "0.1.0")


def test_an_older_bundle_stays_when_writing_fails(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_bundle(FILES, target, "0.1.0")
    before = target.read_bytes()

    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(MachineError, match=r"writing .* failed: the disk is full"):
        write_bundle(FILES[:1], target, "0.1.0")
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == [target.name]


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_a_link_in_the_zips_place_is_replaced_and_not_followed(target: Path) -> None:
    target.parent.mkdir()
    precious = target.parent / "precious"
    precious.write_text("a")
    target.symlink_to(precious)
    write_bundle(FILES, target, "0.1.0")
    assert precious.read_text() == "a"
    assert not target.is_symlink()


# Checking


def test_a_bundle_passes_its_own_check(target: Path) -> None:
    write_bundle(FILES, target, "0.1.0")
    assert messages(target) == []


def test_a_renamed_bundle_still_passes(target: Path) -> None:
    write_bundle(FILES, target, "0.1.0")
    assert messages(target.rename(target.with_name("My copy.zip"))) == []


def rewrite(target: Path, change: dict[str, bytes | None], top: str = TOP) -> None:
    """Write the zip again with other contents, or without those that are None."""
    write_bundle(FILES, target, "0.1.0")
    with zipfile.ZipFile(target) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    for name, data in change.items():
        contents[f"{top}/{name}" if top else name] = data or b""
    dropped = {f"{top}/{name}" for name, data in change.items() if data is None}
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in contents.items():
            if name not in dropped:
                info = zipfile.ZipInfo(name)
                info.external_attr = 0o100644 << 16
                archive.writestr(info, data)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"index.html": b"other"}, '"index.html" is not what was listed'),
        ({"index.html": None}, '"index.html" is listed and missing'),
        ({"extra.html": b"x"}, '"extra.html" is there and not listed'),
        ({README: b"x"}, '"README.txt" is not what was listed'),
        ({MANIFEST: None}, "holds no manifest.json"),
        ({MANIFEST: b"{"}, "manifest.json cannot be read"),
        ({MANIFEST: b'{"files": []}'}, "manifest.json cannot be read"),
        ({"../up.html": b"x"}, "has a part that is empty or starts or ends with a dot"),
        ({"UP.html": b"x"}, "holds characters other than"),
        ({"a\\b.html": b"x"}, "holds characters other than"),
    ],
)
def test_a_bundle_that_was_changed_is_found(
    target: Path, change: dict[str, bytes | None], fault: str
) -> None:
    rewrite(target, change)
    found = messages(target)
    assert len(found) == 1
    assert fault in found[0]


def test_a_file_under_another_name_is_told_with_both_names(target: Path) -> None:
    page = FILES[2].data
    rewrite(target, {"measures/abad.html": None, "measures/abbad.html": page})
    assert messages(target) == [
        '"measures/abad.html" is listed and missing; the same bytes stand as "measures/abbad.html"',
        '"measures/abbad.html" is there and not listed',
    ]


@pytest.mark.parametrize(
    "name", ["../up.html", "/etc/passwd", "c:/up.html", "..\\up.html", f"{TOP}/../../up.html"]
)
def test_a_way_out_of_the_folder_is_told_and_nothing_is_read(target: Path, name: str) -> None:
    rewrite(target, {name: b"x"}, top="")
    found = messages(target)
    assert found
    assert all("has a part" in line or "holds" in line for line in found)


def test_a_list_that_was_changed_with_its_file_is_found(target: Path) -> None:
    write_bundle(FILES, target, "0.1.0")
    with zipfile.ZipFile(target) as archive:
        manifest = archive.read(f"{TOP}/{MANIFEST}")
    old, new = (sha256(data).hexdigest().encode() for data in (FILES[0].data, b"other"))
    size = f'"size": {len(FILES[0].data)}'.encode()
    changed = manifest.replace(old, new).replace(size, b'"size": 5', 1)
    rewrite(target, {"index.html": b"other", MANIFEST: changed})
    assert any("states a hash of the content" in message for message in messages(target))


def test_a_second_folder_at_the_top_is_found(target: Path) -> None:
    rewrite(target, {"elsewhere/x.html": b"x"}, top="")
    assert messages(target) == ["holds 2 folders at its top; expected one"]


def test_a_link_in_the_zip_is_found(target: Path) -> None:
    write_bundle(FILES, target, "0.1.0")
    with zipfile.ZipFile(target, "a") as archive:
        info = zipfile.ZipInfo(f"{TOP}/link.html")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert messages(target) == [f'"{TOP}/link.html" is not a plain file']


def test_a_compressed_entry_is_not_unpacked(target: Path) -> None:
    write_bundle(FILES, target, "0.1.0")
    with zipfile.ZipFile(target, "a") as archive:
        info = zipfile.ZipInfo(f"{TOP}/bomb.html")
        info.external_attr = 0o100644 << 16
        archive.writestr(info, bytes(50_000_000), zipfile.ZIP_DEFLATED)
    assert messages(target) == [f'"{TOP}/bomb.html" is compressed; a bundle\'s files are stored']


@pytest.mark.parametrize("before", [b"", b"#!/bin/sh\nexit\n"])
@pytest.mark.parametrize("after", [b"", b"x", b"x" * 70_000, b"PK\5\6"])
def test_bytes_before_and_after_a_zip_are_found(target: Path, before: bytes, after: bytes) -> None:
    write_bundle(FILES, target, "0.1.0")
    target.write_bytes(before + target.read_bytes() + after)
    assert bool(messages(target)) == bool(before or after)


def test_bytes_between_the_files_are_found(target: Path) -> None:
    write_bundle(FILES, target, "0.1.0")
    with zipfile.ZipFile(target, "a") as archive:
        archive.start_dir += 5
        archive.comment = b""  # so that the list is written again
    assert messages(target) == [
        "holds bytes before or between its files that belong to none of them"
    ]


def test_a_comment_in_the_zip_is_found(target: Path) -> None:
    write_bundle(FILES, target, "0.1.0")
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = b"hello"
    assert messages(target) == ["holds a comment, or bytes that were put after its end"]


@pytest.mark.parametrize("keep", [0, 10, 500, -1, -30])
def test_a_torn_zip_is_found(target: Path, keep: int) -> None:
    write_bundle(FILES, target, "0.1.0")
    target.write_bytes(target.read_bytes()[:keep])
    (message,) = messages(target)
    assert message.startswith("is not a whole zip")


def test_every_flipped_byte_of_a_page_is_found(target: Path) -> None:
    write_bundle(FILES, target, "0.1.0")
    whole = target.read_bytes()
    start = whole.index(FILES[0].data)
    for place in range(start, start + len(FILES[0].data)):
        flipped = bytes([whole[place] ^ 1])
        target.write_bytes(whole[:place] + flipped + whole[place + 1 :])
        assert messages(target)


@pytest.mark.parametrize("seed", range(40))
def test_garbled_zips_are_refused_without_a_crash(target: Path, seed: int) -> None:
    write_bundle(FILES, target, "0.1.0")
    garbled = bytearray(target.read_bytes())
    for step in range(40):
        place = (seed * 7919 + step * 104_729) % (len(garbled) - 4)
        struct.pack_into("<I", garbled, place, (seed * step * 2_654_435_761) % 2**32)
    target.write_bytes(garbled)
    assert messages(target)


def test_a_missing_zip_is_the_machines_fault(target: Path) -> None:
    with pytest.raises(MachineError, match="No such file"):
        verify_bundle(target)
