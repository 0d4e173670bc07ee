"""E-mail addresses and telephone numbers are found; numbers of other kinds are left alone."""

from __future__ import annotations

import time

import pytest

from measurebook.gate.personal import find_personal, find_personal_in_markup

PERSONAL = [
    "a.mammadov@mct.example.az",
    "a.mammadov+forum@example.az",
    "müəllim@example.az",
    "someone＠example.az",
    "someone@мәдәният.рф",
    "someone [at] example.az",
    "someone(at)example(dot)az",
    "+994 12 493 02 33",
    "+994124930233",
    "(+994 12) 493 02 33",
    "+994 (12) 493-02-33",
    "+33 1 45 68 10 00",
    "+1 (202) 555-0123",
    "(012) 493-02-33",
    "(012) 493 02 33",
    "Tel.: 493 02 33",
    "Tel: 012 493 02 33",
    "Fax: 493-02-33",
    "Telefon: 4930233",
    "mobile phone: 050 493 02 33",
    "Тел.: 493 02 33",
    "факс № 012 493023",
]

NOT_PERSONAL = [
    "medium.com/@studio.az",
    "https://example.org/@name/page",
    "minisearch@7.2.0",
    "@media print",
    "780000",
    "65 000",
    "39,695,852 USD",
    "20.000,00",
    "2 986 411.8 USD /2016-2019/",
    "2020-2024",
    "28-30 November 2023",
    "5.44 billion people use mobile phones in the world",
    "2023-11-28T10:00:00+04:00",
    "U+0100-02BA",
    "sha256-abc+1234567890123=",
    "978-9952-8176-4-8",
    "10.1000/182",
    "002:161-165",
    "(2018) 2019 2020",
    "grew by +5 % in 2019, +7 % in 2020",
    "Telemarketing 2019-2022",
    "the forum (at Baku)",
]


@pytest.mark.parametrize("text", PERSONAL)
def test_personal_data_is_found(text: str) -> None:
    (found,) = find_personal(f"Ask {text}, please")
    assert found == text


@pytest.mark.parametrize("text", NOT_PERSONAL)
def test_other_numbers_and_marks_are_left_alone(text: str) -> None:
    assert list(find_personal(f"Ask {text}, please")) == []


def test_tags_and_references_do_not_hide_an_address() -> None:
    markup = "<p>some<wbr>one<span class='x'>&commat;</span>example<b>.az</b></p>"
    assert list(find_personal_in_markup(markup)) == ["someone@example.az"]


def test_letters_that_grow_in_lower_case_do_not_hide_a_number() -> None:
    (found,) = find_personal("İİİİİİİİİİİİ Tel.: 493 02 33")
    assert found == "Tel.: 493 02 33"


@pytest.mark.parametrize("text", ["a" * 300_000, "a.b-" * 80_000, "@" * 300_000, "+1 " * 100_000])
def test_long_texts_take_little_time(text: str) -> None:
    begun = time.process_time()
    list(find_personal(text))
    list(find_personal_in_markup(text))
    assert time.process_time() - begun < 2
