"""Conflicts say who found them; those of the program are named by their rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from measurebook.pages.conflicts import ConflictsView
from tests.samples import copy_sample, plan_by_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOUND = """\
kind: number
rule: parts-and-total
field: funding
found_by: program
measures: [law-on-the-arts]
quotes:
- {source: 010_norland-report, lines: '39', text: 65 000}
- {source: 010_norland-report, lines: '16', text: 1.20%}
reckoning: 40 000 + 30 000 = 70 000 > 65 000; 2 > 1
"""


def test_an_editors_conflict_says_so(
    view: Callable[[str, type[ConflictsView]], ConflictsView],
) -> None:
    (row,) = view("conflicts.html", ConflictsView).rows
    assert row.conflict.finder == "found by an editor"
    assert row.name == row.conflict.title == "In which year was the law passed?"


def test_a_conflict_of_the_program_is_named_by_its_rule_and_shows_its_reckoning(
    tmp_path: Path,
) -> None:
    layout = copy_sample(tmp_path)
    (layout.conflicts / "law-parts.yaml").write_text(FOUND, encoding="utf-8")
    context = plan_by_address(layout)["conflicts.html"].context
    assert isinstance(context, ConflictsView)
    row = next(row for row in context.rows if row.conflict.id == "conflict-law-parts")
    assert row.conflict.finder == "found by the program"
    assert row.conflict.title == "Parts that exceed their total (Money, as stated)"
    assert row.name.startswith("Parts that exceed their total (Money, as stated): Law on the Arts")
    steps = [" ".join(step.split()) for step in row.conflict.reckoning]
    assert steps == ["40 000 + 30 000 = 70 000 > 65 000", "2 > 1"]
