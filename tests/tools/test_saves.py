from __future__ import annotations

from typing import TYPE_CHECKING

from tests.source_code import ROOT
from tools import saves
from tools.saves import find_address, list_saves, measure_saves

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_each_save_changes_a_file_that_is_there() -> None:
    for save in list_saves(ROOT / "content"):
        assert save.old in (ROOT / save.path).read_text(encoding="utf-8"), save.name
        assert "#" in save.new


def test_the_address_is_the_one_that_the_preview_says() -> None:
    said = ["Port 5500 is taken; using 5501.\n", "Preview at http://localhost:5501/ (Ctrl-C)\n"]
    assert find_address(iter(said)) == "http://localhost:5501/"


def test_without_a_browser_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(saves, "find_chromium", lambda: None)
    (line,) = measure_saves(ROOT / "content", tmp_path / "preview", 1)
    assert "no Chromium" in line
