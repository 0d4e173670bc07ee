"""Small content folders for tests: a base that is right, and cases laid over it that are not."""

from __future__ import annotations

import shutil
from pathlib import Path

from measurebook.settings import Layout

CASES = Path(__file__).parent / "broken"
BASE = CASES / "_base"
EXPECTED = "expected.txt"


def copy_content(folder: Path, case: str | None = None) -> Layout:
    """Copy the base, and over it the files of a case, into `folder`/content."""
    content = folder / "content"
    shutil.copytree(BASE, content)
    if case:
        not_content = shutil.ignore_patterns(EXPECTED)
        shutil.copytree(CASES / case, content, dirs_exist_ok=True, ignore=not_content)
    return Layout(content)


def list_cases() -> list[str]:
    return sorted(path.name for path in CASES.iterdir() if path.is_dir() and path != BASE)


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
