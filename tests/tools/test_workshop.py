from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools import workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SCRIPT = Path(workshop.__file__)


class Machine:
    """A made-up machine: which programs are on it, and which commands were run there."""

    def __init__(self) -> None:
        self.programs: dict[str, str] = {}
        self.broken: set[str] = set()
        self.root = False
        self.commands: list[list[str]] = []
        self.when_run: Callable[[list[str]], int] = lambda command: 0

    def find(self, name: str) -> str | None:
        return self.programs.get(name)

    def works(self, path: object, code: str = "") -> bool:
        return str(path) in self.programs.values() and path not in self.broken

    def run(self, command: Sequence[str], environment: dict[str, str] | None = None) -> int:
        self.commands.append(list(command))
        return self.when_run(list(command))


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    made_up = Machine()
    monkeypatch.setattr(workshop, "ROOT", tmp_path)
    monkeypatch.setattr(shutil, "which", made_up.find)
    monkeypatch.setattr(workshop, "can_run", made_up.works)
    monkeypatch.setattr(workshop, "starts", made_up.works)
    monkeypatch.setattr(workshop, "run", made_up.run)
    monkeypatch.setattr(workshop, "is_root", lambda: made_up.root)
    monkeypatch.setattr(workshop, "find_playwright_chromium", lambda: made_up.find("playwright's"))
    monkeypatch.delenv("CHROMIUM", raising=False)
    for lock in (*workshop.WITHOUT, workshop.SITE_LOCK, workshop.DEV_LOCK):
        (tmp_path / lock).write_text(f"{lock} 1")
    (tmp_path / ".venv").mkdir()
    return made_up


def run_as(monkeypatch: pytest.MonkeyPatch, *version: int) -> None:
    monkeypatch.setattr(workshop, "RUNNING", version)


# --- Python


