"""Styles, data and texts are checked, too."""

from __future__ import annotations

import pytest

from measurebook.gate import Rules
from tests.gate.sites import check


def check_style(style: str) -> list[str]:
    site: dict[str, str | bytes] = {
        "assets/css/a.css": style,
        "assets/css/shared.css": "",
        "assets/fonts/serif.woff2": b"wOF2",
    }
    return [problem.message for problem in check(site)]


@pytest.mark.parametrize(
    "style",
    [
        "@font-face { src: url(../fonts/serif.woff2) format('woff2') }",
        "@font-face { src: url( '../fonts/serif.woff2' ) }",
        '@import "shared.css";',
        "@import url(shared.css);",
        "/* url(gone.png) */",
        "@namespace svg url(http://www.w3.org/2000/svg);",
        "a { clip-path: url(#here) }",
    ],
)
def test_a_style_that_finds_its_files_passes(style: str) -> None:
    assert check_style(style) == []


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("a { background: url(gone.png) }", "leads to no file"),
        ("@font-face { src: URL('../fonts/serifs.woff2') }", "leads to no file; did you mean"),
        ('@import "share.css";', "leads to no file; did you mean"),
        ('@import "https://example.org/share.css";', "leaves the site"),
        ("@import url(//example.org/share.css);", "leaves the site"),
        ("a { background: url(data:image/png;base64,AA) }", "leaves the site"),
        ("a { background: url(/a.png) }", "starts at the root"),
    ],
)
def test_a_style_with_a_dead_or_foreign_address_is_refused(style: str, fault: str) -> None:
    (message,) = check_style(style)
    assert fault in message


def test_data_must_be_json() -> None:
    (problem,) = check({"data/all.json": '{"a": 1,}'})
    assert problem.message.startswith("is not JSON: ")


def test_feeds_must_be_well_formed() -> None:
    (problem,) = check({"feed.xml": "<feed>&</feed>"})
    assert problem.message.startswith("is not well-formed: ")


def test_a_sitemap_lists_only_what_there_is() -> None:
    base = "https://measures.example/"
    site: dict[str, str | bytes] = {
        "sitemap.xml": f"<urlset><loc>{base}about.txt</loc><loc>{base}abouts.txt</loc></urlset>",
        "about.txt": "",
    }
    (problem,) = check(site, Rules(base_url=base))
    assert problem.message.endswith('abouts.txt"> leads to no file; did you mean "about.txt"?')


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("data/all.json", '{"a": "someone@example.az"}'),
        ("assets/search.js", 'index = ["someone@example.az"]'),
        ("data/all.csv", "\N{ZERO WIDTH NO-BREAK SPACE}name\r\nsomeone@example.az\r\n"),
        ("feed.xml", "<a>someone&#64;example.az</a>"),
        ("readme.txt", "Ask someone@example.az"),
    ],
)
def test_personal_data_is_refused_in_downloads_and_indexes(path: str, content: str) -> None:
    (problem,) = check({path: content})
    assert 'shows "someone@example.az"' in problem.message


def test_authors_of_vendored_files_keep_their_names() -> None:
    assert check({"assets/vendor/x-1.0/license.txt": "(c) someone@example.org"}) == []


def test_pictures_and_fonts_are_not_read_as_text() -> None:
    assert check({"img/a.png": b"\x89PNG someone@example.az \xff"}) == []


def test_a_text_that_is_not_utf_8_is_refused() -> None:
    (problem,) = check({"a.csv": b"\xff\xfe"})
    assert problem.message.startswith("is not UTF-8")
