"""The content folder itself: its settings, `content/site.yaml`, and what else lies in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from measurebook.errors import ContentError, Problem, guess, quote
from measurebook.frontmatter import Fields, convert
from measurebook.languages import is_language
from measurebook.load.files import collecting, is_leftover, read_needed
from measurebook.model.site import Site
from measurebook.settings import Layout

_KNOWN_FILES = ("site.yaml", "README.md")
_READ_ENDINGS = (".md", ".yaml", ".txt")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_ADDRESS = re.compile(r"https?://[^/\s]\S*")


def read_site(layout: Layout, problems: list[Problem]) -> Site | None:
    """Read the settings, or return None where they cannot be read at all."""
    site: Site | None = None
    with collecting(problems):
        fields = read_needed(layout.site, layout)
        site, misfits = convert(fields, fields.values, Site, ())
        problems += misfits
        if site:
            problems += _check(site, fields)
    return site


def _check(site: Site, fields: Fields) -> Iterator[Problem]:
    if not site.languages:
        yield fields.problem("languages: is empty; expected one language at least", "languages")
    for index, language in enumerate(site.languages):
        if not _LANGUAGE.fullmatch(language) or not is_language(language):
            message = f"languages: {quote(language)} is no language; expected one such as en"
            yield fields.problem(message, "languages", index)
        elif language in site.languages[:index]:
            yield fields.problem(f"languages: {quote(language)} stands twice", "languages", index)
    for language in site.translations:
        if language not in site.languages[1:]:
            message = f"translations: {quote(language)} is none of the other languages of the site"
            yield fields.problem(message, "translations", language)
    if site.base_url is not None and not _ADDRESS.fullmatch(site.base_url):
        message = f"base_url: {quote(site.base_url)} is no address; expected https://…"
        yield fields.problem(message, "base_url")


def find_strangers(layout: Layout) -> Iterator[Problem]:
    """Find folders and documents that nothing reads, most often for a typing error in a name.

    Raises ContentError where there is no content folder at all.
    """
    if not layout.content.is_dir():
        message = "is not there; a knowledge base is a folder with site.yaml and sources"
        raise ContentError([Problem(layout.content.name, 0, message)])
    folders = [path.name for path in layout.folders]
    for path in sorted(layout.content.iterdir()):
        if is_leftover(path.name) or path.name in _KNOWN_FILES:
            continue
        if path.is_dir() and path.name not in folders:
            message = f"is no folder of a knowledge base{guess(path.name, folders)}"
            yield Problem(layout.name(path), 0, message)
        elif path.suffix in _READ_ENDINGS and path.is_file():
            yield Problem(layout.name(path), 0, "is read only in one of the folders; move it there")
