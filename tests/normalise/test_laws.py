"""Laws that hold for any page, however its lines are shuffled, lost or run together."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from measurebook.frontmatter import as_values, read_fields, read_record, write_fields
from measurebook.markdown import read_blocks, read_plain_text
from measurebook.model.source import SourceKind
from measurebook.normalise.lines.cleaning import clean, clean_prose, find_dropped
from measurebook.text import find_hidden, is_blank, squash_blanks
from tests.normalise.reading_aid import ReadText, entries_by_line, lists_without_names, read

VOCABULARY = lists_without_names().vocabulary
WORD = re.compile(r"\bq\w*x\b")
"""Made-up words, which no list of the form knows."""

ENDINGS = (":\N{NO-BREAK SPACE}", ":", " :", "?:\N{NO-BREAK SPACE}", "::", "")
LABELS = [w.text for label in VOCABULARY.labels.values() for w in label.wordings]
QUESTIONS = [
    w.text for question in VOCABULARY.questions.values() for w in question.wordings.values()
]
LISTS = (
    VOCABULARY.areas,
    VOCABULARY.domains,
    VOCABULARY.scopes,
    VOCABULARY.natures,
    VOCABULARY.entity_types,
    VOCABULARY.headings,
    VOCABULARY.answers,
)
TERMS = [w.text for terms in LISTS for term in terms.values() for w in term.wordings.values()]
GOALS = [
    f"{word} {number} - {wording.text}"
    for number, goal in VOCABULARY.goals.items()
    for word, wording in zip(("Goal", "Objectif"), goal.wordings.values(), strict=False)
]
PLAIN = (
    "Where",
    "When",
    "Who",
    "2021",
    "Kenya",
    "-",
    "//",
    "N/A",
    "?",
    ":",
    "❭ YOUTH",
    "Azerbaijan 2018 report",
    "Name of partnerType of entity",
    "Name of the measure Scope of the measure Nature",
    "| Public Sector",
    "|",
    "---|---|",
    "242.840 USD",
    "2016: 5000 USD",
    "bestbonus.biz eokul365.com",
    "\N{NO-BREAK SPACE}",
    "",
    "",
    "",
)

words = st.from_regex(r"q[a-z]{1,4}x", fullmatch=True)
sentences = st.lists(words, min_size=1, max_size=6).map(" ".join)
labels = st.builds(str.__add__, st.sampled_from(LABELS + QUESTIONS), st.sampled_from(ENDINGS))
inline = st.builds("{}: {}".format, st.sampled_from(LABELS + QUESTIONS), sentences)
rows = st.builds(
    "{} {} {}".format,
    sentences,
    st.sampled_from(["National", "Local, Regional"]),
    st.just("legislative"),
)
cells = st.builds("{} | {} |".format, sentences, st.sampled_from(["Public Sector", "CSO"]))
lines = st.one_of(
    labels,
    labels,
    sentences,
    sentences,
    st.sampled_from(PLAIN),
    st.sampled_from(TERMS),
    st.sampled_from(GOALS),
    inline,
    rows,
    cells,
)
pages = st.lists(lines, min_size=1, max_size=40).map("\n".join)
kinds: st.SearchStrategy[SourceKind] = st.sampled_from(["platform-page", "periodic-report"])
any_line = st.text(st.characters(exclude_categories=()), max_size=60).filter(
    lambda x: "\n" not in x
)
marked_line = st.text(st.sampled_from(list("*_#>-+=~`[]()<>!&;:.1\\|ab \t")), max_size=30)


def words_of_content(read_text: ReadText) -> set[str]:
    """The made-up words of everything a reading would write."""
    written = [name.name for name in read_text.new_names.values()]
    for draft in read_text.reading.drafts:
        written.append(write_fields(as_values(draft.record)))
        written += (read_plain_text(text) for text in draft.sections.values())
    return {word for text in written for word in WORD.findall(text)}


def used_lines(read_text: ReadText) -> Iterator[str]:
    """The lines that state something."""
    classes = entries_by_line(read_text.reading.entries)
    for number, line in enumerate(read_text.source.lines, start=1):
        if number not in classes:
            yield line


@given(pages, kinds)
def test_every_line_has_one_class_or_is_cited(page: str, kind: SourceKind) -> None:
    assert read(page, kind).check() == []


@given(pages, kinds)
def test_no_word_of_a_used_line_is_lost(page: str, kind: SourceKind) -> None:
    read_text = read(page, kind)
    used = {word for line in used_lines(read_text) for word in WORD.findall(line)}
    assert used <= words_of_content(read_text)


@given(pages, kinds)
def test_no_word_is_made_up(page: str, kind: SourceKind) -> None:
    assert words_of_content(read(page, kind)) <= set(WORD.findall(page))


@given(pages, kinds)
def test_a_record_is_the_same_when_it_was_written_and_read_again(
    page: str, kind: SourceKind
) -> None:
    for draft in read(page, kind).reading.drafts:
        fields = read_fields(write_fields(as_values(draft.record)), "record")
        assert read_record(fields, type(draft.record)) == draft.record


@given(pages, kinds)
def test_reading_twice_gives_the_same(page: str, kind: SourceKind) -> None:
    assert read(page, kind).reading == read(page, kind).reading


@given(pages)
def test_a_spam_line_is_nowhere_in_the_content(page: str) -> None:
    for draft in read(page, "platform-page").reading.drafts:
        assert "eokul365" not in f"{draft.record} {draft.sections}"


# Cleaning and Markdown


@given(any_line | marked_line)
@example("1. Support: * exchange; #tag_one")
@example("\\*not\\*")
@example("    indented")
@example("[a]: https://example.org")
@example("&copy; &#42; &amp;")
@example("= =")
@example("***")
@example("<a href='x'>b</a> <https://example.org>")
def test_a_line_reads_the_same_as_markdown(line: str) -> None:
    assert squash_blanks(read_plain_text(clean_prose([line]))) == squash_blanks(clean(line))


@given(st.lists(any_line | marked_line, max_size=8))
def test_every_line_is_a_paragraph_of_its_own(several: list[str]) -> None:
    written = [squash_blanks(clean(line)) for line in several if not is_blank(line)]
    blocks = read_blocks(clean_prose(several), "page", 1)
    assert [squash_blanks(" ".join(block.texts)) for block in blocks] == written
    assert all(block.is_paragraph for block in blocks)


@given(any_line)
def test_cleaning_twice_is_cleaning_once(line: str) -> None:
    assert clean(clean(line)) == clean(line)


@given(any_line)
def test_no_invisible_character_is_left(line: str) -> None:
    assert list(find_hidden(clean(line))) == []
    assert find_dropped(clean(line)) == []


@pytest.mark.parametrize("blank", ["", " ", "\N{NO-BREAK SPACE}", "\u200b", "\ufeff \t", "\u2028"])
def test_what_nobody_sees_is_blank(blank: str) -> None:
    assert is_blank(blank)


@given(any_line)
def test_a_line_is_blank_when_cleaning_leaves_nothing(line: str) -> None:
    assert is_blank(line) == (clean(line) == "")
