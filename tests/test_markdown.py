"""Prose becomes safe HTML, and its plain text stays word for word."""

from __future__ import annotations

import contextlib
import re
import time

import pytest

from measurebook.errors import ContentError
from measurebook.markdown import Block, read_blocks, read_plain_text


def blocks_of(text: str) -> tuple[Block, ...]:
    return read_blocks(text, "content/measures/x.md", 10)


def html_of(text: str) -> str:
    return "\n".join(block.html for block in blocks_of(text))


def test_each_paragraph_is_a_block_without_its_tags() -> None:
    first, second = blocks_of("One.\n\nTwo *words*.\n")
    assert (first.html, first.texts, first.is_paragraph) == ("One.", ("One.",), True)
    assert (second.html, second.texts) == ("Two <em>words</em>.", ("Two words.",))


def test_a_list_is_one_block_with_the_text_of_each_point() -> None:
    (block,) = blocks_of("- first\n- second\n")
    assert block.texts == ("first", "second")
    assert not block.is_paragraph
    assert block.html.startswith("<ul>")
    assert block.html.endswith("</ul>")


@pytest.mark.parametrize(
    "text",
    ["1\\) a; 2\\) b", "\\* not a point", "\\#tag", "a \\_b\\_ c", "\\<b>bold\\</b>", "&lt;b&gt;"],
)
def test_escaped_text_reads_as_the_source_has_it(text: str) -> None:
    written = re.sub(r"\\(.)", r"\1", text).replace("&lt;", "<").replace("&gt;", ">")
    assert read_plain_text(text) == written


def test_a_line_break_inside_a_paragraph_is_a_blank() -> None:
    assert read_plain_text("one\ntwo  \nthree") == "one two three"


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "text <img src=x onerror=alert(1)> text",
        "[x](javascript:alert(1))",
        "[x](javascript&#58;alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "[x](//elsewhere.example/)",
        "[x](../../etc/passwd)",
        "[x](file:///etc/passwd)",
        "![x](https://elsewhere.example/x.png)",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        "```html onload=alert(1)\n<b>\n```",
    ],
)
def test_nothing_that_runs_or_loads_comes_out(attack: str) -> None:
    html = html_of(attack)
    tags = re.findall(r"<(/?[a-z][^>]*)>", html)
    allowed = {"p", "/p", "pre", "/pre", "code", "/code", "/a"}
    outside = [tag for tag in tags if tag not in allowed and not tag.startswith("a href=")]
    assert outside == []
    assert all(address.startswith("https://") for address in re.findall(r'href="([^"]*)"', html))


def test_an_outside_link_carries_no_trust() -> None:
    assert html_of("[site](https://example.org/?a=1&b=2)") == (
        '<a href="https://example.org/?a=1&amp;b=2" rel="noopener nofollow ugc">site</a>'
    )


def test_quotes_in_an_address_stay_in_the_address() -> None:
    assert 'onclick="' not in html_of('[x](https://example.org/"onclick="alert(1) "t")')


def test_headings_inside_a_section_stay_below_its_own() -> None:
    assert html_of("# Shout") == "<h3>Shout</h3>"
    assert html_of("#### Part") == "<h4>Part</h4>"


def test_addresses_and_quotes_are_left_as_they_are_written() -> None:
    assert html_of("www.example.org -- (c) ...") == "www.example.org -- (c) ..."


def test_text_that_is_nested_too_deeply_is_refused_with_its_line() -> None:
    with pytest.raises(ContentError) as refusal:
        blocks_of("Fine.\n\n" + "> " * 40 + "lost")
    assert str(refusal.value).startswith("content/measures/x.md:12: lists or quotations")


def test_text_that_is_nested_beyond_the_parser_is_refused_too() -> None:
    with pytest.raises(ContentError):
        blocks_of("> " * 5000 + "lost")


def test_sensible_nesting_is_shown_whole() -> None:
    assert "deep" in html_of("> " * 7 + "deep")


@pytest.mark.parametrize("part", ["[", "*a ", "`", "![", "**_", "<a", "&#", "\\", "> ", "- "])
def test_hostile_repetition_ends_quickly(part: str) -> None:
    started = time.process_time()
    with contextlib.suppress(ContentError):
        blocks_of(part * 4000)
    assert time.process_time() - started < 3
