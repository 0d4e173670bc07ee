"""The prose of documents: Markdown to safe HTML, block by block, with the plain text of each.

Text comes from public pages, so it is never trusted: no raw HTML, no images, links of three
schemes only. The plain text lets the pages find the source line that each paragraph repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import msgspec
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from measurebook.errors import ContentError, Problem
from measurebook.text import squash_blanks

NESTING_LIMIT = 16
_PARSER_LIMIT = 100
"""Where the parser stops reading on; far beyond our limit, so that nothing is cut unseen."""

_ALLOWED_LINK = re.compile(r"(https?://|mailto:)\S", re.IGNORECASE)
_FIRST_FREE_HEADING = 3
"""`##` opens a section of a document and stands on the page as h2."""


class Block(msgspec.Struct, frozen=True):
    """A paragraph, list, quotation or other top-level part of a section.

    `html` of a plain paragraph is what stands between `<p>` and `</p>`; of any other block it is
    the whole element. `texts` is the plain text of each paragraph inside, in order.
    """

    html: Markup
    texts: tuple[str, ...]
    is_paragraph: bool


def read_blocks(text: str, path: str, line: int) -> tuple[Block, ...]:
    """Read Markdown as blocks. `path` and `line` are where it stands, for problems.

    Raises ContentError where it is nested more deeply than pages show: CommonMark readers cut
    such text silently.
    """
    tokens = _parser().parse(text)
    deep = next((token for token in tokens if token.level > NESTING_LIMIT), None)
    if deep is not None:
        where = line + (deep.map[0] if deep.map else 0)
        message = f"lists or quotations are nested more than {NESTING_LIMIT} levels deep"
        raise ContentError([Problem(path, where, message)])
    return tuple(map(_make_block, _split_blocks(tokens)))


def read_plain_text(text: str, path: str = "", line: int = 0) -> str:
    r"""Return what a reader sees of a Markdown text, on one line.

    >>> read_plain_text("1\\) *first* &amp; [second](https://example.org)")
    '1) first & second'
    """
    return " ".join(part for block in read_blocks(text, path, line) for part in block.texts)


class _CarefulParser(MarkdownIt):
    """A parser that keeps an address which is not on our list as plain text."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the parser's own name
        """Judge the address as it will be written, after entities and escapes were decoded."""
        return _ALLOWED_LINK.match(url) is not None


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = _CarefulParser("commonmark", {"html": False, "maxNesting": _PARSER_LIMIT})
    parser.disable(["html_block", "html_inline", "image"])
    parser.options["xhtmlOut"] = False
    parser.add_render_rule("link_open", _render_link)
    parser.add_render_rule("fence", _render_code)
    parser.add_render_rule("heading_open", _render_heading)
    parser.add_render_rule("heading_close", _render_heading)
    return parser


def _render_link(
    renderer: RendererHTML, tokens: list[Token], index: int, options: Any, _env: Any
) -> str:
    tokens[index].attrSet("rel", "noopener nofollow ugc")
    return renderer.renderToken(tokens, index, options, {})


def _render_code(
    _renderer: RendererHTML, tokens: list[Token], index: int, _options: Any, _env: Any
) -> str:
    """Render a fenced block without the class that its info string would become."""
    return Markup("<pre><code>{}</code></pre>\n").format(tokens[index].content)


def _render_heading(
    _renderer: RendererHTML, tokens: list[Token], index: int, _options: Any, _env: Any
) -> str:
    """Keep headings inside a section below the section's own."""
    level = max(int(tokens[index].tag[1:]), _FIRST_FREE_HEADING)
    return f"<h{level}>" if tokens[index].nesting > 0 else f"</h{level}>\n"


def _split_blocks(tokens: list[Token]) -> Iterator[list[Token]]:
    """Split the flat list of tokens where the nesting returns to the top."""
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = []


def _make_block(tokens: list[Token]) -> Block:
    is_paragraph = tokens[0].type == "paragraph_open"
    shown = tokens[1:-1] if is_paragraph else tokens
    parser = _parser()
    html = parser.renderer.render(shown, parser.options, {})
    return Block(Markup(html.strip()), tuple(_find_texts(tokens)), is_paragraph)  # noqa: S704 - the renderer escapes


def _find_texts(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        text = _plain(token.children) if token.children else token.content
        if squash_blanks(text):
            yield squash_blanks(text)


def _plain(children: Iterable[Token]) -> str:
    return "".join(
        " " if child.type in {"softbreak", "hardbreak"} else child.content for child in children
    )
