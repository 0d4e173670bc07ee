"""The data page offers what it is given; the vocabulary shows every wording with its status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from measurebook.model.download import Download, FieldNote
from measurebook.pages.data import make_data, say_size
from measurebook.pages.vocabulary import VocabularyView

if TYPE_CHECKING:
    from collections.abc import Callable

    from measurebook.pages import Edition

TABLE = Download(
    name="measures",
    title_word="table_measures",
    description_word="table_measures_text",
    format="CSV",
    address="data/csv/measures.csv",
    bytes=2048,
    sha256="0" * 64,
    rows=1027,
    for_excel="data/excel/measures.csv",
    fields=(FieldNote("measure", "string", "column_measure"),),
)
NOTE = Download(
    name="readme",
    title_word="file_readme",
    description_word="file_readme_text",
    format="TXT",
    address="data/readme.txt",
    bytes=12,
    sha256="1" * 64,
)


def test_tables_come_with_their_rows_and_the_meaning_of_their_fields(edition: Edition) -> None:
    view = make_data(edition, [NOTE, TABLE])
    (table,) = view.tables
    assert (table.rows, table.size, table.for_excel) == ("1,027", "2 kB", "data/excel/measures.csv")
    (fields,) = view.dictionaries
    assert [field.name for field in fields.fields] == ["measure"]
    assert [(file.title, file.rows) for file in view.others] == [("Read me", "")]


def test_small_files_are_told_in_bytes(edition: Edition) -> None:
    assert say_size(edition, 12) == "12 bytes"
    assert say_size(edition, 1536) == "2 kB"


def test_every_term_has_a_cell_for_every_language_of_its_table(
    view: Callable[[str, type[VocabularyView]], VocabularyView],
) -> None:
    tables = view("vocabulary.html", VocabularyView).tables
    assert {"goals", "areas", "domains", "answers"} <= {table.id for table in tables}
    for table in tables:
        assert table.languages[0] == "English"
        assert all(tuple(c.language for c in row.cells) == table.languages for row in table.rows)
        assert all(any(cell.wording for cell in row.cells) for row in table.rows)
