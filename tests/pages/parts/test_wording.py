"""Words, counts, dates and numbers of a language."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from measurebook.errors import MissingWordError
from measurebook.pages.parts.wording import Wording, Words, mark

WORDS = {
    "range_mark": "–",
    "separator": " · ",
    "found_one": "{count} hit for {what}",
    "found_other": "{count} hits for {what}",
    "only_other": "{count} sign",
}


@pytest.fixture
def english() -> Wording:
    return Wording("en", WORDS)


def test_a_word_that_is_missing_is_named(english: Wording) -> None:
    with pytest.raises(MissingWordError) as missing:
        english.say("nothing_like_it")
    assert (missing.value.language, missing.value.key) == ("en", "nothing_like_it")


def test_a_word_that_a_template_misses_is_named() -> None:
    with pytest.raises(MissingWordError):
        _ = Words("az", {}).skip_link


def test_values_are_put_in_as_they_are(english: Wording) -> None:
    assert english.count("found", 2, what="{count}") == "2 hits for {count}"


def test_one_has_its_own_form_where_the_language_has_one(english: Wording) -> None:
    assert english.count("found", 1, what="x") == "1 hit for x"
    assert english.count("only", 1) == "1 sign"


@pytest.mark.parametrize(
    ("language", "written", "shown"),
    [
        ("en", "2021-05-03", "3 May 2021"),
        ("az", "2021-05-03", "3 may 2021"),
        ("en", "2021-05", "May 2021"),
        ("en", "2021", "2021"),
        ("en", "2021-02-30", "2021-02-30"),
        ("en", "early in 2021", "early in 2021"),
    ],
)
def test_dates_follow_the_language_and_their_precision(
    language: str, written: str, shown: str
) -> None:
    assert Wording(language, WORDS).date(written) == shown


def test_a_date_of_a_year_shows_no_false_day(english: Wording) -> None:
    assert english.date("2021-01-01", "year") == "2021"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2023-11-28", "2023-11-28", "28 November 2023"),
        ("2023-11-28", "2023-11-30", "28–30 November 2023"),
        ("2023-11-27", "2023-12-03", "27 November–3 December 2023"),
        ("2023-12-30", "2024-01-02", "30 December 2023–2 January 2024"),
        ("2009", "2019", "2009–2019"),
    ],
)
def test_a_period_says_once_what_its_ends_share(
    english: Wording, first: str, last: str, shown: str
) -> None:
    assert english.period(first, last) == shown


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2023-11-28", "2023-11-30", "28–30 noyabr 2023"),
        ("2023-11-27", "2023-12-03", "27 noyabr–3 dekabr 2023"),
        ("2019-04", "2019-06", "aprel 2019–iyun 2019"),
    ],
)
def test_periods_follow_the_language(first: str, last: str, shown: str) -> None:
    assert Wording("az", WORDS).period(first, last) == shown


def test_numbers_follow_the_language() -> None:
    azerbaijani = Wording("az", {**WORDS, "found_other": "{what} üzrə {count} nəticə"})
    assert azerbaijani.number("2986411.8") == "2.986.411,8"
    assert azerbaijani.percent(0.34) == "34%"
    assert azerbaijani.count("found", 1200, what="x") == "x üzrə 1.200 nəticə"


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1, "1 год"), (3, "3 года"), (11, "11 лет"), (21, "21 год"), (100, "100 лет")],
)
def test_a_language_says_each_number_in_its_form(number: int, shown: str) -> None:
    forms = {"one": "год", "few": "года", "many": "лет", "other": "года"}
    words = {f"years_{form}": f"{{count}} {word}" for form, word in forms.items()}
    assert Wording("ru", words).count("years", number) == shown
    assert Words("ru", words).forms("years") == words


def test_a_marked_text_keeps_its_mark_and_all_around_it_is_text(english: Wording) -> None:
    marked = mark("Fond & Kino", "az")
    assert english.count("found", 2, what=marked) == Markup(
        '2 hits for <span lang="az">Fond &amp; Kino</span>'
    )
    assert english.join(["<b>", marked]) == Markup(
        '&lt;b&gt; · <span lang="az">Fond &amp; Kino</span>'
    )
    assert english.join(["<b>", "&"]) == "<b> · &"


def test_a_small_share_is_not_nothing(english: Wording) -> None:
    assert english.percent(0.0) == "0%"
    assert english.percent(0.001) == "<\N{NO-BREAK SPACE}1%"
    assert english.percent(0.5) == "50%"
