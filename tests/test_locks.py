"""The locks say the same as pyproject.toml; `make lock` writes them anew."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.source_code import ROOT
from tools.workshop import CHARTS_LOCK, DEV_LOCK, FACES_LOCK, PRINT_LOCK, SITE_LOCK

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(
    r"^([a-z0-9-]+)==([^\s;]+)[^\n]*\\\n((?: +--hash=sha256:[0-9a-f]{64}[ \\]*\n)+)", re.MULTILINE
)
LOCKS = [SITE_LOCK, CHARTS_LOCK, PRINT_LOCK, DEV_LOCK, FACES_LOCK]


def read_pins(lock: str) -> dict[str, str]:
    """The version of each package that has at least one hash."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {name: version for name, version, _ in PIN.findall(text)}


def find_wanted() -> Iterator[tuple[str, Requirement]]:
    """Each requirement of pyproject.toml with the lock that must hold it."""
    groups = PROJECT["dependency-groups"]
    wanted = {
        SITE_LOCK: PROJECT["project"]["dependencies"],
        CHARTS_LOCK: PROJECT["project"]["optional-dependencies"]["charts"],
        PRINT_LOCK: PROJECT["project"]["optional-dependencies"]["print"],
        DEV_LOCK: [*groups["test"], *groups["lint"]],
        FACES_LOCK: groups["faces"],
    }
    return ((lock, Requirement(line)) for lock, lines in wanted.items() for line in lines)


@pytest.mark.parametrize(
    ("lock", "wanted"), [pytest.param(*case, id=case[1].name) for case in find_wanted()]
)
def test_a_requirement_is_locked_within_its_range(lock: str, wanted: Requirement) -> None:
    assert wanted.specifier.contains(read_pins(lock)[canonicalize_name(wanted.name)])


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_has_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert len(read_pins(lock)) == len(re.findall(r"^[^\s#]", text, re.MULTILINE))


def test_the_locks_agree_with_each_other() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in read_pins(lock).items():
            versions.setdefault(name, set()).add(version)
    assert {name for name, found in versions.items() if len(found) > 1} == set()
