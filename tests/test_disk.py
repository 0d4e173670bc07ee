"""No save of an editor is lost, whenever it comes, and no file is ever half written."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from measurebook.disk import (
    Replacement,
    commit,
    hold_folder,
    recover,
    recovering,
    replace_file,
    replacing,
    staging,
)
from measurebook.disk.beside import digest
from measurebook.errors import MachineError
from tests.source_code import ROOT

posix_only = pytest.mark.skipif(os.name != "posix", reason="links and signals as POSIX has them")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "a.md"
    found.write_bytes(b"old")
    return found


@pytest.fixture(params=["exchange", "moving aside"])
def each_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the system's exchange, and as where there is none."""
    if request.param == "moving aside":
        for module in (replacing, recovering):
            monkeypatch.setattr(module, "exchange", lambda _one, _other: False)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.usefixtures("each_way")
class TestReplacing:
    def test_what_was_read_is_replaced(self, path: Path) -> None:
        assert replace_file(path, b"old", b"new")
        assert path.read_bytes() == b"new"
        assert names_in(path.parent) == ["a.md"]

    def test_a_file_saved_meanwhile_stays(self, path: Path) -> None:
        path.write_bytes(b"saved")
        assert not replace_file(path, b"old", b"new")
        assert path.read_bytes() == b"saved"
        assert names_in(path.parent) == ["a.md"]

    def test_a_file_that_holds_it_already_is_not_written(self, path: Path) -> None:
        before = path.stat()
        assert replace_file(path, b"whatever", b"old")
        assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)

    def test_a_file_deleted_meanwhile_stays_deleted(self, path: Path) -> None:
        path.unlink()
        assert not replace_file(path, b"old", b"new")
        assert names_in(path.parent) == []

    def test_a_new_file_is_made_with_its_folder(self, tmp_path: Path) -> None:
        path = tmp_path / "b" / "c.md"
        assert replace_file(path, None, b"new")
        assert path.read_bytes() == b"new"
        assert names_in(path.parent) == ["c.md"]

    def test_a_file_that_came_meanwhile_is_not_overwritten(self, path: Path) -> None:
        assert not replace_file(path, None, b"new")
        assert path.read_bytes() == b"old"

    def test_what_was_read_is_removed(self, path: Path) -> None:
        assert replace_file(path, b"old", None)
        assert names_in(path.parent) == []

    def test_what_was_saved_meanwhile_is_not_removed(self, path: Path) -> None:
        path.write_bytes(b"saved")
        assert not replace_file(path, b"old", None)
        assert path.read_bytes() == b"saved"
        assert names_in(path.parent) == ["a.md"]

    @posix_only
    def test_the_mode_of_the_file_stays(self, path: Path) -> None:
        path.chmod(0o640)
        assert replace_file(path, b"old", b"new")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640

    @posix_only
    @pytest.mark.parametrize("data", [b"new", None])
    def test_a_link_is_neither_followed_nor_replaced(self, path: Path, data: bytes | None) -> None:
        link = path.with_name("link.md")
        link.symlink_to(path)
        assert not replace_file(link, b"old", data)
        assert link.is_symlink()
        assert path.read_bytes() == b"old"

    def test_a_folder_in_the_place_is_left(self, path: Path) -> None:
        path.unlink()
        path.mkdir()
        assert not replace_file(path, None, b"new")
        assert not replace_file(path, b"old", b"new")
        assert path.is_dir()

    @posix_only
    @pytest.mark.parametrize("moment", range(1, 9))
    def test_a_save_at_any_moment_is_never_lost(
        self, path: Path, moment: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The editor saves just before one of the looks at the file or one of its renames."""
        step = iter(range(1, 100))
        names = ["_holds", "exchange", "_link"]
        for name, call in [(name, getattr(replacing, name)) for name in names]:

            def late(*values: object, call: object = call) -> object:
                if next(step) == moment:
                    save_by_rename(path, b"saved")
                return call(*values)  # type: ignore[operator]

            monkeypatch.setattr(replacing, name, late)
        done = replace_file(path, b"old", b"new")
        monkeypatch.undo()
        assert path.read_bytes() in ({b"new", b"saved"} if done else {b"saved"})
        if path.read_bytes() == b"new":
            assert next(step) <= moment, "the editor saved, and the save is gone"
        assert recover(path.parent) == []
        assert names_in(path.parent) == ["a.md"]


def save_by_rename(path: Path, data: bytes) -> None:
    beside = path.with_name("editor~")
    beside.write_bytes(data)
    beside.replace(path)


def test_a_save_in_place_after_the_exchange_is_put_back(path: Path) -> None:
    """An editor that had the file open writes into what came out."""
    with path.open("r+b") as editor, staging([Replacement(path, b"old", b"new")]) as staged:
        assert staged[0].put()
        editor.write(b"saved")
        editor.flush()
        assert not staged[0].settle()
    assert path.read_bytes() == b"saved"
    assert names_in(path.parent) == ["a.md"]


def test_nothing_is_replaced_before_all_is_on_the_disk(path: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file" / "b.md"
    (tmp_path / "file").write_bytes(b"no folder")
    replacements = [Replacement(path, b"old", b"new"), Replacement(blocked, None, b"new")]
    with pytest.raises(MachineError, match="writing failed at"), staging(replacements):
        pytest.fail("nothing may be replaced")
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["a.md", "file"]


def test_each_file_is_told_apart(path: Path) -> None:
    other = path.with_name("b.md")
    other.write_bytes(b"saved")
    wanted = [Replacement(path, b"old", b"new"), Replacement(other, b"old", b"new")]
    with staging(wanted) as staged:
        assert commit(staged) == [True, False]
    assert names_in(path.parent) == ["a.md", "b.md"]


@posix_only
def test_a_full_disk_is_told_and_leaves_all_as_it_was(path: Path) -> None:
    pid = os.fork()
    if not pid:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            replace_file(path, b"old", b"x" * 2000)
        except MachineError as error:
            os._exit(0 if "larger than this system allows" in str(error) else 2)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert path.read_bytes() == b"old"
    assert names_in(path.parent) == ["a.md"]


# Killed


@posix_only
class TestRecovering:
    @pytest.mark.parametrize("new", [b"new", None])
    @pytest.mark.parametrize("saves", [False, True])
    def test_a_kill_at_any_call_loses_nothing(
        self, path: Path, new: bytes | None, saves: bool
    ) -> None:
        """The program is killed at each call in turn; in between, the editor may have saved."""
        for moment in range(1, 100):
            path.write_bytes(b"old")
            was_killed = kill_at(moment, path, new, saves)
            homeless = recover(path.parent)
            found = {p.read_bytes() for p in [path, *(left for left, _ in homeless)] if p.exists()}
            if saves:
                assert b"saved" in found, f"killed at call {moment}"
            else:
                assert found <= {b"old", b"new"}
                assert found or new is None
            for left, _ in homeless:
                left.unlink()
            assert [name for name in names_in(path.parent) if name != "a.md"] == []
            if not was_killed:
                return
        pytest.fail("never came to its end")

    def test_what_is_no_file_of_ours_is_left(self, tmp_path: Path) -> None:
        for name in (".a.md.swp", "a.md~", ".a.md.1.tmp", ".a.md.part"):
            (tmp_path / name).write_bytes(b"x")
        assert recover(tmp_path) == []
        assert len(names_in(tmp_path)) == 4

    def test_an_older_save_does_not_replace_a_newer_one(self, path: Path) -> None:
        digests = f"{digest(b'old')}-{digest(b'new')}"
        left = path.with_name(f".a.md.{digests}.1.held")
        left.write_bytes(b"older save")
        path.write_bytes(b"newer save")
        assert recover(path.parent) == [(left, path)]
        assert path.read_bytes() == b"newer save"

    def test_a_folder_that_is_not_there_is_clear(self, tmp_path: Path) -> None:
        assert recover(tmp_path / "none") == []


CALLS = {"ctypes.dlsym", "open", "os.chmod", "os.link", "os.remove", "os.rename"}


def kill_at(moment: int, path: Path, new: bytes | None, saves: bool) -> bool:
    """Replace a file in a fork and kill it just before one of its calls; tell whether it came."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    seen = 0
    armed = True

    def strike(event: str, _values: tuple[object, ...]) -> None:
        nonlocal seen, armed
        if not armed or event not in CALLS:
            return
        seen += 1
        if saves and seen == max(moment - 2, 1):
            armed = False
            save_by_rename(path, b"saved")
            armed = True
        if seen == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(strike)
    replace_file(path, b"old", new)
    os._exit(0)


@posix_only
def test_one_program_at_a_time_holds_a_folder(tmp_path: Path) -> None:
    with (
        hold_folder(tmp_path, "busy"),
        pytest.raises(MachineError, match="busy"),
        hold_folder(tmp_path, "busy"),
    ):
        pytest.fail("two hold it")
    with hold_folder(tmp_path, "busy"):
        assert names_in(tmp_path) == []


def test_a_folder_that_is_not_there_cannot_be_held(tmp_path: Path) -> None:
    with pytest.raises(MachineError), hold_folder(tmp_path / "none", "busy"):
        pytest.fail("it holds nothing")


# An editor beside it

REPLACE_FOR_EVER = """
import sys
from pathlib import Path
from measurebook.disk import recover, replace_file

path, number = Path(sys.argv[1]), 0
while True:
    number += 1
    now = path.read_bytes() if path.exists() else None
    if now and now.endswith(b"."):
        replace_file(path, now, now.rsplit(b"|")[0] + b"|run %d." % number)
"""


@posix_only
@pytest.mark.parametrize("style", ["in place", "by rename"])
def test_no_save_of_an_editor_is_lost_while_the_program_writes(tmp_path: Path, style: str) -> None:
    """Each save is found after it, at once or as soon as the program has put it back."""
    path = tmp_path / "a.md"
    path.write_bytes(b"save 0|.")
    program = [sys.executable, "-c", REPLACE_FOR_EVER, str(path)]
    with subprocess.Popen(program, cwd=ROOT, stderr=subprocess.PIPE) as run:
        try:
            wait_for(path, b"run ")
            for number in range(1, 151):
                data = b"save %d|by hand." % number
                if style == "in place":
                    path.write_bytes(data)
                else:
                    save_by_rename(path, data)
                time.sleep(0.002)
                wait_for(path, b"save %d|" % number)
        finally:
            run.kill()
    assert all(left.read_bytes().startswith(b"save") for left, _ in recover(tmp_path))
    assert path.read_bytes().startswith(b"save 150|")


def wait_for(path: Path, words: bytes) -> None:
    """Wait until a file holds some words; in between it may be empty or moved aside."""
    for _ in range(1000):
        with suppress(FileNotFoundError):
            if words in path.read_bytes():
                return
        time.sleep(0.005)
    raise AssertionError(f"{words!r} is lost; there is {path.read_bytes()!r}")
