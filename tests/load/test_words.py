"""The words of every language are complete, with the forms that the language needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from measurebook.errors import Problem
from measurebook.load.words import read_words
from measurebook.settings import Layout
from tests.source_code import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = """\
search: Search
other_questions: Other questions
hits_one: "{count} hit for {what}"
hits_other: "{count} hits for {what}"
"""


def read(folder: Path, **languages: str) -> list[str]:
    """Read these words, and return what is said of them."""
    layout = Layout(folder / "content")
    layout.interface.mkdir(parents=True)
    for language, words in languages.items():
        (layout.interface / f"{language}.yaml").write_text(words, encoding="utf-8")
    problems: list[Problem] = []
    read_words(tuple(languages), layout, problems)
    return [str(problem) for problem in problems]


def test_the_words_of_this_site_are_complete() -> None:
    problems: list[Problem] = []
    words = read_words(("en", "az"), Layout(ROOT / "content"), problems)
    assert problems == []
    assert words["en"].keys() == words["az"].keys()


def test_a_language_with_more_forms_has_them_all(tmp_path: Path) -> None:
    russian = """\
search: Поиск
other_questions: Другие вопросы
hits_one: "{count} совпадение для {what}"
hits_few: "{count} совпадения для {what}"
hits_many: "{count} совпадений для {what}"
hits_other: "{count} совпадения для {what}"
"""
    assert read(tmp_path, en=ENGLISH, ru=russian) == []


def test_a_missing_form_is_told_with_its_key(tmp_path: Path) -> None:
    assert read(tmp_path, en=ENGLISH, ru=ENGLISH) == [
        'content/interface/ru.yaml:1: the word "hits_few" is missing, a form its language needs',
        'content/interface/ru.yaml:1: the word "hits_many" is missing, a form its language needs',
    ]


def test_the_first_language_needs_its_own_forms_as_well(tmp_path: Path) -> None:
    assert read(tmp_path, en='hits_other: "{count} hits"\n') == [
        'content/interface/en.yaml:1: the word "hits_one" is missing, a form its language needs'
    ]


def test_a_form_that_the_language_does_not_have_is_told(tmp_path: Path) -> None:
    japanese = 'search: 検索\nother_questions: その他\nhits_other: "{what}: {count}"\n'
    assert read(tmp_path / "right", en=ENGLISH, ja=japanese) == []
    (problem,) = read(tmp_path, en=ENGLISH, ja=japanese + 'hits_one: "{what}: {count}"\n')
    assert problem.startswith(
        'content/interface/ja.yaml:4: content/interface/en.yaml has no word "hits_one"'
    )


def test_a_form_that_only_millions_take_may_be_there(tmp_path: Path) -> None:
    french = ENGLISH + 'hits_many: "{count} de résultats pour {what}"\n'
    assert read(tmp_path, en=ENGLISH, fr=french) == []


@pytest.mark.parametrize("form", ["one", "other"])
def test_a_blank_that_is_missing_is_told(tmp_path: Path, form: str) -> None:
    azerbaijani = ENGLISH.replace(f'hits_{form}: "{{count}}', f'hits_{form}: "').replace(
        "{what}", "x"
    )
    told = read(tmp_path, en=ENGLISH, az=azerbaijani)
    assert all("expected {count}, {what}" in problem for problem in told)
    assert len(told) == 2


def test_the_form_for_one_may_leave_the_number_out(tmp_path: Path) -> None:
    azerbaijani = ENGLISH.replace("{count} hit for", "bir nəticə:")
    assert read(tmp_path, en=ENGLISH, az=azerbaijani) == []
