from __future__ import annotations

from measurebook.normalise.lines.blocks import number_lines
from measurebook.normalise.readers.article.text import (
    Narration,
    Paragraph,
    find_quotations,
    read_paragraphs,
)
from measurebook.normalise.readers.article.wording import match_any
from tests.normalise.readers.article.readings import vocabulary

WORDING = vocabulary().article_wording
NARRATION = Narration(
    WORDING.page.abbreviations, match_any([*WORDING.sessions.titled, *WORDING.sessions.topic])
)


def told(text: str) -> list[str]:
    (paragraph,) = read_paragraphs(number_lines([text]))
    return [sentence.printed for sentence in NARRATION.read(paragraph)]


def paragraphs(*lines: str) -> list[Paragraph]:
    return read_paragraphs(number_lines(lines))


def test_each_line_is_a_paragraph() -> None:
    found = paragraphs("One came.", "Two came.", "", "", "Three came.")
    assert [(str(one.span), one.gap) for one in found] == [("1", 0), ("2", 0), ("5", 2)]


def test_a_line_broken_within_a_sentence_is_joined() -> None:
    found = paragraphs(
        "The keeper of the old library in the upper town", "showed the books.", "A title", "More."
    )
    assert [(str(one.span), one.text) for one in found] == [
        ("1-2", "The keeper of the old library in the upper town showed the books."),
        ("3", "A title"),
        ("4", "More."),
    ]


def test_sentences_end_at_points_but_not_at_abbreviations_initials_and_figures() -> None:
    assert told("Dr. A. Hasanov showed No. 5 of 5.44 bn. He left! Did he? Yes.") == [
        "Dr. A. Hasanov showed No. 5 of 5.44 bn.",
        "He left!",
        "Did he?",
        "Yes.",
    ]


def test_speech_behind_a_colon_is_left_out() -> None:
    assert told('He said: "We sing. We dance." Then he left.') == ["He said", "Then he left."]


def test_speech_that_is_never_closed_ends_with_its_paragraph() -> None:
    assert told("He said: “We sing. We dance. He left.") == ["He said"]


def test_titles_within_speech_do_not_end_it() -> None:
    assert told('He said: "The "Ney" festival is ours. We sing." He left.') == [
        "He said",
        "He left.",
    ]


def test_speech_before_the_one_who_speaks_is_left_out() -> None:
    assert told('"We sing. We dance," said Ali Hasanov. "We play."') == ["said Ali Hasanov."]


def test_a_title_in_quotation_marks_is_no_speech() -> None:
    for text in (
        '"Creative Week" is held in May.',
        'The topic: "Songs for sale".',
        'The film "Ney" was shown.',
    ):
        assert told(text) == [text]


def test_a_quotation_mark_without_its_other_is_no_quotation() -> None:
    assert find_quotations('a "b" c "d') == ((3, 4),)
    assert find_quotations('a b" c "d" e') == ((8, 9),)


def test_curly_marks_keep_their_places_in_the_printed_text() -> None:
    (sentence,) = NARRATION.read(paragraphs("The “Ney” festival – Bülbül’s own")[0])
    assert sentence.text == 'The "Ney" festival – Bülbül\'s own'
    assert sentence.printed == "The “Ney” festival – Bülbül’s own"
