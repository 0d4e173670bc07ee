"""What a citation says, and of which pages there is one."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from measurebook.errors import MissingWordError
from measurebook.exports import Release, cite_record
from measurebook.exports.addresses import (
    CITATION_FORMATS,
    RECORD_KINDS,
    CitationFormat,
    RecordKind,
    address_of_citation,
)
from measurebook.exports.citation_text import render_citation
from measurebook.exports.citations import render_citations
from measurebook.exports.references import (
    list_references,
    list_slugs,
    make_reference,
    read_citation_words,
    render_url,
)
from measurebook.model.output import find_name_fault
from measurebook.text import SLUG_LENGTH
from tests.exports.releases import load_norland, make_release, with_measure


def cite(release: Release, slug: str) -> str:
    return render_citation(make_reference(release, "measure", slug), read_citation_words(release))


def test_a_citation_tells_who_when_what_where_and_which_version(norland: Release) -> None:
    assert cite(norland, "film-fund") == (
        "Norland (2022). Film Fund. In: Periodic Report: Norland 2022, lines 9–11, 15–27. "
        "Creative Norland, content version 1a2b3c4d. "
        "https://norland.example/culture/measures/film-fund.html"
    )


def test_without_a_known_address_the_address_of_the_source_must_do(azerbaijan: Release) -> None:
    text = cite(azerbaijan, "abad-easy-support-for-family-business")
    assert "https://webarchive.unesco.org/" in text
    assert text.endswith("Creative Azerbaijan, content version 1a2b3c4d.")


def test_every_source_of_a_merged_measure_is_cited_with_its_lines(azerbaijan: Release) -> None:
    text = cite(azerbaijan, "establishment-of-the-azerbaijan-federation-of-creative-industries")
    assert "In: Quadrennial Periodic Report: Azerbaijan 2022, UNESCO" in text
    assert text.count("lines ") == 2


def test_what_civil_society_reports_is_not_said_by_the_party(azerbaijan: Release) -> None:
    slug = "group-exhibition-think-that-not-everything-exists"
    assert cite(azerbaijan, slug).startswith("Civil society of Azerbaijan (2022). ")


def test_no_year_is_made_up() -> None:
    bare = with_measure(load_norland(), "film-fund", report=None, year=None)
    assert "(n.d.)" in cite(make_release(bare), "film-fund")


def test_a_measure_without_a_title_can_be_cited() -> None:
    bare = with_measure(load_norland(), "film-fund", title=None)
    assert "Measure without a title." in cite(make_release(bare), "film-fund")


def test_an_article_is_cited_with_its_publisher_once(azerbaijan: Release) -> None:
    reference = make_reference(azerbaijan, "source", "003_43b177e10c45e4bb")
    text = render_citation(reference, read_citation_words(azerbaijan))
    assert text.count("Ministry of Culture of the Republic of Azerbaijan") == 1


def test_a_citation_is_in_the_words_of_its_language(azerbaijan: Release) -> None:
    assert read_citation_words(azerbaijan).undated == "n.d."
    assert read_citation_words(azerbaijan, "az").undated == "tarixsiz"
    with pytest.raises(MissingWordError):
        read_citation_words(azerbaijan, "cy")


def test_the_box_speaks_the_language_of_its_page_and_the_files_that_of_the_site() -> None:
    norland = load_norland()
    told = norland.words["az"] | {"citation_version": "məzmun versiyası {version}"}
    release = make_release(replace(norland, words=norland.words | {"az": told}))
    box = cite_record(release, "measure", "film-fund", "az")
    assert "məzmun versiyası 1a2b3c4d" in box.text
    assert all("content version 1a2b3c4d" in file.text for file in box.files)


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_every_page_of_a_kind_has_its_files_and_they_are_those_of_its_box(
    norland: Release, kind: RecordKind
) -> None:
    written = {file.path: file.data for file in render_citations(norland)}
    for reference in list_references(norland):
        if reference.kind == kind:
            box = cite_record(norland, reference.kind, reference.slug)
            assert len(box.files) == len(CITATION_FORMATS)
            assert all(written[file.address] == file.text.encode() for file in box.files)


def test_every_record_of_the_real_content_is_cited_once(azerbaijan: Release) -> None:
    keys = [reference.key for reference in list_references(azerbaijan)]
    counted = sum(len(list_slugs(azerbaijan, kind)) for kind in RECORD_KINDS)
    assert len(set(keys)) == len(keys) == counted
    assert sum(key.startswith("measure-") for key in keys) == 27


@pytest.mark.parametrize("written", CITATION_FORMATS)
def test_the_longest_slug_still_gives_a_name_that_every_system_can_write(
    written: CitationFormat,
) -> None:
    address = address_of_citation("measure", "a" * SLUG_LENGTH, written)
    assert find_name_fault(address) is None


def test_an_address_cannot_end_a_field_of_any_format() -> None:
    assert render_url('https://x.example/a b}{\\"<>\nc') == (
        "https://x.example/a%20b%7D%7B%5C%22%3C%3E%20c"
    )
