"""The settings of a knowledge base: `content/site.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from measurebook.errors import Problem, quote
from measurebook.frontmatter import Fields, convert
from measurebook.load.files import collecting, read_yaml
from measurebook.model.site import Site
from measurebook.settings import Layout

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_ADDRESS = re.compile(r"https?://[^/\s]\S*")


def read_site(layout: Layout, problems: list[Problem]) -> Site | None:
    """Read the settings, or return None where they cannot be read at all."""
    site: Site | None = None
    with collecting(problems):
        fields = read_yaml(layout.site, layout)
        site, misfits = convert(fields, fields.values, Site, ())
        problems += misfits
        if site:
            problems += _check(site, fields)
    return site


def _check(site: Site, fields: Fields) -> Iterator[Problem]:
    if not site.languages:
        yield fields.problem("languages: is empty; expected one language at least", "languages")
    for index, language in enumerate(site.languages):
        if not _LANGUAGE.fullmatch(language):
            message = f"languages: {quote(language)} is no language; expected one such as en"
            yield fields.problem(message, "languages", index)
        elif language in site.languages[:index]:
            yield fields.problem(f"languages: {quote(language)} stands twice", "languages", index)
    if site.base_url is not None and not _ADDRESS.fullmatch(site.base_url):
        message = f"base_url: {quote(site.base_url)} is no address; expected https://…"
        yield fields.problem(message, "base_url")
