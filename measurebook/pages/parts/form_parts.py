"""The parts of the form under their headings, and the contents of a page that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Protocol

import msgspec

from measurebook.graph import FormPart
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.statuses import tell_original
from measurebook.pages.parts.views import Link, Original, View

TOP_LEVEL = 2


class HeadedPart(msgspec.Struct, frozen=True):
    """A part with its heading. `level` is 2 for a goal or a part without areas, 3 for an area.

    A goal has no part of its own: the areas below it are the parts. `original` are the words of
    the form where the heading is a translation of them; goals and areas tell on their own pages.
    """

    id: str
    level: int
    heading: Link
    part: FormPart | None
    original: Original | None = None


def head_parts(edition: Edition, parts: Iterable[FormPart]) -> Iterator[HeadedPart]:
    """Head the parts in the order of the form; the areas of a goal stand under its heading."""
    opened = dict[str, int]()
    last = ""
    for part in parts:
        if part.kind == "heading":
            last = ""
            yield _head_part(edition, part)
            continue
        goal = edition.atlas.area(part.slug).goal
        if goal != last:
            last, opened[goal] = goal, opened.get(goal, 0) + 1
            yield _open_goal(edition, goal, opened[goal])
        yield HeadedPart(f"area-{part.slug}", 3, edition.area(part.slug), part)


def _open_goal(edition: Edition, goal: str, times: int) -> HeadedPart:
    """Head the areas of a goal; a goal that comes again gets another id."""
    name = f"goal-{goal}" if times == 1 else f"goal-{goal}-{times}"
    return HeadedPart(name, TOP_LEVEL, edition.goal(goal), None)


def _head_part(edition: Edition, part: FormPart) -> HeadedPart:
    """Head a part that is no area's, by the words of the form where they are known."""
    term = edition.vocabulary.headings.get(part.slug)
    name = f"part-{part.slug or 'other'}"
    if term is None:
        other = Link(text=edition.wording.say("report_other_questions"))
        return HeadedPart(name, TOP_LEVEL, other, part)
    heading, original = edition.choose(term.wordings), tell_original(edition, term.wordings)
    return HeadedPart(name, TOP_LEVEL, heading, part, original)


# Contents


class Headed(Protocol):
    """A part as a page shows it."""

    @property
    def id(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def heading(self) -> Link: ...


class Contents(View, frozen=True, kw_only=True):
    """A line of the contents, with the areas under a goal."""

    id: str
    text: str
    lang: str
    inner: tuple[Contents, ...] = ()


def list_contents(parts: Sequence[Headed]) -> Iterator[Contents]:
    """List the parts of level 2, each with those of level 3 that follow it."""
    for place, part in enumerate(parts):
        if part.level == TOP_LEVEL:
            below = takewhile(lambda other: other.level > TOP_LEVEL, parts[place + 1 :])
            yield _as_contents(part, tuple(_as_contents(other) for other in below))


def _as_contents(part: Headed, inner: tuple[Contents, ...] = ()) -> Contents:
    return Contents(id=part.id, text=part.heading.text, lang=part.heading.lang, inner=inner)
