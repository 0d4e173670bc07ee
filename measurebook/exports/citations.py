"""Citations as files to take along and as the citation box of a page shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

from measurebook.exports.addresses import (
    CITATION_FORMATS,
    CitationFormat,
    RecordKind,
    address_of_citation,
    address_of_citations,
    address_of_record,
)
from measurebook.exports.bibtex import render_all_bibtex, render_bibtex
from measurebook.exports.citation_text import render_citation
from measurebook.exports.csl import render_csl
from measurebook.exports.references import (
    Reference,
    list_references,
    make_reference,
    read_citation_words,
)
from measurebook.exports.release import Release
from measurebook.exports.ris import render_all_ris, render_ris
from measurebook.model.output import OutputFile

FORMAT_NAMES: Mapping[CitationFormat, str] = {
    "bib": "BibTeX",
    "ris": "RIS",
    "json": "CSL-JSON",
}
_WRITE_ONE: Mapping[CitationFormat, Callable[[Reference], str]] = {
    "bib": render_bibtex,
    "ris": render_ris,
    "json": lambda reference: render_csl([reference]),
}
_WRITE_ALL: Mapping[CitationFormat, Callable[[list[Reference]], str]] = {
    "bib": render_all_bibtex,
    "ris": render_all_ris,
    "json": render_csl,
}


class CitationFile(msgspec.Struct, frozen=True, kw_only=True):
    """A citation in one format: its name, its address from the site's root, and its text."""

    name: str
    address: str
    text: str


class CitationView(msgspec.Struct, frozen=True, kw_only=True):
    """What the citation box shows: the citation in words and the files of it.

    `lang` is the language of the text, as far as it is the source's, "" where it is the page's.
    `record` is the address of all that a measure's page is made of, as JSON; "" for other pages.
    """

    text: str
    lang: str
    version: str
    files: tuple[CitationFile, ...]
    record: str = ""


def cite_record(release: Release, kind: RecordKind, slug: str, language: str = "") -> CitationView:
    """Make the citation box of a page in a language of the site, or in its first one.

    The files speak the first language of the site, whatever the page does: they are the same
    files for everyone.
    """
    files = make_reference(release, kind, slug)
    reference = make_reference(release, kind, slug, language)
    return CitationView(
        text=render_citation(reference, read_citation_words(release, language)),
        lang=reference.language if reference.language != (language or release.language) else "",
        version=release.version,
        files=tuple(_list_files(files)),
        record=address_of_record(slug) if kind == "measure" else "",
    )


def render_citations(release: Release) -> Iterator[OutputFile]:
    """Write every citation by itself, and all of them together, in every format."""
    references = list(list_references(release))
    for reference in references:
        for file in _list_files(reference):
            yield OutputFile(file.address, file.text.encode())
    for written in CITATION_FORMATS:
        text = _WRITE_ALL[written](references)
        yield OutputFile(address_of_citations(written), text.encode())


def _list_files(reference: Reference) -> Iterator[CitationFile]:
    for written in CITATION_FORMATS:
        yield CitationFile(
            name=FORMAT_NAMES[written],
            address=address_of_citation(reference.kind, reference.slug, written),
            text=_WRITE_ONE[written](reference),
        )
