"""The pictures of docs/ are those that `make pictures` takes, and the README shows no others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.source_code import ROOT
from tools.pictures import DOCS, SCREENS, find_pages

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for address, text in {
        "measures/index.html": "a list that is longer than any of its measures",
        "measures/short.html": "<a href='../sources/one.html#L1'>",
        "measures/long.html": '<a href="../sources/two.html#L20-L30"> and more of it',
    }.items():
        path = tmp_path / address
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_longest_measure_is_taken_with_the_line_it_cites_first(site: Path) -> None:
    pages = find_pages(site)
    assert pages["measure"] == "measures/long.html"
    assert pages["source"] == "sources/two.html#L20"


def test_docs_holds_a_picture_of_every_page_on_every_screen(site: Path) -> None:
    taken = {f"{name}{screen.suffix}.webp" for name in find_pages(site) for screen in SCREENS}
    assert {path.name for path in DOCS.glob("*.webp")} == taken


def test_the_readme_shows_pictures_that_are_there() -> None:
    shown = re.findall(r"docs/[\w.-]+", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown
    assert [name for name in shown if not (ROOT / name).is_file()] == []
