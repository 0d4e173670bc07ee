"""A small world for random runs: sources of a simple form, their reader, and a curator's edits.

Everything goes through the normaliser's own run; only the reading of the form is replaced by one
that costs nothing. Measures are known by a number that stands in their `website` and texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any
from unittest.mock import patch

import msgspec

from measurebook.errors import ContentError
from measurebook.frontmatter import read_fields, read_records
from measurebook.model.knowledge import RawText
from measurebook.model.measure import Measure
from measurebook.model.source import Card, LineEntry
from measurebook.model.vocabulary import Noise, Organisation, Vocabulary
from measurebook.normalise.merging.content import Content, read_content
from measurebook.normalise.merging.line_ends import plain, restyle
from measurebook.normalise.reading import Draft, Reading, SourceText
from measurebook.normalise.run import READERS, plan_run
from measurebook.normalise.state import Plan, State
from measurebook.normalise.values.lists import Lists
from measurebook.normalise.values.names import NameBook
from measurebook.text import make_slug
from tests.normalise.drafting import apply

SECTIONS = {"F": "Main features", "R": "Results achieved"}
TITLES = ("Alpha", "Beta", "Gamma delta")
WORDS = ("music", "films", "books", "dance")
_WEBSITE = re.compile(r"^website: n(\d+)\.example", re.MULTILINE)


class Told(msgspec.Struct, frozen=True):
    """What the sources tell of a measure: its title, and indexes into the list of words."""

    number: int
    title: str = TITLES[0]
    goal: int = 1
    features: int = 0
    results: int | None = 0

    def lines(self) -> list[str]:
        name = " ".join(f"n{self.number}{letter}" for letter in "abcdefghijklmnop")
        lines = [f"T {self.title}", f"G {self.goal}", f"A Office {self.number}"]
        lines.append(f"W n{self.number}.example")
        lines.append(f"F Number {name} brings {WORDS[self.features]} to all the regions.")
        if self.results is not None:
            lines.append(f"R Number {name} has brought {WORDS[self.results]} to nine towns.")
        return [*lines, ""]


Sources = Mapping[str, tuple[int, tuple[Told, ...]]]
"""Source to the number of lines above its first measure, and its measures."""


def texts_of(sources: Sources) -> list[RawText]:
    texts = []
    for source, (above, told) in sorted(sources.items()):
        lines = ["~"] * above + [line for one in told for line in one.lines()]
        card = Card(title=source, kind="platform-page", sha256="0" * 64)
        path = f"content/sources/{source}.txt"
        texts.append(RawText(source, path, tuple(lines), "0" * 64, card))
    return texts


def read_told(source: SourceText, _lists: Lists, names: NameBook) -> Reading:
    """Read the simple form: a letter, a blank, a value; `T` opens a measure."""
    drafts: list[Draft] = []
    values: dict[str, tuple[str, int]] = {}
    entries = []
    for number, line in enumerate((*source.lines, "T"), start=1):
        if line == "~":
            entries.append(LineEntry(lines=str(number), line_class="chrome"))
        elif line.startswith("T") and values:
            drafts.append(_draft(source.id, values, names))
            values = {}
        if line[2:]:
            values[line[0]] = (line[2:], number)
    return Reading(tuple(drafts), tuple(entries))


_FIELDS = {"T": "title", "G": "goals", "A": "agencies", "W": "website"}


def _draft(source: str, values: Mapping[str, tuple[str, int]], names: NameBook) -> Draft:
    fields: dict[str, Any] = {_FIELDS[k]: text for k, (text, _) in values.items() if k in _FIELDS}
    fields["goals"] = (fields["goals"],)
    fields["agencies"] = (names.resolve(fields["agencies"], source, values["A"][1]),)
    keys = {**_FIELDS, **{k: h.lower().replace(" ", "_") for k, h in SECTIONS.items()}}
    measure = Measure(
        reported_by="party",
        targets_young_people="not-asked",
        ifcd_support="not-asked",
        evaluated="not-asked",
        citations={keys[k]: {source: str(number)} for k, (_, number) in values.items()},
        **fields,
    )
    sections = {h: values[k][0] for k, h in SECTIONS.items() if k in values}
    return Draft(make_slug(fields["title"]), measure, sections)


def plan(sources: Sources, state: State, restore: frozenset[str] = frozenset()) -> Plan:
    with patch.dict(READERS, {"platform-page": read_told}):
        return plan_run(texts_of(sources), (), _vocabulary(state.organisations), state, restore)


@cache
def _vocabulary(organisations: str | None) -> Vocabulary:
    fields = read_fields(plain(organisations or ""), "organisations")
    lists: dict[str, Any] = {name: {} for name in _LISTS}
    lists["organisations"] = read_records(fields, Organisation)
    return Vocabulary(**lists, groups=(), noise=Noise())


_LISTS = (
    *("goals", "areas", "domains", "entity_types", "answers", "scopes", "natures", "date_kinds"),
    *("organisations", "places", "labels", "headings", "questions"),
)


@cache
def fresh(sources: tuple[tuple[str, tuple[int, tuple[Told, ...]]], ...]) -> dict[int, str]:
    """What a first run writes for these sources, by the number of the measure."""
    state = State(folders=frozenset())
    content = apply(state, plan(dict(sources), state).in_order()).content
    return {number_of(text): text for text in content.values()}


def number_of(text: str) -> int:
    """The number of the measure that a file tells of; 0 for none."""
    found = _WEBSITE.search(plain(text))
    return int(found[1]) if found else 0


def content_of(text: str) -> Content | None:
    try:
        return read_content(plain(text), "")
    except ContentError:
        return None


# A curator's edits: each takes a text, a word that nothing else holds, and a place


Edit = Callable[[str, str, int], str]


def _lines_of_front(text: str) -> tuple[list[str], list[str]]:
    lines = text.split("\n")
    end = lines.index("---", 1)
    return lines[:end], lines[end:]


def _insert(text: str, line: str, starts: Sequence[int]) -> str:
    front, rest = _lines_of_front(text)
    front.insert(starts[0], line)
    return "\n".join([*front, *rest])


def _tops(text: str) -> list[int]:
    """The lines of the front matter on which its own keys stand, and the one below the last."""
    front, _ = _lines_of_front(text)
    return [n for n, line in enumerate(front) if n and re.match("[a-z]", line)] + [len(front)]


def change_title(text: str, word: str, _place: int) -> str:
    return re.sub(r"(?m)^title: [^#\n]*?(?=  #|$)", f"title: Own {word}", text)


def change_goals(text: str, word: str, _place: int) -> str:
    return re.sub(r"(?m)^goals: \[.*?\]", f"goals: ['1', {word}]", text)


def change_citation(text: str, _word: str, place: int) -> str:
    key = ("title", "goals", "website")[place % 3]
    return re.sub(rf"(?m)^( +{key}: \{{\w+: )[^,}}]+", rf"\g<1>'{900 + place}'", text)


def add_key(text: str, word: str, place: int) -> str:
    tops = _tops(text)
    return _insert(text, f"mine_{word}: so it is", [tops[place % len(tops)]])


def add_comment(text: str, word: str, place: int) -> str:
    front, _ = _lines_of_front(text)
    indent = " " * (place % 3 if front[-1].startswith(" ") else 0)
    return _insert(text, f"{indent}# {word}", [1 + place % len(front)])


def add_comment_behind(text: str, word: str, place: int) -> str:
    front, rest = _lines_of_front(text)
    at = 1 + place % (len(front) - 1)
    front[at] += f"  # {word}"
    return "\n".join([*front, *rest])


def reorder(text: str, _word: str, place: int) -> str:
    front, rest = _lines_of_front(text)
    tops = [n for n in _tops(text)[:-1] if re.match("(title|goals|agencies)", front[n])]
    if not tops:
        return text
    line = front.pop(tops[place % len(tops)])
    front.insert(len(front) if place % 2 else 1, line)
    return "\n".join([*front, *rest])


def quote_title(text: str, _word: str, place: int) -> str:
    mark = "\"'"[place % 2]
    return re.sub(r"(?m)^title: ([A-Z][\w ]*)$", rf"title: {mark}\1{mark}", text)


def spread_list(text: str, word: str, _place: int) -> str:
    return re.sub(r"(?m)^goals: \['(\d)'\]$", rf"goals:\n    - '\1'  # {word}", text)


def _sections(text: str) -> list[str]:
    return re.findall(r"(?m)^## .*$", text)


def rewrite(text: str, word: str, place: int) -> str:
    paragraphs = re.findall(r"(?m)^Number .*$", text)
    if not paragraphs:
        return text
    return text.replace(paragraphs[place % len(paragraphs)], f"My own words, {word}.\n\n- {word}")


def add_paragraph(text: str, word: str, place: int) -> str:
    headings = _sections(text)
    if not headings:
        return text
    heading = headings[place % len(headings)]
    return text.replace(heading, f"{heading}\n\n```\n## {word}\n```", 1)


def add_note(text: str, word: str, _place: int) -> str:
    return f"{text.rstrip()}\n\n## Editor's note\n\nSeen, {word}.\n"


def delete_section(text: str, _word: str, place: int) -> str:
    parts = re.split(r"(?m)^(?=## (?:Main|Results))", text)
    if len(parts) > 1:
        del parts[1 + place % (len(parts) - 1)]
    return "".join(parts)


def delete_key(text: str, _word: str, place: int) -> str:
    key = ("title", "goals", "agencies")[place % 3]
    return re.sub(rf"(?m)^{key}:.*\n(?: +-.*\n)*", "", text)


def use_returns(text: str, _word: str, place: int) -> str:
    if place % 3 == 0:
        return text.replace("\n", "\r\n")
    lines = text.split("\n")
    return (
        "".join(line + ("\n" if n % 2 else "\r\n") for n, line in enumerate(lines[:-1])) + lines[-1]
    )


def add_mark(text: str, _word: str, _place: int) -> str:
    return f"\ufeff{text}"


def drop_last_feed(text: str, _word: str, _place: int) -> str:
    return text.rstrip("\n")


def break_yaml(text: str, _word: str, _place: int) -> str:
    return _insert(text, BROKEN, [1])


BROKEN = "broken: ["
EDITS: tuple[Edit, ...] = (
    *(change_title, change_goals, change_citation, add_key, add_comment, add_comment_behind),
    *(reorder, quote_title, spread_list, rewrite, add_paragraph, add_note, delete_section),
    *(delete_key, use_returns, add_mark, drop_last_feed, break_yaml),
)


def edit_text(text: str, edit: Edit, word: str, place: int) -> str:
    """Make an edit; the file keeps its mark and its line ends unless the edit is about them."""
    styles = (use_returns, add_mark)
    edited = edit(plain(text), word, place)
    return edited if edit in styles else restyle(edited, text)
