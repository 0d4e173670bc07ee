"""The lists of terms and names, one file for each: `content/vocabulary/<list>.yaml`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from measurebook.errors import ContentError, Problem, guess, quote
from measurebook.frontmatter import Fields, read_fields, read_record, read_records
from measurebook.load.files import collecting, list_files, read_text
from measurebook.model.base import Record
from measurebook.model.vocabulary import (
    Area,
    DateKind,
    Label,
    Noise,
    Organisation,
    Place,
    Question,
    Term,
    Vocabulary,
)
from measurebook.settings import Layout


class Groups(Record, frozen=True, kw_only=True):
    """`groups.yaml`: names of groups that get no page."""

    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Loaded:
    """The lists and the lines they stand on. A list that could not be read has no `files` entry."""

    vocabulary: Vocabulary
    files: dict[str, Fields]


def _read_noise(fields: Fields) -> Noise:
    return read_record(fields, Noise)


def _read_groups(fields: Fields) -> tuple[str, ...]:
    return read_record(fields, Groups).groups


def _reader_of(kind: type[Any]) -> Callable[[Fields], dict[str, Any]]:
    return lambda fields: read_records(fields, kind)


_READERS: dict[str, Callable[[Fields], Any]] = {
    "goals": _reader_of(Term),
    "areas": _reader_of(Area),
    "domains": _reader_of(Term),
    "entity_types": _reader_of(Term),
    "answers": _reader_of(Term),
    "scopes": _reader_of(Term),
    "natures": _reader_of(Term),
    "date_kinds": _reader_of(DateKind),
    "organisations": _reader_of(Organisation),
    "groups": _read_groups,
    "places": _reader_of(Place),
    "labels": _reader_of(Label),
    "headings": _reader_of(Term),
    "questions": _reader_of(Question),
    "noise": _read_noise,
}


def file_of(name: str) -> str:
    """Return the file of a list.

    >>> file_of("entity_types")
    'entity-types.yaml'
    """
    return f"{name.replace('_', '-')}.yaml"


def load_vocabulary(layout: Layout) -> Vocabulary:
    """Read all lists. Raises ContentError with every problem of every list."""
    problems: list[Problem] = []
    loaded = read_vocabulary(layout, problems)
    if problems:
        raise ContentError(problems)
    return loaded.vocabulary


def read_vocabulary(layout: Layout, problems: list[Problem]) -> Loaded:
    """Read all lists; one that cannot be read is reported and empty."""
    lists: dict[str, Any] = {}
    files: dict[str, Fields] = {}
    for name, read in _READERS.items():
        lists[name] = read(Fields("", {}, {}))
        path = layout.vocabulary / file_of(name)
        with collecting(problems):
            fields = read_fields(read_text(path, layout.name(path)), layout.name(path))
            files[name] = fields
            lists[name] = read(fields)
    with collecting(problems):
        problems += _find_strangers(layout)
    return Loaded(msgspec.convert(lists, Vocabulary), files)


def _find_strangers(layout: Layout) -> list[Problem]:
    known = [file_of(name) for name in _READERS]
    return [
        Problem(
            layout.name(path), 0, f"{quote(path.name)} is not a list here{guess(path.name, known)}"
        )
        for path in list_files(layout.vocabulary, layout)
        if path.name not in known
    ]
