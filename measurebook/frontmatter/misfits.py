"""Why values do not fit a record, in words for the person who wrote them.

msgspec decides whether a value fits; it stops at the first misfit and speaks of types and
regular expressions. Only when it refuses are the values gone through again here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
from msgspec import inspect

from measurebook.errors import guess, quote
from measurebook.frontmatter.fields import KeyPath
from measurebook.text import SLUG_PATTERN, make_slug

Misfit = tuple[KeyPath, str]
_FEW = 12
_PLAIN_KEY = re.compile(r"[\w.-]{1,80}")
_SHAPES: dict[type[Any], str] = {list: "a list", dict: "a mapping (key: value)"}


def find_misfits(value: Any, kind: type[Any]) -> Iterator[Misfit]:
    """Find every part of a value that does not fit, with the keys that lead to it."""
    for place, message in _check(value, inspect.type_info(kind)):
        names = ".".join(_name_key(key) for key in place if isinstance(key, str))
        yield place, f"{names}: {message}" if names else message


def _name_key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else quote(key)


def _check(value: Any, expected: inspect.Type, description: str = "") -> Iterator[Misfit]:
    if isinstance(expected, inspect.Metadata):
        described = (expected.extra_json_schema or {}).get("description", "")
        yield from _check(value, expected.type, described)
    elif isinstance(expected, inspect.UnionType):
        yield from _check_union(value, expected, description)
    elif isinstance(expected, inspect.StrType):
        yield from _as_misfits(_check_text(value, expected, description))
    elif type(expected) in _CHECKS:
        yield from _CHECKS[type(expected)](value, expected)


def _check_union(value: Any, expected: inspect.UnionType, description: str) -> Iterator[Misfit]:
    """Check what may be absent: no field of a record has a choice of types but that."""
    if isinstance(value, str) and value.lower() == "null":
        return
    for choice in expected.types:
        if not isinstance(choice, inspect.NoneType):
            yield from _check(value, choice, description)


def _check_text(value: Any, expected: inspect.StrType, description: str) -> str | None:
    if not isinstance(value, str):
        return f"is {_name_shape(value)}; expected {description or 'text'}"
    if expected.max_length is not None and len(value) > expected.max_length:
        return f"{quote(value, 40)} is longer than {expected.max_length} characters"
    if expected.pattern is None or re.search(expected.pattern, value):
        return None
    near = make_slug(value) if expected.pattern == SLUG_PATTERN else ""
    return f"{_written(value)}; expected {description or expected.pattern}{guess(value, [near])}"


def _check_literal(value: Any, expected: inspect.LiteralType) -> Iterator[Misfit]:
    choices = [str(choice) for choice in expected.values]
    if not isinstance(value, str) or value == "":
        yield (), f"{_written(value)}; expected one of {_list(choices)}"
    elif value not in choices:
        yield (), f"{quote(value)} is not one of {_list(choices)}{guess(value, choices)}"


def _check_bool(value: Any, _: inspect.BoolType) -> Iterator[Misfit]:
    if not _fits(value, bool):
        yield (), f"{_written(value)}; expected true or false"


def _check_int(value: Any, _: inspect.IntType) -> Iterator[Misfit]:
    if not _fits(value, int):
        yield (), f"{_written(value)}; expected a whole number"


def _check_list(value: Any, expected: inspect.VarTupleType) -> Iterator[Misfit]:
    if isinstance(value, list):
        for index, part in enumerate(value):
            yield from _inside(index, _check(part, expected.item_type))
    elif value == "":
        yield (), "is empty; expected a list, such as [] for none"
    elif isinstance(value, str):
        yield (), f"{quote(value)} is not a list; expected [a, b], or a line with - for each"
    else:
        yield (), f"is {_name_shape(value)}; expected a list"


def _check_mapping(value: Any, expected: inspect.DictType) -> Iterator[Misfit]:
    if not isinstance(value, dict):
        yield (), f"{_written(value)}; expected lines of the form key: value"
        return
    for key, part in value.items():
        yield from _inside(key, _check(key, expected.key_type))
        yield from _inside(key, _check(part, expected.value_type))


def _check_record(value: Any, expected: inspect.StructType) -> Iterator[Misfit]:
    known = {field.encode_name: field for field in expected.fields}
    if not isinstance(value, dict):
        yield (), f"{_written(value)}; expected the fields {_list(known)}"
        return
    for key, part in value.items():
        if key in known:
            yield from _inside(key, _check(part, known[key].type))
        else:
            hint = guess(key, known) or _offer(known)
            yield (key,), f"is not a field here{hint}"
    for name, field in known.items():
        if field.required and name not in value:
            yield (), f"the field {quote(name)} is missing{_describe(field.type)}"


_CHECKS: dict[type[inspect.Type], Callable[[Any, Any], Iterator[Misfit]]] = {
    inspect.LiteralType: _check_literal,
    inspect.BoolType: _check_bool,
    inspect.IntType: _check_int,
    inspect.VarTupleType: _check_list,
    inspect.DictType: _check_mapping,
    inspect.StructType: _check_record,
}


def _inside(key: str | int, misfits: Iterable[Misfit]) -> Iterator[Misfit]:
    return (((key, *place), message) for place, message in misfits)


def _as_misfits(message: str | None) -> Iterator[Misfit]:
    if message is not None:
        yield (), message


def _fits(value: Any, kind: type[Any]) -> bool:
    try:
        msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError:
        return False
    return True


def _written(value: Any) -> str:
    if value == "":
        return "is empty"
    return f"{quote(value)} does not fit" if isinstance(value, str) else f"is {_name_shape(value)}"


def _name_shape(value: Any) -> str:
    return _SHAPES.get(type(value), "text")


def _describe(expected: inspect.Type) -> str:
    if not isinstance(expected, inspect.LiteralType):
        return ""
    return f"; expected one of {_list(str(choice) for choice in expected.values)}"


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)


def _offer(known: Iterable[str]) -> str:
    names = list(known)
    return f"; the fields are {_list(names)}" if len(names) <= _FEW else ""
