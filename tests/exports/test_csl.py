"""CSL-JSON has the form that Zotero and Pandoc read, and gives a bibliography."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

import jsonschema
import msgspec
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON
from hypothesis import given

from measurebook.exports import Release
from measurebook.exports.csl import make_csl_entry, render_csl
from measurebook.exports.references import Reference, list_references
from tests.exports.texts import references

NUMBERS = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
TEXTS = {
    field: {"type": "string", "minLength": 1}
    for field in (
        "id",
        "title",
        "container-title",
        "publisher",
        "version",
        "keyword",
        "language",
        "note",
        "URL",
    )
}
ENTRY: dict[str, Any] = {
    "type": "object",
    "required": ["id", "type"],
    "additionalProperties": False,
    "properties": {
        **TEXTS,
        "type": {"enum": ["report", "webpage"]},
        "author": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["literal"],
                "properties": {"literal": {"type": "string"}},
            },
        },
        "issued": {
            "type": "object",
            "additionalProperties": False,
            "required": ["date-parts"],
            "properties": {"date-parts": {"type": "array", "items": NUMBERS, "maxItems": 2}},
        },
    },
}
"""The part of the format that we use: an entry may hold nothing else."""

VALIDATOR = jsonschema.Draft202012Validator({"type": "array", "items": ENTRY})


@given(references)
def test_a_citation_of_any_text_has_the_form_of_the_format(reference: Reference) -> None:
    entries = json.loads(render_csl([reference]))
    VALIDATOR.validate(entries)
    (entry,) = entries
    assert entry.get("title", "") == reference.title
    assert [author["literal"] for author in entry["author"]] == list(reference.authors)


def test_every_citation_of_the_real_content_has_it_too(azerbaijan: Release) -> None:
    entries = json.loads(render_csl(list_references(azerbaijan)))
    VALIDATOR.validate(entries)
    assert len({entry["id"] for entry in entries}) == len(entries)


@pytest.mark.parametrize(
    ("date", "parts"),
    [("2022", [[2022]]), ("2022-08", [[2022, 8]]), ("2022-08-05", [[2022, 8, 5]])],
    ids=["year", "month", "day"],
)
def test_a_date_has_as_many_parts_as_are_known(
    norland: Release, date: str, parts: list[list[int]]
) -> None:
    dated = msgspec.structs.replace(next(list_references(norland)), date=date)
    assert make_csl_entry(dated)["issued"] == {"date-parts": parts}


def test_a_citation_processor_makes_a_bibliography_of_it(azerbaijan: Release) -> None:
    reference = next(list_references(azerbaijan))
    source = CiteProcJSON([make_csl_entry(reference)])
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatters.plain)
    bibliography.register(Citation([CitationItem(reference.key)]))
    (printed,) = (unescape(str(item)) for item in bibliography.bibliography())
    assert reference.authors[0] in printed
    assert reference.title in printed
    assert reference.year in printed
