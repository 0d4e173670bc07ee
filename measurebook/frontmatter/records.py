"""Records from plain values and back."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from measurebook.errors import ContentError, Problem
from measurebook.frontmatter.fields import Fields, KeyPath
from measurebook.frontmatter.misfits import find_misfits

T = TypeVar("T")


def read_record(fields: Fields, kind: type[T]) -> T:
    """Convert fields to a record; raises ContentError with every value that does not fit."""
    record, problems = convert(fields, fields.values, kind, ())
    if record is None or problems:
        raise ContentError(problems)
    return record


def read_records(fields: Fields, kind: type[T]) -> dict[str, T]:
    """Convert a mapping of slug to record; raises ContentError with all that does not fit."""
    records: dict[str, T] = {}
    problems: list[Problem] = []
    for key, value in fields.values.items():
        record, found = convert(fields, value, kind, (key,))
        problems += found
        if record is not None:
            records[key] = record
    if problems:
        raise ContentError(problems)
    return records


def convert(
    fields: Fields, value: Any, kind: type[T], keys: KeyPath
) -> tuple[T | None, list[Problem]]:
    """Convert a value to a record, and tell everything that does not fit.

    With problems, the record is what the fields that do fit give, or None where they give none.
    """
    try:
        return _fit(value, kind), []
    except msgspec.ValidationError as error:
        misfits = list(find_misfits(value, kind)) or [((), str(error))]
    problems = [fields.problem(message, *keys, *place) for place, message in misfits]
    try:
        return _fit(_leave_out(value, {place[:1] for place, _ in misfits}), kind), problems
    except msgspec.ValidationError:
        return None, problems


def _fit(value: Any, kind: type[T]) -> T:
    return msgspec.convert(value, kind, strict=False)


def _leave_out(value: Any, places: set[KeyPath]) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: part for key, part in value.items() if (key,) not in places}


def as_values(record: msgspec.Struct) -> dict[str, Any]:
    """Turn a record into plain values; fields that hold their default are left out."""
    values: dict[str, Any] = msgspec.to_builtins(record, str_keys=True)
    return values
