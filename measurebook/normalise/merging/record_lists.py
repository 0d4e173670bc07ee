"""Lists of records, of which each is known from one text to the next by what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

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

Keyed = dict[str, Any]
Lists = tuple[list[Any], list[Any], list[Any]]


def key_lists(lists: Lists, name: str) -> tuple[Keyed, Keyed, Keyed] | None:
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
