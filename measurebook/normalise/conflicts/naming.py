"""The name under which a conflict is remembered, and the slug that its file may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from measurebook.model.conflict import Conflict
from measurebook.normalise.conflicts.material import Found, Subject
from measurebook.normalise.merging.same_measure import add_to_slug
from measurebook.normalise.state import KINDS
from measurebook.text import make_slug

FOLDER: Final = "conflicts"


class Documents(msgspec.Struct, frozen=True):
    """Where the drafts of a run are: under which name each is remembered, and its file now.

    `unread` are the ids of sources that could not be read this time; `restore` are names or slugs
    of conflicts that were deleted by hand and are asked for again.
    """

    keys: Mapping[str, str]
    places: Mapping[str, str | None]
    unread: frozenset[str] = frozenset()
    restore: frozenset[str] = frozenset()


class Named(NamedTuple):
    """What was found, with the documents it concerns by the slugs of their files."""

    name: str
    record: Conflict
    slug: str


def name_conflicts(found: Iterable[Found], documents: Documents) -> Iterator[Named]:
    """Name what was found; what concerns no document that is there is left out."""
    for one in found:
        subjects = [(s, place) for s in one.subjects if (place := _find_place(s, documents))]
        if subjects:
            record = _with_subjects(one.record, [place for _, place in subjects])
            name, slug = _name(one, *subjects[0], documents)
            yield Named(f"{FOLDER}/{name.replace(' ', '.')}", record, slug)


def _find_place(subject: Subject, documents: Documents) -> Subject | None:
    place = documents.places.get(f"{subject.folder}/{subject.slug}")
    return Subject(subject.folder, place.partition("/")[2]) if place else None


def _name(found: Found, first: Subject, place: Subject, documents: Documents) -> tuple[str, str]:
    """Name a conflict by its rule and its first document, or by what else it is known by."""
    told = " ".join(filter(None, (found.record.rule, found.record.field)))
    if found.known_by:
        name = f"{told} {found.known_by}"
        return name, make_slug(name)
    key = documents.keys[f"{first.folder}/{first.slug}"].partition("/")[2]
    return f"{told} {first.folder} {key}", add_to_slug(place.slug, told)


def _with_subjects(record: Conflict, subjects: Sequence[Subject]) -> Conflict:
    named = {
        folder: tuple(dict.fromkeys(s.slug for s in subjects if s.folder == folder))
        for folder in KINDS
    }
    return msgspec.structs.replace(record, **named)
