"""The output folder holds the whole new site or the whole old one, and nothing else is touched."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from measurebook.errors import ContentError, MachineError
from measurebook.model.output import OutputFile
from measurebook.publish import MARKER, Published, locking, publish, swapping
from tests.publish.sites import find_version, names_in, read_tree, site_of
from tests.source_code import ROOT

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")
not_as_root = pytest.mark.skipif(
    os.name == "posix" and os.geteuid() == 0, reason="root may write everywhere"
)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_the_folder_holds_exactly_the_files(output: Path) -> None:
    files = site_of(1)
    published = publish(files, output)
    assert find_version(output) == 1
    assert published == Published(len(files), sum(len(file.data) for file in files), len(files))


def test_what_a_new_version_lacks_is_gone(output: Path) -> None:
    publish(site_of(1), output)
    published = publish(site_of(2), output)
    assert find_version(output) == 2
    assert published.changed == 6  # five pages that tell their version, one that went
    assert not (output / "odd").exists()


def test_nothing_is_left_beside_the_folder(output: Path) -> None:
    publish(site_of(1), output)
    publish(site_of(2), output)
    assert names_in(output.parent) == ["site"]


def test_the_same_site_again_touches_nothing(output: Path) -> None:
    publish(site_of(1), output)
    before = {path: path.stat() for path in [output, *output.rglob("*")]}
    assert publish(list(reversed(site_of(1))), output).changed == 0
    after = {path: path.stat() for path in [output, *output.rglob("*")]}
    assert after == before


def test_an_unchanged_file_keeps_its_date(output: Path) -> None:
    publish(site_of(1), output)
    before = (output / "assets/same.css").stat()
    publish(site_of(2), output)
    after = (output / "assets/same.css").stat()
    assert after.st_mtime_ns == before.st_mtime_ns
    assert after.st_nlink == 1


@pytest.mark.parametrize("change", [b"edited in the site", b"q { color: teal }", b""])
def test_a_file_edited_in_the_site_is_made_anew(output: Path, change: bytes) -> None:
    publish(site_of(1), output)
    time.sleep(0.02)  # file systems count time in steps
    (output / "assets/same.css").write_bytes(change)
    publish(site_of(1), output)
    assert find_version(output) == 1


def test_a_file_deleted_in_the_site_is_made_anew(output: Path) -> None:
    publish(site_of(1), output)
    (output / "about.html").unlink()
    publish(site_of(1), output)
    assert find_version(output) == 1


def test_two_machines_write_the_same_bytes(tmp_path: Path) -> None:
    publish(site_of(1), tmp_path / "here")
    publish(list(reversed(site_of(1))), tmp_path / "a" / "there")
    marker = (tmp_path / "here" / MARKER).read_bytes()
    assert (tmp_path / "a" / "there" / MARKER).read_bytes() == marker
    assert str(tmp_path).encode() not in marker


@pytest.mark.parametrize("purpose", ["new", "old", "lock"])
def test_what_a_killed_build_left_is_removed_even_if_nothing_changed(
    output: Path, purpose: str
) -> None:
    publish(site_of(1), output)
    leftover = output.with_name(f".site.measurebook-{purpose}")
    if purpose == "lock":
        leftover.touch()
    else:
        (leftover / "goals").mkdir(parents=True)
    publish(site_of(1), output)
    assert names_in(output.parent) == ["site"]


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    publish(site_of(1), tmp_path / "a" / "b" / "site")
    assert find_version(tmp_path / "a" / "b" / "site") == 1


def test_an_empty_folder_may_be_filled(output: Path) -> None:
    output.mkdir()
    publish(site_of(1), output)
    assert find_version(output) == 1


# What is not ours


def test_a_folder_of_somebody_else_is_left_alone(output: Path) -> None:
    output.mkdir()
    (output / "thesis.txt").write_text("years of work")
    with pytest.raises(MachineError, match=r'holds files that no build made: "thesis\.txt"'):
        publish(site_of(1), output)
    assert read_tree(output) == {"thesis.txt": b"years of work"}
    assert names_in(output.parent) == ["site"]


def test_a_file_added_to_the_site_is_not_deleted(output: Path) -> None:
    publish(site_of(1), output)
    (output / "goals" / "mine.html").write_text("by hand")
    with pytest.raises(MachineError, match=r'"goals/mine\.html"; .* move them away'):
        publish(site_of(2), output)
    assert (output / "goals" / "mine.html").read_text() == "by hand"


def test_what_file_managers_leave_is_no_reason_to_refuse(output: Path) -> None:
    publish(site_of(1), output)
    for name in (".DS_Store", "goals/Thumbs.db", "goals/._1.html"):
        (output / name).write_bytes(b"x")
    publish(site_of(2), output)
    assert find_version(output) == 2


def test_a_garbled_marker_does_not_give_the_folder_away(output: Path) -> None:
    publish(site_of(1), output)
    (output / MARKER).write_bytes(b"\xff\xfe garbled\n\n1 2 3\n")
    with pytest.raises(MachineError, match="holds files that no build made"):
        publish(site_of(2), output)


def test_a_file_in_the_folders_place_is_left_alone(output: Path) -> None:
    output.write_text("a note")
    with pytest.raises(MachineError, match="is a file; choose a folder"):
        publish(site_of(1), output)
    assert output.read_text() == "a note"


def test_a_whole_disk_is_never_replaced() -> None:
    with pytest.raises(MachineError, match="whole disk"):
        publish(site_of(1), Path("/"))


@pytest.mark.skipif(not os.path.ismount("/proc"), reason="needs a known mount point")
def test_a_mount_point_is_refused() -> None:
    with pytest.raises(MachineError, match="a disk is mounted at /proc"):
        publish(site_of(1), Path("/proc"))


@posix_only
class TestLinks:
    def test_a_link_in_the_folders_place_is_refused(self, tmp_path: Path, output: Path) -> None:
        (tmp_path / "real").mkdir()
        output.symlink_to("real")
        with pytest.raises(MachineError, match="is a symbolic link"):
            publish(site_of(1), output)
        assert list((tmp_path / "real").iterdir()) == []

    def test_a_link_inside_the_site_is_a_file_we_did_not_make(
        self, tmp_path: Path, output: Path
    ) -> None:
        precious = tmp_path / "precious"
        precious.mkdir()
        (precious / "a.txt").write_text("a")
        publish(site_of(1), output)
        (output / "linked").symlink_to(precious)
        with pytest.raises(MachineError, match='"linked"'):
            publish(site_of(2), output)
        assert (precious / "a.txt").exists()

    def test_a_page_turned_into_a_link_is_replaced_and_not_followed(
        self, tmp_path: Path, output: Path
    ) -> None:
        precious = tmp_path / "precious.txt"
        precious.write_text("a")
        publish(site_of(1), output)
        (output / "assets/same.css").unlink()
        (output / "assets/same.css").symlink_to(precious)
        publish(site_of(2), output)
        assert find_version(output) == 2
        assert precious.read_text() == "a"

    @pytest.mark.parametrize("purpose", ["new", "old"])
    def test_leftovers_are_removed_without_following_links(
        self, tmp_path: Path, output: Path, purpose: str
    ) -> None:
        precious = tmp_path / "precious"
        precious.mkdir()
        (precious / "a.txt").write_text("a")
        publish(site_of(1), output)
        leftover = tmp_path / f".site.measurebook-{purpose}"
        leftover.mkdir()
        (leftover / "link").symlink_to(precious)
        publish(site_of(2), output)
        leftover.symlink_to(precious)
        publish(site_of(3), output)
        assert (precious / "a.txt").exists()
        assert names_in(tmp_path) == ["precious", "site"]

    def test_a_link_on_the_way_is_the_users_own(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        (tmp_path / "way").symlink_to("real")
        publish(site_of(1), tmp_path / "way" / "site")
        assert find_version(tmp_path / "real" / "site") == 1


@pytest.mark.parametrize("path", ["../up.html", "/etc/x", "a/../b.html", "A.html", "con.html", ""])
def test_a_name_that_cannot_be_written_everywhere_stops_all(output: Path, path: str) -> None:
    publish(site_of(1), output)
    with pytest.raises(ContentError):
        publish([*site_of(2), OutputFile(path, b"")], output)
    assert find_version(output) == 1


# Faults


@posix_only
@pytest.mark.parametrize("fault", ["KILL", "ENOSPC", "EIO", "EACCES", "EMFILE", "EXDEV", "EBUSY"])
def test_a_fault_at_any_call_leaves_a_whole_site(tmp_path: Path, fault: str) -> None:
    program = [sys.executable, "-m", "tests.publish.faults", str(tmp_path), fault]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 30  # or the faults have struck nothing


PUBLISH_FOR_EVER = """
import itertools, sys
from pathlib import Path
from measurebook.publish import publish
from tests.publish.sites import site_of
for version in itertools.count(1):
    publish(site_of(version), Path(sys.argv[1]))
    print(version, flush=True)
