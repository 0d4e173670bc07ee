"""Holds all files of a site against each other."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from urllib.parse import unquote

from measurebook.errors import Problem, guess, quote
from measurebook.gate.addresses import Tree
from measurebook.gate.notes import Fault, Link
from measurebook.gate.others import survey_other
from measurebook.gate.page import Survey, survey_page
from measurebook.gate.rules import Rules
from measurebook.model.output import OutputFile, find_name_faults

_USUAL = Rules()
_TOP = frozenset({"top"})
"""Fragments that lead to the start of every page."""


def check_site(files: Sequence[OutputFile], allowed: Rules = _USUAL) -> list[Problem]:
    """Return what is wrong with a finished site, sorted; an empty list is a site to publish.

    The path of a problem is the file's path in the site.
    """
    surveys = [survey for file in files if (survey := survey_file(file, allowed))]
    return check_surveys(files, surveys, allowed)


def survey_file(file: OutputFile, allowed: Rules) -> Survey | None:
    """Read one file; None where a file of this kind has nothing to check."""
    if file.path.endswith(".html"):
        return survey_page(file.path, file.data, allowed)
    return survey_other(file.path, file.data, allowed)


def check_surveys(
    files: Sequence[OutputFile], surveys: Iterable[Survey], allowed: Rules
) -> list[Problem]:
    """Judge what was read: faults within files, then links between them."""
    data = {file.path: file.data for file in files}
    names = [Problem(path, 0, fault) for path, fault in find_name_faults(f.path for f in files)]
    links = _Links(data, surveys, allowed)
    found: list[tuple[str, Fault]] = []
    for survey in links.surveys.values():
        found += [(survey.path, fault) for fault in survey.faults]
        found += [(survey.path, fault) for fault in links.find_faults(survey)]
    return sorted(names + _as_problems(found, data))


class _Links:
    """Follows the links of all pages."""

    def __init__(self, paths: Iterable[str], surveys: Iterable[Survey], rules: Rules) -> None:
        self.tree = Tree(paths)
        self.surveys = {survey.path: survey for survey in surveys}
        self.rules = rules
        self._places: dict[tuple[str, str], str | None] = {}

    def find_faults(self, survey: Survey) -> Iterator[Fault]:
        folder = posixpath.dirname(survey.path)
        for link in survey.links:
            fault = self._follow(survey.path, folder, link)
            if fault:
                yield Fault(f"{link} {fault}", link.address)

    def _follow(self, path: str, folder: str, link: Link) -> str | None:
        address, mark, fragment = link.address.partition("#")
        if self.rules.base_url and address.startswith(self.rules.base_url):
            folder, address = "", address.removeprefix(self.rules.base_url) or "index.html"
        if address:
            path, fault = self.tree.resolve(folder, address)
            if fault:
                return fault
        return self._find_place(path, unquote(fragment)) if mark else None

    def _find_place(self, path: str, name: str) -> str | None:
        """Look for a fragment. Answers are kept: a fault of a template comes on every page."""
        if (path, name) not in self._places:
            self._places[path, name] = self._look_for_place(path, name)
        return self._places[path, name]

    def _look_for_place(self, path: str, name: str) -> str | None:
        """Only pages have places; other files read fragments as they like."""
        if not path.endswith(".html") or path not in self.surveys:
            return None
        ids = self.surveys[path].ids
        if name in ids or name in _TOP:
            return None
        return f"leads to no place: no element of {path} has the id {quote(name)}{guess(name, ids)}"


def _as_problems(found: list[tuple[str, Fault]], data: Mapping[str, bytes]) -> list[Problem]:
    """Tell what is wrong on many pages once, at the first of them: it stands in their template."""
    problems = []
    for message, same in groupby(sorted(found, key=_by_message), key=lambda pair: pair[1].message):
        (path, fault), *others = same
        pages = len({other for other, _ in others} - {path})
        also = f" (and on {pages} other page{'s' if pages > 1 else ''})" if pages else ""
        line = _find_line(data[path], fault.written)
        problems.append(Problem(path, line, f"{message}{also}"))
    return problems


def _by_message(pair: tuple[str, Fault]) -> tuple[str, str]:
    return pair[1].message, pair[0]


def _find_line(data: bytes, written: str) -> int:
    """Return the line where the text stands, or 0; it may be written with references (`&amp;`)."""
    for form in (written, written.replace("&", "&amp;")):
        place = data.find(form.encode()) if form else -1
        if place >= 0:
            return data.count(b"\n", 0, place) + 1
    return 0
