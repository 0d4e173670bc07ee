"""Tables can be read back letter for letter, and no spreadsheet runs what stands in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurebook.exports import Release
from measurebook.exports.csv_files import guard_cell, render_csv, unguard_cell
from measurebook.exports.tables import TABLES, Cell, Field, Row, Table
from tests.exports.releases import load_norland, make_release, with_measure
from tests.exports.texts import texts

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\n@x", "＝1", "'=1", "''=1"]
SIGNS = ("=", "+", "-", "@")
cells = texts | st.tuples(st.sampled_from(["=", "+", "-", "@", "'", "' -"]), texts).map("".join)


def render_cells(*written: Cell) -> str:
    def read(_: Release) -> Iterator[Row]:
        yield written

    fields = tuple(Field(f"f{number}") for number in range(len(written)))
    return render_csv(make_release(load_norland()), Table("t", fields, (), read))[0]


def read_cells(text: str) -> list[str]:
    return list(csv.reader(io.StringIO(text, newline="")))[1]


@given(st.lists(cells, min_size=1, max_size=4))
def test_any_text_can_be_read_back(texts: list[str]) -> None:
    read = read_cells(render_cells(*texts, "end"))
    plain = [text.replace("\r\n", "\n").replace("\r", "\n") for text in texts]
    assert list(map(unguard_cell, read)) == [*plain, "end"]


@given(cells)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    shown = guard_cell(text).strip()
    assert shown in SIGNS or not shown.startswith(SIGNS)


@given(cells, cells)
def test_two_texts_never_become_one_cell(one: str, other: str) -> None:
    assert (guard_cell(one) == guard_cell(other)) == (one == other)


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_a_formula_is_kept_as_text(text: str) -> None:
    assert guard_cell(text) == f"'{text}"
    assert unguard_cell(f"'{text}") == text


@pytest.mark.parametrize(
    "text", ["Law", "'tis", "a=b", "2009-2019", "", "-", " - ", "'-"], ids=ascii
)
def test_all_other_texts_stay_as_they_are(text: str) -> None:
    assert guard_cell(text) == text


def test_truth_numbers_and_nothing_are_written_plainly() -> None:
    assert render_cells(True, False, 7, None, "x").splitlines()[1] == "true,false,7,,x"


def test_lines_end_as_the_format_says_and_line_feeds_in_texts_stay() -> None:
    assert render_cells("a\r\nb", "c") == 'f0,f1\r\n"a\nb",c\r\n'


def test_a_hostile_title_is_no_formula_in_any_table() -> None:
    hostile = '=HYPERLINK("https://evil.example","Film Fund")'
    release = make_release(with_measure(load_norland(), "film-fund", title=hostile))
    for table in TABLES:
        rows = csv.reader(io.StringIO(render_csv(release, table)[0], newline=""))
        found = [cell for row in rows for cell in row if cell.startswith(SIGNS) and len(cell) > 1]
        assert found == [], table.name


def test_numbers_dates_and_names_of_the_real_content_need_no_guard(azerbaijan: Release) -> None:
    """Only texts can; so whoever joins tables never meets an apostrophe."""
    for table in TABLES:
        free = {"title", "name", "text", "wording", "role", "funding", "note", "heading"}
        for row in table.read(azerbaijan):
            for field, cell in zip(table.fields, row, strict=True):
                if isinstance(cell, str) and field.name not in free:
                    assert guard_cell(cell) == cell, (table.name, field.name, cell)
