"""The note beside the files lists what lies there."""

from __future__ import annotations

from msgspec.structs import replace

from measurebook.exports.readme import render_readme
from tests.exports.releases import load_norland, make_release


def test_the_workbook_is_listed_only_where_there_is_a_report() -> None:
    norland = load_norland()
    without = replace(norland, reports={})
    assert b"workbook.md" in render_readme(make_release(norland)).data
    assert b"workbook.md" not in render_readme(make_release(without)).data
