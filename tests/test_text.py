from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurebook.text import (
    SLUG_LENGTH,
    SLUG_PATTERN,
    find_hidden,
    fold,
    fold_label,
    fold_name,
    heading_of,
    is_slug,
    key_of,
    make_slug,
    mask_hidden,
    name_character,
    split_lines,
    squash_blanks,
)

# Folding


@pytest.mark.parametrize("spelling", ["Şəki", "ŞƏKİ", "şəki", "Seki", "SEKI", "s\u0327əki"])
def test_spellings_of_a_town_fold_to_one(spelling: str) -> None:
    assert fold(spelling) == "seki"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("İ", "i"),
        ("I", "i"),
        ("ı", "i"),
        ("Gəncə", "gence"),
        ("Mingəçevir", "mingecevir"),
        ("KOBİA", "kobia"),
        ("Édition", "edition"),
        ("Баку", "баку"),
        ("yaradıcılığı", "yaradiciligi"),
    ],
)
def test_letters_fold_as_search_compares_them(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_the_way_letters_are_composed_makes_no_difference(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    "wording",
    [
        "Name of partner:",
        "Name of partner:\N{NO-BREAK SPACE}",
        "Name of partner :",
        "NAME OF PARTNER::",
        "Name  of\tpartner",
        "Name of partner ?",
    ],
)
def test_how_a_label_ends_makes_no_difference(wording: str) -> None:
    assert fold_label(wording) == "name of partner"


def test_labels_that_differ_in_a_word_stay_apart() -> None:
    assert fold_label("Name of partner") != fold_label("Name of partners")


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘", "ʼ"])
def test_apostrophes_of_labels_are_one(apostrophe: str) -> None:
    assert fold_label(f"jusqu{apostrophe}à présent") == "jusqu'à présent"


def test_a_ligature_of_a_label_is_two_letters() -> None:
    assert fold_label("mise en œuvre") == fold_label("mise en oeuvre")


@pytest.mark.parametrize(
    "spelling",
    ['"Kamillik" Public Union', "“Kamillik” Public Union", "«KAMILLIK» public  union"],
)
def test_quotes_of_a_name_make_no_difference(spelling: str) -> None:
    assert fold_name(spelling) == "kamillik public union"


def test_names_of_two_bodies_stay_apart() -> None:
    assert fold_name("Design Association") != fold_name("Design Council")


# Slugs


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Şəki", "seki"),
        ("Law on Culture (2012)", "law-on-culture-2012"),
        ("Cinema/ Audiovisual Arts", "cinema-audiovisual-arts"),
        ("con", "con-1"),
        ("Index", "index-1"),
        ("!?", ""),
        ("", ""),
    ],
)
def test_a_title_has_a_slug(text: str, slug: str) -> None:
    assert make_slug(text) == slug


def test_a_long_title_is_cut_between_words() -> None:
    slug = make_slug("measure " * 20)
    assert len(slug) <= SLUG_LENGTH
    assert set(slug.split("-")) == {"measure"}


@given(st.text())
def test_what_is_made_as_a_slug_is_one_or_empty(text: str) -> None:
    slug = make_slug(text)
    assert slug == "" or is_slug(slug)


@given(st.from_regex(SLUG_PATTERN, fullmatch=True).filter(is_slug))
def test_a_slug_is_its_own_slug(slug: str) -> None:
    assert make_slug(slug) == slug


@pytest.mark.parametrize(
    "text", ["", "Baku", "a_b", "-a", "a-", "a--b", "a.b", "a/b", "..", "a\n", "nul", "é", "a" * 81]
)
def test_what_cannot_name_a_file_everywhere_is_no_slug(text: str) -> None:
    assert not is_slug(text)


# Headings


@pytest.mark.parametrize("key", ["main_features", "next_steps", "cso_form"])
def test_a_heading_leads_back_to_its_key(key: str) -> None:
    assert key_of(heading_of(key)) == key


# Blanks, lines, hidden characters


@given(st.text())
def test_blanks_are_squashed_to_single_spaces(text: str) -> None:
    assert not re.search(r"\s\s|^\s|\s$", squash_blanks(text))


def test_lines_end_at_line_feeds_alone() -> None:
    assert split_lines("a\x0bb\x0c\x1c\x85\u2028c\nd\n") == ["a\x0bb\x0c\x1c\x85\u2028c", "d", ""]


@given(st.text())
def test_lines_join_to_the_text_again(text: str) -> None:
    assert "\n".join(split_lines(text)) == text


@pytest.mark.parametrize("text", ["", "plain\ttext\n", "Şəki – “Baku”\N{NO-BREAK SPACE}", "👩🏽"])
def test_what_can_be_seen_or_is_a_usual_blank_is_not_hidden(text: str) -> None:
    assert list(find_hidden(text)) == []


@given(st.text())
def test_no_control_or_format_character_gets_past(text: str) -> None:
    left = mask_hidden(text)
    assert list(find_hidden(left)) == []
    assert not any(unicodedata.category(c) == "Cc" and c not in "\t\n" for c in left)


def test_a_hidden_character_is_told_with_line_and_name() -> None:
    assert list(find_hidden("a\nb\u200b\x07")) == [
        (2, "U+200B ZERO WIDTH SPACE"),
        (2, "U+0007 control character"),
    ]


@given(st.characters())
def test_every_character_has_a_name(character: str) -> None:
    assert re.fullmatch(r"U\+[0-9A-F]{4,6} .+", name_character(character))
