"""A content folder for another Party: what every such folder needs, brought from one that works.

The lists of the form, the rules for reading news and the words of the interface are the same for
every Party. Organisations and places are not: of those two lists only the opening comment comes
along, which says how to write them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from measurebook.disk import Replacement, commit, staging
from measurebook.errors import ContentError, Problem, explain_failure
from measurebook.frontmatter import write_fields
from measurebook.load.files import FILE_LIMIT, read_bytes, read_text
from measurebook.load.site import read_site
from measurebook.load.vocabulary import OWN_LISTS, file_of, list_of_files
from measurebook.schema import make_measure_schema
from measurebook.settings import Layout

_SITE_COMMENT = """\
# The settings of this knowledge base: say what the site is called, and in a sentence what it holds.
# Set `base_url` once its public address is known: feeds, sitemap and canonical links need it.
"""
_DESCRIPTION = "Measures for culture from public texts, each value with the line that states it."


def start(layout: Layout, model: Layout) -> list[str]:
    """Write what a content folder needs and this one lacks; return the names of the files.

    No file that is there is touched. Raises ContentError where the model cannot be read, and
    MachineError where the disk refuses.
    """
    needed = _list_needed(layout, model)
    lacking = {path: data for path, data in needed if not os.path.lexists(path)}
    try:
        layout.sources.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explain_failure(error, "writing") from None
    with staging(Replacement(path, None, data) for path, data in lacking.items()) as staged:
        written = commit(staged)
    return [layout.name(path) for path, is_new in zip(lacking, written, strict=True) if is_new]


def _list_needed(layout: Layout, model: Layout) -> Iterator[tuple[Path, bytes]]:
    language = _read_language(model)
    yield layout.site, _write_site(layout, language).encode()
    yield layout.schema, make_measure_schema().encode()
    words = f"{language}.yaml"
    yield layout.interface / words, read_bytes(model.interface / words, model, FILE_LIMIT)
    own = {file_of(name) for name in OWN_LISTS}
    for name in list_of_files():
        path = model.vocabulary / name
        is_own = name in own
        brought = _read_opening(path, model) if is_own else read_bytes(path, model, FILE_LIMIT)
        yield layout.vocabulary / name, brought


def _read_language(model: Layout) -> str:
    """Return the first language of the model's interface."""
    problems: list[Problem] = []
    site = read_site(model, problems)
    if site is None or problems:
        raise ContentError(problems)
    return site.languages[0]


def _read_opening(path: Path, model: Layout) -> bytes:
    """Read the comment above the first entry of a list."""
    return (read_text(path, model).partition("\n\n")[0] + "\n").encode()


def _write_site(layout: Layout, language: str) -> str:
    title = layout.content.name.replace("-", " ").title()
    values = {"title": title, "description": _DESCRIPTION, "languages": [language]}
    return _SITE_COMMENT + write_fields(values)
