"""The words of the interface: `content/interface/<language>.yaml`, one file for each language.

The first language says which words there are. A word that ends in `_other` is said with a number,
and has as many forms as its language: `_one` and `_other` in English, `_few` and `_many` as well
in Russian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from measurebook.errors import Problem, guess, quote
from measurebook.frontmatter import Fields
from measurebook.languages import PLURAL_FORMS, known_forms, needed_forms
from measurebook.load.files import collecting, read_needed
from measurebook.memory import recall
from measurebook.settings import Layout

_BLANK = re.compile(r"\{(\w*)\}")
_OTHER = "_other"
_COUNT = "{count}"


def read_words(
    languages: tuple[str, ...], layout: Layout, problems: list[Problem]
) -> dict[str, dict[str, str]]:
    """Read the words of all languages; each must have those of the first, and no others."""
    files: dict[str, Fields] = {}
    for language in languages:
        path = layout.interface / f"{language}.yaml"
        with collecting(problems):
            files[language] = read_needed(path, layout)
    problems += recall("words", _check, files, languages)
    return {language: fields.values for language, fields in files.items()}


def _check(files: dict[str, Fields], languages: tuple[str, ...]) -> list[Problem]:
    problems = [problem for fields in files.values() for problem in _check_texts(fields)]
    if languages and languages[0] in files:
        first = files[languages[0]]
        for language, fields in files.items():
            problems += _compare(first, fields, _expect(first, language))
    return problems


def _check_texts(fields: Fields) -> Iterator[Problem]:
    for key, wording in fields.values.items():
        if not isinstance(wording, str) or not wording.strip():
            yield fields.problem(f"{key}: expected a text", key)


class _Expected(msgspec.Struct, frozen=True):
    """The words a language must have, and those it may have, each with the first language's key."""

    needed: dict[str, str]
    known: dict[str, str]


def _expect(first: Fields, language: str) -> _Expected:
    counted = [key.removesuffix(_OTHER) for key in first.values if key.endswith(_OTHER)]
    forms = {f"{key}_{form}": f"{key}{_OTHER}" for key in counted for form in PLURAL_FORMS}
    plain = {key: key for key in first.values if key not in forms}
    return _Expected(
        needed=plain | {key: forms[key] for key in forms if _form(key) in needed_forms(language)},
        known=plain | {key: forms[key] for key in forms if _form(key) in known_forms(language)},
    )


def _form(key: str) -> str:
    return key.rpartition("_")[2]


def _compare(first: Fields, fields: Fields, expected: _Expected) -> Iterator[Problem]:
    missing = [key for key in expected.needed if key not in fields.values]
    for key in missing:
        if key in first.values:
            yield fields.problem(f"the word {quote(key)} of {first.path} is missing")
        else:
            yield fields.problem(f"the word {quote(key)} is missing, a form its language needs")
    for key, wording in fields.values.items():
        if key not in expected.known:
            near = guess(key, missing)
            yield fields.problem(f"{first.path} has no word {quote(key)}{near}", key)
        elif wanted := _find_difference(first, expected, key, wording):
            message = f"{key}: the blanks to fill in differ; expected {wanted}"
            yield fields.problem(message, key)


def _find_difference(first: Fields, expected: _Expected, key: str, wording: object) -> str:
    """Tell which blanks a wording should have where it has others, else "".

    A form for one number, or a few, may leave the number out: "one of them".
    """
    model = expected.known[key]
    blanks = _find_blanks(first.values[key if key in first.values else model])
    may_lack = {_COUNT} if key != model else set[str]()
    if _find_blanks(wording) - may_lack == blanks - may_lack:
        return ""
    return ", ".join(sorted(blanks)) or "none"


def _find_blanks(wording: object) -> set[str]:
    """Find the blanks of a wording that are filled in, such as {count}."""
    return {f"{{{name}}}" for name in _BLANK.findall(str(wording))}
