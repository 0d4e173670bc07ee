"""Curator's file, text last generated, text generated now: what stays and what follows.

Values are compared, never lines: the front matter field by field, lists of records by what names
each record, citations one by one, and the body section by section. What a curator changed stays;
what nobody changed follows the source; where both changed, the curator's stays and the other is
proposed. The result is written into the curator's text, which keeps its comments, its order, its
quotes and its line ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import Any

import msgspec

from measurebook.errors import ContentError
from measurebook.frontmatter import read_document, read_fields
from measurebook.normalise.merging.body_edits import edit_sections, read_body
from measurebook.normalise.merging.line_ends import plain, restyle
from measurebook.normalise.merging.yaml_edits import UnchangeableError, edit_fields
from measurebook.text import key_of

Unit = tuple[str, ...]
"""A field `("title",)`, a part of one `("citations", "title")` or a section `("##", heading)`."""

_SECTION = "##"
_CITATIONS = "citations"
_MOST_CITATIONS = 3
_READ_LATELY = 64
_PLACES = frozenset({"line", "lines", _CITATIONS})
"""Keys whose values say where something stands in a source."""

_GATHERED = frozenset({"relations", "aliases"})
"""Lists whose members do not depend on each other: both sides may add and remove some."""

_NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "answers": ("question", "area"),
    "values": ("text", "group"),
    "sessions": ("title",),
    "moderators": ("name",),
    "speakers": ("name",),
    "attendees": ("name",),
    "announced": ("what",),
    "partners": ("organisation", "name"),
    "dates": ("what",),
    "by_year": ("year",),
    "unresolved": ("field", "text"),
    "quotes": ("source", "text"),
}
"""Lists of records, and the keys by which a record is known from one text to the next."""

_INDEPENDENT = frozenset({"answers", "sessions", "announced", "unresolved", "quotes"})
"""Lists of records to which one side may add while the other removes."""


class _Absent:
    """Stands for a value that is not there."""


_ABSENT: Any = _Absent()


class Merged(msgspec.Struct, frozen=True):
    """The text of a file after a run, and what was decided in it."""

    text: str
    followed: tuple[Unit, ...] = ()
    kept: tuple[Unit, ...] = ()
    disputed: tuple[Unit, ...] = ()


class Content(msgspec.Struct, frozen=True):
    """What a document says, whatever it is written like."""

    fields: dict[str, Any]
    sections: dict[str, str]


@lru_cache(maxsize=_READ_LATELY)
def read_content(text: str, path: str) -> Content:
    """Read what a document says; a YAML file has fields alone. Raises ContentError for neither.

    A run asks for one text several times in a row, so the last ones are kept; nobody changes them.
    """
    if _has_fields_alone(path):
        return Content(read_fields(text, path).values, {})
    document = read_document(text, path)
    return Content(document.fields.values, read_body(document.body))


def _has_fields_alone(path: str) -> bool:
    return path.endswith(".yaml")


def merge(base: str, now: str, new: str, path: str) -> Merged:
    """Merge a new generated text into a curator's file.

    Raises ContentError where the curator's file is no document. A change that cannot be written
    into the file so that it reads back as meant is left to the curator.
    """
    text = plain(now)
    if text == base:
        follow = read_content(base, path), read_content(new, path)
        return Merged(restyle(new, now), followed=tuple(find_differences(*follow)))
    there, coming = read_content(text, path), read_content(new, path)
    merger = _Merger()
    wanted = _settle(merger.merge(read_content(base, path), there, coming), coming)
    written = _write(text, there, wanted, coming, path)
    decided = tuple(merger.followed), tuple(merger.kept), tuple(merger.disputed)
    if written is None:
        followed, kept, disputed = decided
        return Merged(now, (), kept, (*followed, *disputed))
    return Merged(now if written == text else restyle(written, now), *decided)


def compare(now: str, new: str, path: str) -> Merged:
    """Compare a generated text with a file of which nobody knows who wrote it: all is in dispute.

    Only citations go of what is not there. Raises ContentError where the file is no document.
    """
    text = plain(now)
    there, coming = read_content(text, path), read_content(new, path)
    written = _write(text, there, _settle(there, coming), coming, path)
    is_same = written is None or written == text
    disputed = tuple(find_differences(there, coming))
    return Merged(now if is_same else restyle(written or "", now), disputed=disputed)


def _settle(wanted: Content, coming: Content) -> Content:
    """Return what the next run would make of this, when `coming` is what was last generated."""
    return _Merger().merge(coming, wanted, coming)


def find_differences(one: Content, other: Content) -> Iterable[Unit]:
    """Find what two documents say differently, field by field and section by section."""
    merger = _Merger()
    merger.merge(one, one, other)
    return merger.followed


def name_unit(unit: Unit) -> str:
    """Name a unit as a curator sees it.

    >>> name_unit(("citations", "title")), name_unit(("##", "Main features"))
    ('citations.title', '## Main features')
    """
    return " ".join(unit) if unit[0] == _SECTION else ".".join(unit)


def name_units(units: Iterable[Unit]) -> tuple[str, ...]:
    """Name units for a message; many citations are named together.

    >>> name_units([("title",), ("citations", "title", "report"), ("citations", "title", "page")])
    ('title', 'citations.title')
    >>> name_units([("citations", key) for key in "abcd"])
    ('citations',)
    """
    names = dict.fromkeys(name_unit(x[:2] if x[0] == _CITATIONS else x) for x in units)
    cited = [name for name in names if name.startswith(f"{_CITATIONS}.")]
    if len(cited) > _MOST_CITATIONS:
        names = {name: None for name in names if name not in cited} | {_CITATIONS: None}
    return tuple(names)


# What is wanted


class _Merger(msgspec.Struct):
    """Merges values and notes what it decided."""

    followed: list[Unit] = msgspec.field(default_factory=list)
    kept: list[Unit] = msgspec.field(default_factory=list)
    disputed: list[Unit] = msgspec.field(default_factory=list)

    def merge(self, base: Content, now: Content, new: Content) -> Content:
        fields = self._merge_mapping(base.fields, now.fields, new.fields, ())
        sections = self._merge_mapping(base.sections, now.sections, new.sections, (_SECTION,))
        wanted = Content(fields, sections)
        self._drop_unfounded(base, now, wanted)
        return wanted

    def _merge_value(self, base: Any, now: Any, new: Any, unit: Unit) -> Any:
        if now == new:
            return now
        if isinstance(base, dict) and isinstance(now, dict) and isinstance(new, dict):
            return self._merge_mapping(base, now, new, unit)
        if now == base:
            self.followed.append(unit)
            return new
        if new == base or (now is _ABSENT and _is_same_elsewhere(base, new, unit)):
            self.kept.append(unit)
            return now
        return self._merge_parts(base, now, new, unit)

    def _merge_parts(self, base: Any, now: Any, new: Any, unit: Unit) -> Any:
        """Merge values that both sides changed: part by part, where they have parts."""
        kinds = {type(value) for value in (base, now, new)}
        if unit[-1] in _GATHERED and kinds <= {list, _Absent}:
            lists = [[] if value is _ABSENT else value for value in (base, now, new)]
            return self._gather(lists[0], lists[1], lists[2], unit)
        if kinds == {list}:
            return self._merge_list(base, now, new, unit)
        self.disputed.append(unit)
        return now

    def _merge_mapping(
        self, base: Mapping[str, Any], now: Mapping[str, Any], new: Mapping[str, Any], unit: Unit
    ) -> dict[str, Any]:
        """Merge two mappings key by key, in the order of the curator's."""
        merged = {
            key: self._merge_value(
                base.get(key, _ABSENT), now.get(key, _ABSENT), new.get(key, _ABSENT), (*unit, key)
            )
            for key in dict.fromkeys((*new, *base, *now))
        }
        return {key: merged[key] for key in _weave(now, new) if merged[key] is not _ABSENT}

    def _merge_list(self, base: list[Any], now: list[Any], new: list[Any], unit: Unit) -> list[Any]:
        keyed = _key_lists((base, now, new), unit[-1])
        if keyed is None:
            self.disputed.append(unit)
            return now
        return list(self._merge_mapping(*keyed, unit).values())

    def _gather(self, base: list[Any], now: list[Any], new: list[Any], unit: Unit) -> Any:
        """Merge lists of which each member stands for itself; an empty one is not there."""
        gone = [part for part in base if part not in new]
        come = [part for part in new if part not in base and part not in now]
        merged = [part for part in now if part not in gone] + come
        if merged != now:
            self.followed.append(unit)
        if merged != new:
            self.kept.append(unit)
        return merged or _ABSENT

    def _drop_unfounded(self, base: Content, now: Content, wanted: Content) -> None:
        """Drop citations of what a curator took out, so that its lines count as left out.

        A citation that the curator changed stays as it is.
        """
        citations = wanted.fields.get(_CITATIONS)
        if not isinstance(citations, dict):
            return
        stated = {*wanted.fields, *map(key_of, wanted.sections)}
        taken_out = {*base.fields, *map(key_of, base.sections)} - stated
        self.kept = [x for x in self.kept if x[0] != _CITATIONS or not taken_out & set(x[1:2])]
        for name in [name for name in citations if name in taken_out]:
            own = _find_own(citations[name], *(_cited(of, name) for of in (base, now)))
            if own == citations[name]:
                continue
            self.followed.append((_CITATIONS, name))
            wanted.fields[_CITATIONS] = citations = {**citations, name: own}
            if not own:
                del citations[name]


