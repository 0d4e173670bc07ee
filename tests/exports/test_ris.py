"""RIS keeps one value to a line, whatever the text."""

from __future__ import annotations

import rispy
from hypothesis import given

from measurebook.exports import Release
from measurebook.exports.references import Reference, list_references, make_reference
from measurebook.exports.ris import render_all_ris, render_ris
from tests.exports.texts import references


@given(references)
def test_a_citation_of_any_text_can_be_read_back(reference: Reference) -> None:
    (entry,) = rispy.loads(render_ris(reference))
    assert entry["id"] == reference.key
    assert entry.get("title", "") == reference.title
    assert entry["authors"] == list(reference.authors)
    assert entry.get("keywords", []) == list(reference.keywords)
    assert entry.get("year", "") == reference.year


def test_every_citation_of_the_real_content_is_read(azerbaijan: Release) -> None:
    written = list(list_references(azerbaijan))
    read = rispy.loads(render_all_ris(written))
    assert [(e["id"], e["title"]) for e in read] == [(r.key, r.title) for r in written]


def test_an_entry_opens_with_its_type_and_ends_with_er(norland: Release) -> None:
    text = render_ris(make_reference(norland, "report", "norland-2022"))
    assert text.startswith("TY  - RPRT\r\n")
    assert text.endswith("ER  - \r\n\r\n")


def test_the_notes_tell_version_and_lines(norland: Release) -> None:
    (entry,) = rispy.loads(render_ris(make_reference(norland, "measure", "film-fund")))
    version, source = entry["notes"]
    assert version == "Creative Norland, content version 1a2b3c4d"
    assert source == "Source: Periodic Report: Norland 2022, lines 9–11, 15–27"
