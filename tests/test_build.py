from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def run_build(root: Path, folder: Path, cli: str) -> subprocess.CompletedProcess[str]:
    """Run the real build.py in front of a package with this cli module."""
    shutil.copy(root / "build.py", folder)
    (folder / "measurebook").mkdir()
    (folder / "measurebook" / "cli.py").write_text(cli, encoding="utf-8")
    command = [sys.executable, "build.py", "--word"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_build_hands_its_arguments_and_the_exit_code_on(root: Path, tmp_path: Path) -> None:
    cli = "import sys\ndef main():\n    print(sys.argv[1:])\n    return 7"
    ended = run_build(root, tmp_path, cli)
    assert (ended.returncode, ended.stdout) == (7, "['--word']\n")


@pytest.mark.parametrize(
    "cli", ["import a_package_that_is_nowhere", "from json import a_name_that_is_nowhere"]
)
def test_a_missing_package_ends_in_the_command_that_installs_it(
    root: Path, tmp_path: Path, cli: str
) -> None:
    ended = run_build(root, tmp_path, cli)
    assert ended.returncode == 3
    assert "that_is_nowhere" in ended.stderr
    assert "make site" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("cli", ["import measurebook.nowhere", "def main(:"])
def test_a_broken_program_does_not_pose_as_a_missing_package(
    root: Path, tmp_path: Path, cli: str
) -> None:
    ended = run_build(root, tmp_path, cli)
    assert ended.returncode == 1
    assert "make site" not in ended.stderr


def test_who_interrupts_it_while_it_starts_sees_no_traceback(root: Path, tmp_path: Path) -> None:
    ended = run_build(root, tmp_path, "raise KeyboardInterrupt")
    assert (ended.returncode, ended.stderr) == (130, "")
