"""Wordings with their status, and the official one behind one that is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from measurebook.graph import Atlas
from measurebook.load import load_knowledge
from measurebook.model.vocabulary import Wording as Named
from measurebook.pages import Edition, Wording
from measurebook.pages.parts.answers import show_answers
from measurebook.pages.parts.statuses import find_original, show_wording, tell_original
from tests.samples import copy_sample_in_two_languages

if TYPE_CHECKING:
    from measurebook.model.knowledge import Knowledge

PRINTED = Named(text="Name of Party", status="source", source="010_norland-report:4")
FOUND = Named(text="Nom de la Partie", status="public-copy", source="the French form")
OURS = Named(text="Tərəfin adı", status="translation")
USUAL = Named(text="Name of Party", status="recalled")


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return load_knowledge(copy_sample_in_two_languages(tmp_path_factory.mktemp("statuses")))


@pytest.fixture(scope="module")
def azerbaijani(knowledge: Knowledge) -> Edition:
    return Edition(Atlas(knowledge), Wording("az", knowledge.words["az"]), "0123abcd")


def test_a_translation_says_so_and_has_the_official_words_behind_it(azerbaijani: Edition) -> None:
    told = tell_original(azerbaijani, {"az": OURS, "fr": FOUND, "en": PRINTED})
    assert told is not None
    assert (told.status, told.wording) == ("tərcümə", "İngilis dilində, rəsmi: Name of Party")


def test_nothing_is_told_of_what_is_official(azerbaijani: Edition) -> None:
    assert tell_original(azerbaijani, {"en": PRINTED, "fr": FOUND}) is None
    assert tell_original(azerbaijani, {}) is None


def test_without_an_official_wording_the_status_is_told_all_the_same(azerbaijani: Edition) -> None:
    told = tell_original(azerbaijani, {"az": OURS, "en": USUAL})
    assert told is not None
    assert (told.status, told.wording) == ("tərcümə", "")


def test_a_wording_from_memory_has_one_that_was_found_behind_it(azerbaijani: Edition) -> None:
    told = tell_original(azerbaijani, {"en": USUAL, "fr": FOUND})
    assert told is not None
    assert told.status == "yoxlanılmayıb"
    assert told.wording.endswith(FOUND.text)


def test_only_what_was_found_somewhere_counts_as_official(azerbaijani: Edition) -> None:
    statuses = [
        show_wording(azerbaijani, "en", named).status for named in (PRINTED, FOUND, USUAL, OURS)
    ]
    assert statuses == ["official", "official", "recalled", "translation"]


def test_a_question_is_asked_in_the_language_of_the_page(azerbaijani: Edition) -> None:
    (shown,) = show_answers(azerbaijani, azerbaijani.atlas.answers_of_question("ministry"))
    assert (shown.text, shown.lang) == ("Mədəni və yaradıcı sektorlara cavabdeh nazirlik var", "")
    assert shown.original is not None
    assert "A Ministry (or agency" in shown.original.wording
    assert shown.original.address == "vocabulary.html#question-ministry"


def test_a_question_that_nobody_knows_has_no_status(azerbaijani: Edition) -> None:
    assert find_original(azerbaijani, "no-such-question") is None