def test_an_old_python_can_read_the_script() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_the_script_needs_nothing_but_python() -> None:
    command = [sys.executable, "-I", "-S", str(SCRIPT), "--help"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    assert all(name in shown.stdout for name in workshop.COMMANDS)


def test_an_unknown_command_is_wrong_use() -> None:
    with pytest.raises(SystemExit) as ended:
        workshop.main(["polish"])
    assert ended.value.code == 2


@pytest.mark.parametrize("minor", [11, 12, 13, 14])
def test_a_python_that_the_locks_know_is_used(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, minor: int
) -> None:
    run_as(monkeypatch, 3, minor)
    assert workshop.find_python() == sys.executable


def test_an_old_python_finds_a_newer_one(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    run_as(monkeypatch, 3, 9)
    machine.programs = {"python3.11": "/bin/python3.11", "python3.13": "/bin/python3.13"}
    assert workshop.find_python() == "/bin/python3.13"


def test_a_name_without_a_working_python_behind_it_is_passed_over(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_as(monkeypatch, 3, 9)
    machine.programs = {"python3.12": "/bin/python3.12", "python3.14": "/shims/python3.14"}
    machine.broken = {"/shims/python3.14"}
    assert workshop.find_python() == "/bin/python3.12"


def test_a_python_too_new_for_the_locks_is_used_where_there_is_no_other(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_as(monkeypatch, 3, 15)
    assert workshop.find_python() == sys.executable


def test_without_a_new_enough_python_the_message_says_which_is_needed(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run_as(monkeypatch, 3, 9)
    assert workshop.main(["site"]) == 3
    assert (
        "Python 3.11 or newer is needed, and the one found here is 3.9" in capsys.readouterr().err
    )


# --- the virtual environment


def test_a_python_without_ensurepip_names_the_package_to_install(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(workshop, "name_venv_package", lambda python: "python3.11-venv")
    assert workshop.main(["site"]) == 3
    assert "sudo apt-get install python3.11-venv" in capsys.readouterr().err


def test_root_on_debian_gets_the_missing_half_of_venv(machine: Machine) -> None:
    machine.root = True
    machine.programs = {"apt-get": "/bin/apt-get"}

    def install(command: list[str]) -> int:
        machine.programs["python"] = sys.executable
        return 0

    machine.when_run = install
    workshop.make_sure_of_ensurepip(sys.executable)
    assert machine.commands[-1][:3] == ["/bin/apt-get", "-qq", "install"]
    assert machine.commands[-1][-1].endswith("-venv")


def test_a_lock_is_installed_once(machine: Machine) -> None:
    workshop.install([workshop.SITE_LOCK])
    workshop.install([workshop.SITE_LOCK])
    assert len(machine.commands) == 1
    assert "--require-hashes" in machine.commands[0]


def test_a_changed_lock_is_installed_again(machine: Machine, tmp_path: Path) -> None:
    workshop.install([workshop.SITE_LOCK, workshop.DEV_LOCK])
    (tmp_path / workshop.DEV_LOCK).write_text("another version")
    workshop.install([workshop.SITE_LOCK, workshop.DEV_LOCK])
    assert machine.commands[1][-1].endswith(workshop.DEV_LOCK)
    assert machine.commands[1].count("--requirement") == 1


@pytest.mark.parametrize("stamp", ["", "{", "[]", "null"])
def test_a_damaged_stamp_means_installing_again(machine: Machine, stamp: str) -> None:
    workshop.find_stamp().write_text(stamp)
    workshop.install([workshop.SITE_LOCK])
    assert workshop.SITE_LOCK in json.loads(workshop.find_stamp().read_text())


def test_an_installation_that_failed_is_tried_again(machine: Machine) -> None:
    machine.when_run = lambda command: 1
    for _ in range(2):
        with pytest.raises(workshop.MissingMeansError):
            workshop.install([workshop.SITE_LOCK])
    assert len(machine.commands) == 2


def test_without_the_charts_the_site_is_built_all_the_same(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.programs = {"python": str(workshop.find_venv_python())}
    machine.when_run = lambda command: int("--only-binary=:all:" in command)
    assert workshop.main(["site"]) == 0
    assert machine.commands[-1][1:] == ["build.py"]
    assert "no drawn diagrams" in capsys.readouterr().out


def test_the_program_is_compiled_before_it_is_first_started(machine: Machine) -> None:
    machine.programs = {"python": str(workshop.find_venv_python())}
    assert workshop.main(["site"]) == 0
    assert [command[1:] for command in machine.commands[-3:-1]] == [
        ["-m", "compileall", "-q", "measurebook"],
        ["-c", workshop.COMPILE_TEMPLATES],
    ]
    (workshop.ROOT / ".cache" / "templates").mkdir(parents=True)
    machine.commands.clear()
    assert workshop.main(["site"]) == 0
    assert not any(workshop.COMPILE_TEMPLATES in command for command in machine.commands)


def test_words_after_the_command_are_handed_on(machine: Machine) -> None:
    machine.programs = {"python": str(workshop.find_venv_python())}
    assert workshop.main(["serve", "--open", "--host", "::1"]) == 0
    assert machine.commands[-1][1:] == ["build.py", "serve", "--open", "--host", "::1"]


# --- the browser


def test_the_browser_named_by_the_environment_comes_first(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.programs = {"chromium": "/bin/chromium", "own": "/opt/own/chrome"}
    monkeypatch.setenv("CHROMIUM", "/opt/own/chrome")
    assert workshop.have_chromium() == "/opt/own/chrome"


def test_a_named_browser_that_does_not_start_is_not_replaced_by_another(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.programs = {"chromium": "/bin/chromium"}
    monkeypatch.setenv("CHROMIUM", "/opt/gone/chrome")
    with pytest.raises(workshop.MissingMeansError, match="/opt/gone/chrome"):
        workshop.have_chromium()


def test_a_stub_that_does_not_start_is_passed_over(machine: Machine) -> None:
    machine.programs = {"chromium-browser": "/bin/stub", "google-chrome": "/bin/google-chrome"}
    machine.broken = {"/bin/stub"}
    assert workshop.have_chromium() == "/bin/google-chrome"
    assert machine.commands == []


def test_playwrights_browser_is_used_where_none_is_installed(machine: Machine) -> None:
    machine.programs = {"playwright's": "/cache/chrome"}
    assert workshop.have_chromium() == "/cache/chrome"
    assert machine.commands == []


def test_playwrights_browser_is_fetched_before_debians_is_asked_for(machine: Machine) -> None:
    def fetch(command: list[str]) -> int:
        machine.programs["playwright's"] = "/cache/chrome"
        return 0

    machine.root = True
    machine.when_run = fetch
    assert workshop.have_chromium() == "/cache/chrome"
    assert [command[-2:] for command in machine.commands] == [["install", "chromium"]]


def test_root_on_debian_gets_debians_browser(machine: Machine) -> None:
    def install(command: list[str]) -> int:
        if command[0] == "/bin/apt-get":
            machine.programs["chromium"] = "/bin/chromium"
        return 0

    machine.root = True
    machine.programs = {"apt-get": "/bin/apt-get"}
    machine.when_run = install
    assert workshop.have_chromium() == "/bin/chromium"


def test_without_root_nothing_is_installed_and_the_message_helps(machine: Machine) -> None:
    machine.programs = {"apt-get": "/bin/apt-get"}
    with pytest.raises(workshop.MissingMeansError, match="CHROMIUM=/path/to/chrome make test"):
        workshop.have_chromium()
    assert not any(command[0] == "/bin/apt-get" for command in machine.commands)


@pytest.mark.skipif(sys.platform == "win32", reason="there, a browser is not started to try it")
def test_a_program_that_only_fails_is_no_browser(tmp_path: Path) -> None:
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\nexit 1\n")
    stub.chmod(0o755)
    assert not workshop.starts(str(stub))
    assert not workshop.starts(str(tmp_path / "not there"))


# --- the tests


@pytest.fixture
def tester(machine: Machine) -> Machine:
    """A machine that has all that the tests need."""
    machine.programs = {"python": str(workshop.find_venv_python()), "chromium": "/bin/chromium"}
    return machine


def steps_of(machine: Machine) -> list[str]:
    """The tools that were run, in order, without what was set up before."""
    set_up = {"pip", "compileall", workshop.COMPILE_TEMPLATES}
    return [command[2] for command in machine.commands if command[2] not in set_up]


def test_every_step_runs_even_after_one_failed(
    tester: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    tester.when_run = lambda command: int("ruff" in command)
    assert workshop.main(["test"]) == 1
    assert steps_of(tester) == ["ruff", "ruff", "mypy", "pytest", "pytest"]
    assert capsys.readouterr().out.endswith("== failed: lint, format\n")


def test_a_pytest_run_that_finds_no_test_has_failed(tester: Machine) -> None:
    tester.when_run = lambda command: 5 if "pytest" in command else 0
    assert workshop.main(["test"]) == 1


def test_a_choice_of_tests_may_leave_one_run_empty(tester: Machine) -> None:
    tester.when_run = lambda command: 5 if "tests/browser" in command else 0
    assert workshop.main(["test", "-k", "layers"]) == 0
    assert tester.commands[-1][-2:] == ["-k", "layers"]


# --- running


def test_the_exit_code_of_a_program_is_handed_on() -> None:
    assert workshop.run([sys.executable, "-c", "raise SystemExit(7)"]) == 7


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs without signals")
def test_a_killed_program_has_the_exit_code_that_shells_give_it() -> None:
    code = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    assert workshop.run([sys.executable, "-c", code]) == 137
