"""Whose role is whose: in `A, director of B, C said` the commas do not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from measurebook.normalise.readers.article.names import OTHER, Element
from measurebook.text import squash_blanks

Place = tuple[int, int]

_BETWEEN_JOINED = re.compile(r"\s*,\s*(?:(?:the|an?|and)\s+)*", re.IGNORECASE)


def share_roles(elements: Sequence[Element]) -> dict[int, list[Place]]:
    """Give each role to the person it is printed with; the keys are places of persons.

    A role right before the name is in the person's element already. In `role, name, role, name`
    each belongs to the name behind it. Elsewhere a role between two persons is the first one's,
    unless that one is served and the second is not; of several, the last is the second's if
    nothing else is. Roles of several persons come last: they are for those who have none else.
    """
    roles: dict[int, list[Place]] = {
        at: [element.role] if element.role else []
        for at, element in enumerate(elements)
        if element.kind == "person"
    }
    runs = [(at, start, end) for start, end in _find_runs(elements) for at in range(start, end)]
    for at, start, end in sorted(runs, key=lambda run: elements[run[0]].is_plural):
        place = elements[at].role
        owner = _find_owner(elements, at, start, end)
        if owner is not None and place is not None and not _is_of_others(elements, at, owner):
            for person in _find_meant(elements, at, owner, roles):
                roles[person].append(place)
    return {at: sorted(places) for at, places in roles.items()}


def _find_runs(elements: Sequence[Element]) -> Iterator[Place]:
    """Find roles that follow each other: from the first to behind the last."""
    start = end = 0
    while start < len(elements):
        while end < len(elements) and elements[end].kind == "role":
            end += 1
        if end > start:
            yield start, end
        start = end = end + 1


def _find_owner(elements: Sequence[Element], at: int, start: int, end: int) -> int | None:
    before = start - 1 if _kind_at(elements, start - 1) == "person" else None
    after = end if _kind_at(elements, end) == "person" else None
    if before is None or after is None:
        return before if after is None else after
    if _roles_come_first(elements, start, end):
        return after
    if not _needs_role(elements, after):
        return before
    is_last_of_several = at == end - 1 > start
    return after if is_last_of_several or _is_served(elements, before) else before


def _is_of_others(elements: Sequence[Element], role: int, owner: int) -> bool:
    """Tell `Minister Ali Aliyev, guests` from `Ali Aliyev, member of the union`."""
    return elements[role].is_plural and owner < role and elements[owner].role is not None


def _roles_come_first(elements: Sequence[Element], start: int, end: int) -> bool:
    """Tell whether the persons and roles around a place start with a role and end with a person."""
    while start and elements[start - 1].kind != "other":
        start -= 1
    while end < len(elements) and elements[end].kind != "other":
        end += 1
    return elements[start].kind == "role" and elements[end - 1].kind == "person"


def _kind_at(elements: Sequence[Element], at: int) -> str:
    return elements[at].kind if 0 <= at < len(elements) else OTHER.kind


def _needs_role(elements: Sequence[Element], person: int) -> bool:
    return elements[person].role is None and _kind_at(elements, person + 1) != "role"


def _is_served(elements: Sequence[Element], person: int) -> bool:
    """Tell whether a person has a role printed before the name."""
    is_first_in_list = _kind_at(elements, person - 2) != "person"
    has_role_before = _kind_at(elements, person - 1) == "role" and is_first_in_list
    return elements[person].role is not None or has_role_before


def _find_meant(
    elements: Sequence[Element], role: int, owner: int, roles: dict[int, list[Place]]
) -> Iterator[int]:
    """A role in the plural before several names is the role of each that has none of its own."""
    if not elements[role].is_plural or owner < role:
        yield owner
        return
    for at in range(owner, len(elements)):
        if at not in roles:
            return
        if not roles[at]:
            yield at


def join_roles(printed: str, places: Sequence[Place]) -> str | None:
    """Join roles as printed: what stands together is taken with what stands between."""
    parts: list[Place] = []
    for start, end in sorted(places):
        is_joined = bool(parts) and _BETWEEN_JOINED.fullmatch(printed[parts[-1][1] : start])
        if is_joined:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return ", ".join(squash_blanks(printed[start:end]) for start, end in parts) or None
