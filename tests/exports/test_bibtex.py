"""BibTeX gives every text back, as LaTeX prints it."""

from __future__ import annotations

import msgspec
import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
from bibtexparser.model import Entry
from hypothesis import given
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from measurebook.exports import Release
from measurebook.exports.bibtex import escape_bibtex, render_all_bibtex, render_bibtex
from measurebook.exports.references import Reference, list_references, make_reference
from tests.exports.texts import lines, references

# Standard commands of LaTeX that the decoder has no entry for, or a likeness only.
PRINTED = {
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
}


def make_decoder() -> LatexNodes2Text:
    known = get_default_latex_context_db()
    macros = [MacroTextSpec(name, sign) for name, sign in PRINTED.items()]
    known.add_context_category("printed", prepend=True, macros=macros)
    return LatexNodes2Text(latex_context=known, strict_latex_spaces=True, keep_comments=True)


DECODER = make_decoder()


def read_entries(text: str) -> list[Entry]:
    decoding = LatexDecodingMiddleware(decoder=DECODER)
    library = parse_string(text, append_middleware=[decoding])
    assert library.failed_blocks == []
    return list(library.entries)


@given(lines)
def test_latex_prints_any_text_as_it_is(text: str) -> None:
    assert DECODER.latex_to_text(escape_bibtex(text)) == text


@given(references)
def test_a_citation_of_any_text_can_be_read_back(reference: Reference) -> None:
    (entry,) = read_entries(render_bibtex(reference))
    assert entry.key == reference.key
    assert entry["title"] == reference.title
    assert entry["author"] == " and ".join(reference.authors)
    assert [field.value for field in entry.fields if field.key == "year"] == (
        [reference.year] if reference.year else []
    )


def test_every_citation_of_the_real_content_is_read(azerbaijan: Release) -> None:
    written = list(list_references(azerbaijan))
    read = read_entries(render_all_bibtex(written))
    assert [(e.key, e["title"]) for e in read] == [(r.key, r.title) for r in written]


def test_capitals_and_names_of_bodies_are_protected_by_braces(norland: Release) -> None:
    text = render_bibtex(make_reference(norland, "measure", "film-fund"))
    assert "title = {{Film Fund}}" in text
    assert "author = {{Norland}}" in text


def test_a_body_with_and_in_its_name_stays_one_author(norland: Release) -> None:
    reference = make_reference(norland, "measure", "film-fund")
    bodies = ("Ministry of Culture and Tourism", "Film, Stage, Music")
    text = render_bibtex(msgspec.structs.replace(reference, authors=bodies))
    library = parse_string(text, append_middleware=[SeparateCoAuthors()])
    assert library.entries[0]["author"] == [f"{{{body}}}" for body in bodies]


@pytest.mark.parametrize(("kind", "slug"), [("report", "norland-2022"), ("source", "norland-2022")])
def test_a_report_is_a_technical_report(norland: Release, kind: str, slug: str) -> None:
    reference = next(r for r in list_references(norland) if (r.kind, r.slug) == (kind, slug))
    assert render_bibtex(reference).startswith(f"@techreport{{{kind}-{slug},")
