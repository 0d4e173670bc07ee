"""A draft as the text of its document, and whether that reads as the draft again."""

from __future__ import annotations

from measurebook.errors import ContentError, Problem
from measurebook.frontmatter import as_values, read_document, read_record, write_document
from measurebook.model.measure import Measure
from measurebook.normalise.merging.body_edits import read_body, write_body
from measurebook.normalise.reading import Draft

SCHEMA_COMMENT = "yaml-language-server: $schema=../measure.schema.json"


def write_draft(draft: Draft) -> str:
    """Write a draft as its document."""
    comment = SCHEMA_COMMENT if draft.kind is Measure else ""
    return write_document(as_values(draft.record), write_body(draft.sections), comment)


def find_fault(draft: Draft, text: str, path: str) -> Problem | None:
    """Tell whether a text does not read as the draft it was written from."""
    try:
        document = read_document(text, path)
        record = read_record(document.fields, draft.kind)
    except ContentError as error:
        first = error.problems[0]
        message = f"cannot be written so that it can be read again: {first.message}"
        return Problem(path, first.line, message)
    sections = {heading: words.strip() for heading, words in draft.sections.items()}
    if record == draft.record and read_body(document.body) == sections:
        return None
    return Problem(path, 0, "cannot be written so that it reads as the source; report this, please")