"""


@posix_only
def test_readers_never_miss_a_page_while_builds_are_killed(output: Path) -> None:
    publish(site_of(0), output)
    chance = random.Random(5)
    for _ in range(12):
        program = [sys.executable, "-c", PUBLISH_FOR_EVER, str(output)]
        with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE) as builder:
            assert builder.stdout
            builder.stdout.readline()
            until = time.monotonic() + chance.uniform(0, 0.1)
            while time.monotonic() < until:
                assert (output / "index.html").read_bytes().count(b"\n") == 50
            builder.kill()
        find_version(output)
    publish(site_of(1), output)
    assert names_in(output.parent) == ["site"]


@posix_only
def test_a_full_disk_leaves_the_old_site(output: Path) -> None:
    import resource

    publish(site_of(1), output)
    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, kept[1]))
    try:
        with pytest.raises(MachineError, match=r"failed at .*: the file is larger than"):
            publish(site_of(2), output)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
    assert find_version(output) == 1
    assert names_in(output.parent) == ["site"]


@not_as_root
def test_a_parent_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(MachineError, match="permission is missing"):
        publish(site_of(1), tmp_path / "site")


def test_one_build_at_a_time(output: Path) -> None:
    lock = output.parent / ".site.measurebook-lock"
    with (
        locking.hold_lock(lock, "busy"),
        pytest.raises(MachineError, match="another build is writing to"),
    ):
        publish(site_of(1), output)
    publish(site_of(1), output)
    assert find_version(output) == 1


@posix_only
def test_two_builds_at_once_end_with_the_one_or_the_other(output: Path) -> None:
    publish(site_of(0), output)
    program = [sys.executable, "-c", PUBLISH_FOR_EVER, str(output)]
    with (
        subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE) as one,
        subprocess.Popen(program, cwd=ROOT, stderr=subprocess.PIPE) as two,
    ):
        time.sleep(0.6)
        one.kill()
        two.kill()
        refusals = two.stderr.read() if two.stderr else b""
    assert b"Traceback" not in refusals or b"another build is writing" in refusals
    find_version(output)
    publish(site_of(1), output)
    assert find_version(output) == 1


# Systems without a single step for the swap


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swapping, "exchange", lambda _one, _other: False)


@pytest.mark.usefixtures("no_exchange")
class TestWithoutExchange:
    def test_the_old_site_is_moved_aside(self, output: Path) -> None:
        publish(site_of(1), output)
        publish(site_of(2), output)
        assert find_version(output) == 2
        assert names_in(output.parent) == ["site"]

    def test_a_swap_that_fails_half_way_is_taken_back(
        self, output: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(site_of(1), output)
        rename = Path.rename

        def fail_for_new(self: Path, target: Path) -> Path:
            if self.name.endswith("-new"):
                raise OSError(28, "No space left on device", str(target))
            return rename(self, target)

        monkeypatch.setattr(Path, "rename", fail_for_new)
        with pytest.raises(MachineError, match="the disk is full"):
            publish(site_of(2), output)
        assert find_version(output) == 1

    def test_a_site_left_aside_by_a_kill_comes_back(self, output: Path) -> None:
        publish(site_of(1), output)
        output.rename(output.with_name(".site.measurebook-old"))
        with pytest.raises(ContentError):
            publish([OutputFile("A", b"")], output)
        publish(site_of(1), output)
        assert find_version(output) == 1
        assert names_in(output.parent) == ["site"]
