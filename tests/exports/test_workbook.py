"""The workbook to take along holds every question, and says nothing the sources do not."""

from __future__ import annotations

import csv
import io
import re

import pytest

from measurebook.exports import Exports
from measurebook.exports.tables.workbook import word_question
from measurebook.exports.workbook import render_workbook
from measurebook.graph import open_workbook
from measurebook.normalise.lines.cleaning import escape_markdown
from tests.exports.releases import load_azerbaijan, load_norland, make_release
from tests.source_code import ROOT


@pytest.fixture(scope="module")
def exports() -> Exports:
    return Exports(make_release(load_azerbaijan()))


@pytest.fixture(scope="module")
def text(exports: Exports) -> str:
    (file,) = render_workbook(exports.release)
    return file.data.decode()


def read_table(exports: Exports, name: str) -> list[dict[str, str]]:
    (file,) = [file for file in exports.files if file.path == f"data/csv/{name}.csv"]
    return list(csv.DictReader(io.StringIO(file.data.decode(), newline="")))


def test_every_question_stands_in_it_with_room_for_an_answer(exports: Exports, text: str) -> None:
    book = open_workbook(exports.release.atlas)
    assert book is not None
    asked = [line for part in book.parts for line in part.lines]
    for line in asked:
        assert f"**{escape_markdown(word_question(exports.release, line))}**" in text
    assert text.count("\n- Your answer:\n") == len(asked) == 85


def test_the_table_says_what_the_page_says(exports: Exports) -> None:
    rows = read_table(exports, "workbook")
    assert len(rows) == 85
    assert sum(row["left_open"] in {"open", "parent"} for row in rows) == 9
    assert sum(row["support"] == "none" for row in rows) == 6


def test_statements_and_newer_sentences_are_the_words_of_their_lines(exports: Exports) -> None:
    sources = exports.release.knowledge.sources
    report = exports.release.atlas.reports[0].record.source
    for row in read_table(exports, "promises"):
        assert row["text"] in " ".join(sources[report].lines[int(row["line"]) - 1].split())
    for row in read_table(exports, "newer_passages"):
        line = " ".join(sources[row["source"]].lines[int(row["lines"]) - 1].split())
        assert row["sentence"] in line
        assert row["found"] in row["sentence"]


def test_no_address_of_a_person_is_in_it(text: str) -> None:
    assert not re.search(r"[\w.]+@[\w.]+", text)


def test_the_small_country_has_one_too() -> None:
    (file,) = render_workbook(make_release(load_norland()))
    assert b"Ministry" in file.data or b"ministry" in file.data


def test_the_findings_of_the_editors_are_about_answers_that_are_there() -> None:
    assert (ROOT / "content" / "claims" / "azerbaijan-2022.yaml").is_file()
    knowledge = load_azerbaijan()
    for review in knowledge.reviews.values():
        answers = {answer.question for answer in knowledge.reports[review.report].record.answers}
        assert {finding.question for finding in review.findings} <= answers
