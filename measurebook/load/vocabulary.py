"""The lists of terms and names, one file for each: `content/vocabulary/<list>.yaml`."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from measurebook.errors import ContentError, Problem, guess, quote
from measurebook.frontmatter import Fields, convert
from measurebook.load.files import (
    HOW_TO_START,
    LIST_LIMIT,
    collecting,
    list_files,
    read_optional,
)
from measurebook.memory import recall
from measurebook.model.base import Record
from measurebook.model.vocabulary import (
    Area,
    ArticleWording,
    ConflictWording,
    DateKind,
    Label,
    LegalActWording,
    Noise,
    Organisation,
    Place,
    Question,
    ReportWording,
    Subject,
    Term,
    Vocabulary,
)
from measurebook.settings import Layout


class Groups(Record, frozen=True, kw_only=True):
    """`groups.yaml`: names of groups that get no page."""

    groups: tuple[str, ...] = ()


class Lists(msgspec.Struct, frozen=True):
    """The lists, and the fields they were read from. `files` leaves out what is no YAML mapping."""

    vocabulary: Vocabulary
    files: dict[str, Fields]


Reader = Callable[[Fields], tuple[Any, list[Problem]]]
"""Reads a list as far as it can be read; without fields, it gives the empty list."""


def _read_one(kind: type[Any]) -> Reader:
    def read(fields: Fields) -> tuple[Any, list[Problem]]:
        record, misfits = convert(fields, fields.values, kind, ())
        return kind() if record is None else record, misfits

    return read


def _read_each(kind: type[Any]) -> Reader:
    def read(fields: Fields) -> tuple[dict[str, Any], list[Problem]]:
        records: dict[str, Any] = {}
        problems: list[Problem] = []
        for slug, value in fields.values.items():
            record, misfits = convert(fields, value, kind, (slug,))
            problems += misfits
            if record is not None:
                records[slug] = record
        return records, problems

    return read


def _read_groups(fields: Fields) -> tuple[tuple[str, ...], list[Problem]]:
    record, misfits = _read_one(Groups)(fields)
    return record.groups, misfits


_READERS: Mapping[str, Reader] = {
    "goals": _read_each(Term),
    "areas": _read_each(Area),
    "domains": _read_each(Term),
    "entity_types": _read_each(Term),
    "answers": _read_each(Term),
    "scopes": _read_each(Term),
    "natures": _read_each(Term),
    "date_kinds": _read_each(DateKind),
    "organisations": _read_each(Organisation),
    "groups": _read_groups,
    "places": _read_each(Place),
    "labels": _read_each(Label),
    "headings": _read_each(Term),
    "questions": _read_each(Question),
    "noise": _read_one(Noise),
    "article_wording": _read_one(ArticleWording),
    "legal_acts": _read_one(LegalActWording),
    "subjects": _read_each(Subject),
    "report_wording": _read_one(ReportWording),
    "conflict_wording": _read_one(ConflictWording),
}


_NO_FIELDS = Fields("", {}, {})
OWN_LISTS = frozenset({"organisations", "places"})
"""Lists of one country; all others are the form's, and the same for every Party."""

_OPTIONAL = frozenset(
    {"article_wording", "legal_acts", "subjects", "report_wording", "conflict_wording"}
)


def file_of(name: str) -> str:
    """Return the file of a list.

    >>> file_of("entity_types")
    'entity-types.yaml'
    """
    return f"{name.replace('_', '-')}.yaml"


def list_of_files() -> list[str]:
    """Name the files of all lists."""
    return [file_of(name) for name in _READERS]


def load_vocabulary(layout: Layout) -> Vocabulary:
    """Read all lists. Raises ContentError with every problem of every list."""
    problems: list[Problem] = []
    lists = read_vocabulary(layout, problems)
    if problems:
        raise ContentError(problems)
    return lists.vocabulary


def read_vocabulary(layout: Layout, problems: list[Problem]) -> Lists:
    """Read all lists; what cannot be read is reported and left out."""
    lists: dict[str, Any] = {}
    files: dict[str, Fields] = {}
    missing: list[str] = []
    for name, read in _READERS.items():
        lists[name], _ = read(_NO_FIELDS)
        path = layout.vocabulary / file_of(name)
        if name not in _OPTIONAL and not os.path.lexists(path):
            missing.append(path.name)
            continue
        with collecting(problems):
            files[name] = read_optional(path, layout, LIST_LIMIT)
            lists[name], misfits = recall(("list", name), read, files[name])
            problems += misfits
    if missing:
        message = f"lacks {', '.join(missing)}; {HOW_TO_START}"
        problems.append(Problem(layout.name(layout.vocabulary), 0, message))
    with collecting(problems):
        problems += _find_strangers(layout)
    return Lists(msgspec.convert(lists, Vocabulary), files)


def _find_strangers(layout: Layout) -> list[Problem]:
    known = list_of_files()
    return [
        Problem(
            layout.name(path), 0, f"{quote(path.name)} is not a list here{guess(path.name, known)}"
        )
        for path in list_files(layout.vocabulary, layout)
        if path.name not in known
    ]