def _is_same_elsewhere(base: Any, new: Any, unit: Unit) -> bool:
    """Tell whether a value that a curator took out only stands on other lines now."""
    if new is _ABSENT or base is _ABSENT:
        return False
    return unit[0] == _CITATIONS or _without_places(base) == _without_places(new)


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_places(v) for k, v in value.items() if k not in _PLACES}
    return [_without_places(part) for part in value] if isinstance(value, list) else value


def _cited(content: Content, name: str) -> Any:
    citations = content.fields.get(_CITATIONS)
    return citations.get(name) if isinstance(citations, dict) else None


def _find_own(citation: Any, base: Any, now: Any) -> Any:
    """Return the part of a citation that the curator wrote."""
    if not isinstance(citation, dict) or not isinstance(now, dict):
        return citation if now is not None and now != base else {}
    known = base if isinstance(base, dict) else {}
    return {key: lines for key, lines in now.items() if known.get(key) != lines}


def _weave(now: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return the keys of both: those of the first in their order, others behind their neighbours.

    >>> _weave(dict.fromkeys("ca"), dict.fromkeys("abc"))
    ['c', 'a', 'b']
    """
    order = list(now)
    before: str | None = None
    for key in new:
        if key not in now:
            order.insert(order.index(before) + 1 if before is not None else 0, key)
        before = key
    return order


# Lists of records

Keyed = dict[str, Any]
Lists = tuple[list[Any], list[Any], list[Any]]


def _key_lists(lists: Lists, name: str) -> tuple[Keyed, Keyed, Keyed] | None:
    """Give the records of three lists names by which they can be merged one by one.

    They are known by what they say of themselves; where a curator changed just that, by their
    place. None where neither tells which record is which.
    """
    base, now, new = lists
    if not all(isinstance(part, dict) for part in (*base, *now, *new)):
        return None
    is_even = len(base) == len(now) == len(new)
    by_place = (_number(base), _number(now), _number(new)) if is_even else None
    first, second, third = (_key_list(records, _NAMED_BY.get(name, ())) for records in lists)
    if first is None or second is None or third is None:
        return by_place
    edited, changed = first.keys() != second.keys(), first.keys() != third.keys()
    if by_place and edited and list(first) == list(third):
        return by_place
    return None if edited and changed and name not in _INDEPENDENT else (first, second, third)


def _key_list(records: Sequence[dict[str, Any]], names: tuple[str, ...]) -> Keyed | None:
    keyed = {
        "/".join(str(record[name]) for name in names if name in record): record
        for record in records
    }
    return keyed if names and len(keyed) == len(records) else None


def _number(records: Sequence[Any]) -> Keyed:
    return {str(number): record for number, record in zip(count(1), records, strict=False)}


# Writing it into the curator's text


def _write(text: str, there: Content, wanted: Content, order: Content, path: str) -> str | None:
    """Write what is wanted into a text; None where it does not then read as meant."""
    if _has_fields_alone(path):
        return _write_fields(text, there, wanted, path)
    front, body = _split(text, path)
    changes = {
        heading: wanted.sections.get(heading)
        for heading in (*wanted.sections, *there.sections)
        if wanted.sections.get(heading) != there.sections.get(heading)
    }
    try:
        if wanted.fields != there.fields:
            front = _edit_front(front, wanted.fields)
        if changes:
            front = front if front.endswith("\n") else f"{front}\n"
            body = edit_sections(body, changes, list(order.sections))
        return front + body if read_content(front + body, path) == wanted else None
    except (ContentError, UnchangeableError):
        return None


def _write_fields(text: str, there: Content, wanted: Content, path: str) -> str | None:
    try:
        edited = text if wanted == there else edit_fields(text, wanted.fields)
        return edited if read_content(edited, path) == wanted else None
    except (ContentError, UnchangeableError):
        return None


def _split(text: str, path: str) -> tuple[str, str]:
    """Split a document into its front matter, fences included, and its body."""
    body = read_document(text, path).body
    return text[: len(text) - len(body)], body


def _edit_front(front: str, fields: Mapping[str, Any]) -> str:
    opening = front.index("\n") + 1
    closing = front.rstrip("\n").rindex("\n") + 1
    return front[:opening] + edit_fields(front[opening:closing], fields) + front[closing:]
