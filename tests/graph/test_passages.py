from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec import structs
from msgspec.structs import replace

from measurebook.graph import Atlas, Passage
from measurebook.graph.passages import (
    question_fragments,
    read_answer,
    read_event,
    read_measure,
    read_plain,
)
from measurebook.load import load_knowledge
from tests.samples import copy_sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def atlas(tmp_path: Path) -> Atlas:
    return Atlas(load_knowledge(copy_sample(tmp_path)))


def test_each_paragraph_of_a_measure_knows_its_place_and_its_line(atlas: Atlas) -> None:
    passages = list(read_measure(atlas.measure("law-on-the-arts"), atlas.knowledge.sources))
    assert passages[1] == Passage(
        "main_features",
        "main-features",
        "It was prepared with the artists' unions in Tarn.",
        "010_norland-report",
        "33",
    )
    assert passages[2].text == "Forty stages have <opened> & joined; see * and #stage."


def test_the_editors_note_is_no_text_of_a_measure(atlas: Atlas) -> None:
    passages = read_measure(atlas.measure("law-on-the-arts"), atlas.knowledge.sources)
    assert "editors_note" not in {passage.section for passage in passages}


def test_people_and_texts_of_a_session_lead_to_the_session(atlas: Atlas) -> None:
    passages = list(read_event(atlas.event("stage-forum"), atlas.knowledge.sources))
    second = [passage.text for passage in passages if passage.fragment == "session-2"]
    assert second == [
        "Stages for the young",
        "Una Dahl",
        'On June 13 the panel "Stages for the young" took place.',
        "Una Dahl spoke of schools.",
    ]
    assert passages[0].fragment == "introduction"


def test_no_two_answers_of_a_report_have_one_place(atlas: Atlas) -> None:
    answers = atlas.answers_of_report("norland-2024")
    fragments = question_fragments((*answers, *answers[:1]))
    assert len(set(fragments)) == len(answers) + 1
    assert fragments[-1].startswith(fragments[0])


def test_a_withheld_answer_has_no_text(atlas: Atlas) -> None:
    found = next(
        found
        for found in atlas.answers_of_report("norland-2024")
        if found.question is not None and found.answer.values
    )
    assert found.question is not None
    withheld = replace(found, question=structs.replace(found.question, kind="withheld"))
    assert list(read_answer(found, "x", atlas.knowledge.sources))
    assert list(read_answer(withheld, "x", atlas.knowledge.sources)) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1\\) first; 2\\) second", "1) first; 2) second"),
        ("a *word* and a \\*star\\*", "a word and a *star*"),
        ("snake_case and _stress_", "snake_case and stress"),
        ("> quoted\n> twice", "quoted twice"),
        ("[text](https://example.org/a_(b)) left", "text left"),
        ("R&amp;D &lt;b&gt;", "R&D <b>"),
    ],
)
def test_a_paragraph_is_read_without_its_marks(written: str, read: str) -> None:
    assert read_plain(written) == read
