from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.normalise.reading_aid import read
from tests.source_code import ROOT
from tools.synthetic_reports import Pattern, main, read_pattern, write_report

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def pattern() -> Pattern:
    return read_pattern(ROOT / "content")


def test_a_report_has_the_measures_of_its_pattern_in_other_words(pattern: Pattern) -> None:
    text = read(write_report(pattern, 1))
    assert len(text.measures) == 27
    assert text.report.party != "Azerbaijan"
    assert text.reading.problems == ()


def test_no_two_numbers_give_one_report_and_each_gives_the_same_again(pattern: Pattern) -> None:
    assert write_report(pattern, 1) == write_report(pattern, 1) != write_report(pattern, 2)


def test_so_many_texts_are_written(tmp_path: Path) -> None:
    assert main([str(ROOT / "content"), str(tmp_path), "3"]) == 0
    assert len(list(tmp_path.glob("report-*.txt"))) == 3
