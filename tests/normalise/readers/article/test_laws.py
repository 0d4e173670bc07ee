"""What holds for any text that is read as an article."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from measurebook.model.base import read_span
from measurebook.model.citing import find_cited
from measurebook.text import key_of
from tests.normalise.readers.article.readings import Read, find_unaccounted, read_cases, read_text

SENTENCES = [case.given for case in read_cases("people")]
LINES = [
    *SENTENCES,
    "",
    "",
    "Silk in Sheki again",
    "12.05.2021 10:30",
    "27 Fevral 2020 Xəbər",
    "Other news",
    "Home",
    "Panel 1: Who pays?",
    "Speakers:",
    "The opening ceremony of the forum was held on May 4-6 at the Heydar Aliyev Center.",
    'The panel on "Places" was held.',
    'The panel on "Introduction" was moderated by Ali Hasanov.',
    "The second day of the forum began.",
    "The last panel took place on May 6.",
    "Thus, the forum ended its work.",
    "The forum was organized by the Sona Foundation and the Ney Trust.",
    "7 panels and 3 round tables will be held in Baku and Ganja.",
    "Write to jane@example.org",
    "slots.example.com bets.example.biz",
    '"',
    "\ufeff“«»\u202e\u200b",
    "\N{NO-BREAK SPACE}",
    "İ ı ə ß ﬁ \ud800",
]
ARTICLES = st.lists(st.sampled_from(LINES), min_size=1, max_size=25).map("\n".join)
TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from('."“”,:;()-–\n  ABab12\r\x00\u0307')), max_size=300
)


def check_laws(read: Read, text: str) -> None:
    event = read.event
    lines = text.split("\n")
    assert [n for n in find_unaccounted(read, text) if any(map(str.isalnum, lines[n - 1]))] == []
    assert all(key_of(heading) in event.citations for heading in read.sections)
    assert len({key_of(heading) for heading in read.sections}) == len(read.sections)
    for cited in find_cited(event):
        assert 1 <= cited.span.first <= cited.span.last <= len(lines)
    for session in event.sessions:
        whole = read_span(session.lines)
        for person in (*session.moderators, *session.speakers, *session.attendees):
            span = read_span(person.lines)
            assert whole.first <= span.first <= span.last <= whole.last
            assert person.name.strip() == person.name != ""


@given(ARTICLES)
def test_articles_of_any_lines_are_accounted_for_and_cited(text: str) -> None:
    if text.strip(" \n\N{NO-BREAK SPACE}\ufeff\u200b\u202e"):
        check_laws(read_text(text), text)


@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    if any(map(str.isalnum, text)):
        check_laws(read_text(text), text)


@given(ARTICLES)
def test_every_name_and_role_stands_in_the_text(text: str) -> None:
    if not any(map(str.isalnum, text)):
        return
    flat = " ".join(text.split())
    for session in read_text(text).event.sessions:
        for person in (*session.moderators, *session.speakers, *session.attendees):
            assert person.name in flat
            assert all(part in flat for part in re.split(", ", person.role or ""))


@given(ARTICLES)
def test_reading_twice_gives_the_same(text: str) -> None:
    if any(map(str.isalnum, text)):
        assert read_text(text).reading == read_text(text).reading
