"""The Markdown documents of a folder: one record each, with sections and former slugs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from measurebook.errors import Problem, guess, quote
from measurebook.frontmatter import Fields, convert, read_document
from measurebook.load.files import collecting, list_files, read_text
from measurebook.load.sections import Headings, read_sections
from measurebook.memory import recall
from measurebook.model.event import Event
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.settings import Layout
from measurebook.text import SLUG_LENGTH, is_slug, key_of, make_slug

R = TypeVar("R", Measure, Report, Event)


class Read(msgspec.Struct, Generic[R], frozen=True):
    """A document, the fields it was read from, and the sections it may have.

    `is_whole` is false where some fields did not fit.
    """

    entry: Entry[R]
    fields: Fields
    headings: Headings
    is_whole: bool


class Folder(msgspec.Struct, Generic[R], frozen=True):
    """The documents of a folder that could be read, and the slugs of all that are there."""

    documents: dict[str, Read[R]] = msgspec.field(default_factory=dict)
    slugs: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every document could be read in full."""
        whole = (document.is_whole for document in self.documents.values())
        return len(self.documents) == len(self.slugs) and all(whole)

    @property
    def entries(self) -> dict[str, Entry[R]]:
        return {slug: document.entry for slug, document in self.documents.items()}

    @property
    def former(self) -> dict[str, str]:
        """Former slugs and the slugs that stand for them now."""
        return {
            alias: slug
            for slug, document in self.documents.items()
            for alias in document.entry.record.aliases
        }


def read_folder(
    folder: Path,
    kind: type[R],
    headings: Headings,
    layout: Layout,
    problems: list[Problem],
) -> Folder[R]:
    """Read the documents of a folder, `<slug>.md`; one that cannot be read is left out."""
    paths: list[Path] = []
    with collecting(problems):
        paths = list_files(folder, layout)
    names = {path.stem for path in paths}
    documents: dict[str, Read[R]] = {}
    slugs: list[str] = []
    for path in paths:
        fault = _find_name_fault(path, names)
        if fault:
            problems.append(Problem(layout.name(path), 0, fault))
        if path.suffix != ".md":
            continue
        slugs.append(path.stem)
        with collecting(problems):
            name, text = layout.name(path), read_text(path, layout)
            read = recall(("document", name), _read, text, name, path.stem, kind, headings)
            problems += read.problems
            if read.document:
                documents[path.stem] = read.document
    problems += _check_aliases(documents, slugs)
    return Folder(documents, tuple(slugs))


def read_places(name: str, layout: Layout) -> Fields:
    """Read the front matter of the document that problems name so, to tell lines in it."""
    return read_document(read_text(layout.find(name), layout), name).fields


def _find_name_fault(path: Path, names: set[str]) -> str | None:
    if path.suffix != ".md":
        return 'is not a document; expected files of the form "<slug>.md"'
    if is_slug(path.stem):
        return None
    near = make_slug(path.stem)
    if near in names:
        return (
            f"{quote(path.name)} and {quote(near + '.md')} are one name on some systems; rename one"
        )
    rule = f"a-z, 0-9 and single hyphens, at most {SLUG_LENGTH}"
    return f"{quote(path.stem)} is not a slug ({rule}){guess(path.stem, [near])}"


class _Outcome(msgspec.Struct, Generic[R], frozen=True):
    """A document, as far as it could be read, and what is wrong with it."""

    document: Read[R] | None
    problems: list[Problem]


def _read(text: str, name: str, slug: str, kind: type[R], headings: Headings) -> _Outcome[R]:
    document = read_document(text, name)
    record, misfits = convert(document.fields, document.fields.values, kind, ())
    if record is None:
        return _Outcome(None, misfits)
    headings = {**_list_sessions(record), **headings} if headings is not None else None
    strays: list[Problem] = []
    sections = read_sections(document.body, document.body_line, name, headings, strays)
    entry = Entry(slug, name, record, sections)
    return _Outcome(Read(entry, document.fields, headings, not misfits), misfits + strays)


def _list_sessions(record: Measure | Report | Event) -> dict[str, str]:
    """List the sections that only this document may have: the sessions of an event."""
    titles = [session.title for session in record.sessions] if isinstance(record, Event) else []
    return {key_of(title): title for title in titles}


def _check_aliases(documents: Mapping[str, Read[R]], slugs: list[str]) -> Iterator[Problem]:
    """Check that a former slug is nobody's slug and nobody else's former slug."""
    there, owners = set(slugs), dict[str, str]()
    for slug, document in documents.items():
        for index, alias in enumerate(document.entry.record.aliases):
            if alias in there:
                fault = f"{quote(alias)} is the slug of a document that is there; remove it here"
            elif alias in owners:
                fault = f"{quote(alias)} is a former slug of {quote(owners[alias])}, too; keep one"
            else:
                owners[alias] = slug
                continue
            yield document.fields.problem(fault, "aliases", index)
