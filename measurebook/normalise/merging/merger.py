"""What a document is to say where a curator and the sources both changed it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from measurebook.normalise.merging.content import CITATIONS, SECTION, Content, Unit
from measurebook.normalise.merging.record_lists import key_lists
from measurebook.text import key_of

_PLACES = frozenset({"line", "lines", CITATIONS})
"""Keys whose values say where something stands in a source."""

_GATHERED = frozenset({"relations", "aliases"})
"""Lists whose members do not depend on each other: both sides may add and remove some."""


class _Absent:
    """Stands for a value that is not there."""


_ABSENT: Any = _Absent()


class Merger(msgspec.Struct):
    """Merges values and notes what it decided."""

    followed: list[Unit] = msgspec.field(default_factory=list)
    kept: list[Unit] = msgspec.field(default_factory=list)
    disputed: list[Unit] = msgspec.field(default_factory=list)

    def merge(self, base: Content, now: Content, new: Content) -> Content:
        fields = self._merge_mapping(base.fields, now.fields, new.fields, ())
        sections = self._merge_mapping(base.sections, now.sections, new.sections, (SECTION,))
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
        keyed = key_lists((base, now, new), unit[-1])
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
        citations = wanted.fields.get(CITATIONS)
        if not isinstance(citations, dict):
            return
        stated = {*wanted.fields, *map(key_of, wanted.sections)}
        taken_out = {*base.fields, *map(key_of, base.sections)} - stated
        self.kept = [x for x in self.kept if x[0] != CITATIONS or not taken_out & set(x[1:2])]
        for name in [name for name in citations if name in taken_out]:
            own = _find_own(citations[name], *(_cited(of, name) for of in (base, now)))
            if own == citations[name]:
                continue
            self.followed.append((CITATIONS, name))
            wanted.fields[CITATIONS] = citations = {**citations, name: own}
            if not own:
                del citations[name]


def _is_same_elsewhere(base: Any, new: Any, unit: Unit) -> bool:
    """Tell whether a value that a curator took out only stands on other lines now."""
    if new is _ABSENT or base is _ABSENT:
        return False
    return unit[0] == CITATIONS or _without_places(base) == _without_places(new)


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_places(v) for k, v in value.items() if k not in _PLACES}
    return [_without_places(part) for part in value] if isinstance(value, list) else value


def _cited(content: Content, name: str) -> Any:
    citations = content.fields.get(CITATIONS)
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
