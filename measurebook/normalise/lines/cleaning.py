"""Defects of captured text, one function each, and how prose becomes Markdown that says the same.

The words stay as printed, typing errors included: only what no reader can see is mended, and
addresses of private persons are withheld.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

WITHHELD_EMAIL = "[e-mail address withheld]"
WITHHELD_PHONE = "[phone number withheld]"

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++\s?@\s?[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w+])\+\d[\d ()./\N{NO-BREAK SPACE}-]{6,}\d")
_BREAKS = re.compile(r"[\t\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DIRECTION_MARKS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH = re.compile(
    r"[\u00ad\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_INVISIBLE = re.compile(f"{_CONTROLS.pattern}|{_DIRECTION_MARKS.pattern}|{_ZERO_WIDTH.pattern}")
_FIRST_MARKS = frozenset("#*_-+>")
_ITEM = re.compile(r"^(?:#{1,6}|[-*+>])\s+")
_LIST_MARK = re.compile(r"^(?:[-*+–—]\s+|[•▪●◦‣·■➢]\s*|\d{1,2}[.)]\s+(?=[^\W\d_]))")
_BOLD = re.compile(r"^(\*\*|__)(.{1,300}?)\1")
_WIDE_BLANKS = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def drop_control_characters(text: str) -> str:
    r"""Remove control characters and lone surrogates; tabs and line marks become blanks.

    They come from broken copies and cannot be seen, written as YAML, or shown on a page. Marks
    that end a line or a page elsewhere part words, so a blank takes their place.

    >>> drop_control_characters("a\x07b\tc\x0cd")
    'ab c d'
    """
    return _CONTROLS.sub("", _BREAKS.sub(" ", text))


def drop_direction_marks(text: str) -> str:
    r"""Remove marks that turn the direction of writing: they can make a text read as another.

    Letters that are written from right to left are left alone.

    >>> drop_direction_marks("abc\u202edef")
    'abcdef'
    """
    return _DIRECTION_MARKS.sub("", text)


def drop_zero_width_marks(text: str) -> str:
    r"""Remove byte order marks, soft hyphens, joiners, tags and blanks without width.

    Two words that differ in such a mark look the same and are told apart by programs. Joiners
    shape the letters of some scripts and join emoji: what they join stays, side by side.

    >>> drop_zero_width_marks("\ufeffa\u200bb")
    'ab'
    """
    return _ZERO_WIDTH.sub("", text)


def plain_blanks(text: str) -> str:
    r"""Turn no-break and other wide blanks into spaces and trim the ends of the line.

    The form puts a no-break space behind each label. Blanks within the line are not collapsed.

    >>> plain_blanks("65\N{NO-BREAK SPACE}000 ")
    '65 000'
    """
    return _WIDE_BLANKS.sub(" ", text).strip()


def compose_letters(text: str) -> str:
    """Write letters with their marks as one code point (NFC), as the content does everywhere.

    >>> compose_letters("s\N{COMBINING CEDILLA}") == "ş"
    True
    """
    return unicodedata.normalize("NFC", text)


def withhold_emails(text: str) -> str:
    """Put a note in the place of an e-mail address.

    >>> withhold_emails("write to jane.doe@example.org today")
    'write to [e-mail address withheld] today'
    """
    return _EMAIL.sub(WITHHELD_EMAIL, text) if "@" in text else text


def withhold_phone_numbers(text: str) -> str:
    """Put a note in the place of an international phone number; other numbers are left alone.

    >>> withhold_phone_numbers("call +994 12 345 67 89"), withhold_phone_numbers("+5 % in 2019")
    ('call [phone number withheld]', '+5 % in 2019')
    """
    return _PHONE.sub(WITHHELD_PHONE, text) if "+" in text else text


def drop_heading_marks(line: str) -> str:
    """Remove the marks with which some captures write a heading, a label or an item of a list.

    This is no defect of any line: only a line that is a title or a label without its marks had
    them from the capture.

    >>> [drop_heading_marks(x) for x in ("## Results", "**Who:** A body", "- Music", "A * b")]
    ['Results', 'Who: A body', 'Music', 'A * b']
    """
    if line[:1] not in _FIRST_MARKS:
        return line
    return _BOLD.sub(r"\2", _ITEM.sub("", line), count=1)


def drop_item_mark(line: str) -> str:
    """Remove the mark or number of a list before a name; a sign within a name is left alone.

    >>> [drop_item_mark(x) for x in ("- A Ministry", "• A Fund", "2. A-B", "-5 degrees", "3 Arts")]
    ['A Ministry', 'A Fund', 'A-B', '-5 degrees', '3 Arts']
    """
    return _LIST_MARK.sub("", line)


DEFECTS: tuple[Callable[[str], str], ...] = (
    drop_control_characters,
    drop_direction_marks,
    drop_zero_width_marks,
    plain_blanks,
    compose_letters,
    withhold_emails,
    withhold_phone_numbers,
)
"""The defects in the order in which they are mended."""


def clean(line: str) -> str:
    """Return a line of a source without its invisible defects."""
    if line.isascii() and line.isprintable():
        return withhold_phone_numbers(withhold_emails(line.strip()))
    for mend in DEFECTS:
        line = mend(line)
    return line


def find_dropped(line: str) -> list[str]:
    r"""Return the characters of a line that cleaning takes out; blanks of any width stay blanks.

    >>> find_dropped("a\u200bb\u202ec\N{NO-BREAK SPACE}d")
    ['\u200b', '\u202e']
    """
    return _INVISIBLE.findall(_BREAKS.sub(" ", line)) if _INVISIBLE.search(line) else []


def holds_private_address(line: str) -> bool:
    """Tell whether a line holds an e-mail address or a phone number."""
    return WITHHELD_EMAIL in (cleaned := clean(line)) or WITHHELD_PHONE in cleaned


# Markdown

_ALWAYS = re.compile(r"[\\`]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\](?=[(\[:])")
_EMPHASIS = re.compile(r"(?<!\s)\*|\*(?!\s)|(?<![^\W_])_|_(?![^\W_])")
_LIST_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_LINE_MARK = re.compile(r"^(#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|=+$|(?:[-_*]\s*){3,}$|~{3,})")


def escape_markdown(line: str) -> str:
    r"""Escape what Markdown would read as a mark, and nothing else.

    >>> escape_markdown("1. Support: * exchange; #tag_one"), escape_markdown("# not a heading")
    ('1\\. Support: * exchange; #tag_one', '\\# not a heading')
    """
    line = _ALWAYS.sub(lambda mark: "\\" + mark[0], line)
    line = _EMPHASIS.sub(lambda mark: "\\" + mark[0], line)
    line = _LIST_NUMBER.sub(r"\1\\\2", line)
    return _LINE_MARK.sub(r"\\\1", line)


def clean_prose(lines: Iterable[str]) -> str:
    """Return lines of a source as Markdown: each non-blank line is a paragraph of its own.

    A paragraph for each line keeps the way back: the page links every paragraph to its line.
    """
    cleaned = (clean(line) for line in lines)
    return "\n\n".join(escape_markdown(line) for line in cleaned if line)
