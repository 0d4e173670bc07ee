"""The words of the interface: `content/interface/<language>.yaml`, one file for each language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from measurebook.errors import Problem, guess, quote
from measurebook.frontmatter import Fields
from measurebook.load.files import collecting, read_needed
from measurebook.settings import Layout

_BLANK = re.compile(r"\{(\w*)\}")


def read_words(
    languages: tuple[str, ...], layout: Layout, problems: list[Problem]
) -> dict[str, dict[str, str]]:
    """Read the words of all languages; each must have those of the first, and no others."""
    files: dict[str, Fields] = {}
    for language in languages:
        path = layout.interface / f"{language}.yaml"
        with collecting(problems):
            files[language] = read_needed(path, layout)
    for fields in files.values():
        problems += _check_texts(fields)
    if languages and languages[0] in files:
        for language in languages[1:]:
            if language in files:
                problems += _compare(files[languages[0]], files[language])
    return {language: fields.values for language, fields in files.items()}


def _check_texts(fields: Fields) -> Iterator[Problem]:
    for key, wording in fields.values.items():
        if not isinstance(wording, str) or not wording.strip():
            yield fields.problem(f"{key}: expected a text", key)


def _compare(first: Fields, other: Fields) -> Iterator[Problem]:
    missing = [key for key in first.values if key not in other.values]
    for key in missing:
        yield other.problem(f"the word {quote(key)} of {first.path} is missing")
    for key, wording in other.values.items():
        if key not in first.values:
            near = guess(key, missing)
            yield other.problem(f"{first.path} has no word {quote(key)}{near}", key)
        elif _find_blanks(wording) != _find_blanks(first.values[key]):
            blanks = ", ".join(sorted(_find_blanks(first.values[key]))) or "none"
            yield other.problem(f"{key}: the blanks to fill in differ; expected {blanks}", key)


def _find_blanks(wording: object) -> set[str]:
    """Find the blanks of a wording that are filled in, such as {count}."""
    return {f"{{{name}}}" for name in _BLANK.findall(str(wording))}
