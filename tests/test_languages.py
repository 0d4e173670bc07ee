"""Plural forms and alphabets."""

from __future__ import annotations

import random

import pytest

from measurebook.languages import Alphabet, is_language, known_forms, month_names, needed_forms
from tests.samples import WORDS

LETTERS = {
    language: next(
        line.partition(": ")[2]
        for line in WORDS.with_name(f"{language}.yaml").read_text(encoding="utf-8").splitlines()
        if line.startswith("alphabet: ")
    )
    for language in ("en", "az")
}


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("az", ["Bakı", "Cəlilabad", "Çovdar", "Dəvəçi"]),
        ("az", ["Elm", "Ələt", "Film", "Gəncə", "Ğ", "Hacıqabul", "Xaçmaz", "Xızı"]),
        ("az", ["Ixtisas", "Ismarıc", "İdman", "İncəsənət", "Jurnal"]),
        ("az", ["Kino", "Qəbələ", "Quba", "Lənkəran"]),
        ("az", ["Oğuz", "Ömür", "Səs", "Şəki", "Uşaq", "Üzeyir", "Video", "Wikipedia", "Yevlax"]),
        ("az", ["Azerbaijan", "Azərbaycan", "AZPROMO"]),
        ("az", ["3dots", "Abad", "“Kamillik”", "Kino"]),
        ("en", ["3dots", "Abşeron", "Baku", "Élan", "Ganja", "Şəki Theatre", "Sumgait"]),
    ],
)
def test_lists_follow_the_alphabet_of_their_language(language: str, names: list[str]) -> None:
    key = Alphabet(LETTERS[language]).key
    shuffled = random.Random(1).sample(names, len(names))
    assert sorted(shuffled, key=key) == names


@pytest.mark.parametrize(
    ("language", "name", "letter"),
    [
        ("az", "İctimai televiziya", "İ"),
        ("az", "ictimai televiziya", "İ"),
        ("az", "Innovation", "I"),
        ("az", "ışıq", "I"),
        ("az", "əqli mülkiyyət", "Ə"),
        ("az", "“Kamillik”", "K"),
        ("en", "innovation", "I"),
        ("en", "İctimai", "I"),
        ("en", "Şəki", "S"),
        ("en", "3dots", "3"),
        ("en", "…", ""),
    ],
)
def test_a_name_stands_under_its_letter(language: str, name: str, letter: str) -> None:
    assert Alphabet(LETTERS[language]).initial(name) == letter


def test_without_an_alphabet_plain_letters_are_sorted() -> None:
    assert sorted(["b", "Á", "c"], key=Alphabet("").key) == ["Á", "b", "c"]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("az", "one other"),
        ("en", "one other"),
        ("ru", "one few many other"),
        ("ar", "zero one two few many other"),
        ("ja", "other"),
        ("fr", "one other"),
    ],
)
def test_the_forms_of_a_language_are_those_of_cldr(language: str, forms: str) -> None:
    assert needed_forms(language) == tuple(forms.split())


def test_a_form_that_only_millions_take_is_known_and_not_needed() -> None:
    assert "many" in known_forms("fr") - set(needed_forms("fr"))


def test_codes_that_no_language_has_are_told() -> None:
    assert [code for code in ("az", "xx", "english", "") if is_language(code)] == ["az"]


def test_months_are_named_as_dates_have_them() -> None:
    assert month_names("az")[:3] == ("yanvar", "fevral", "mart")
    assert month_names("ru")[2] == "марта"
