"""Text as the formats of the exports need it: on one line, and without what nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from measurebook.text import mask_hidden, squash_blanks

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def tidy(text: str) -> str:
    r"""Write a text on one line; invisible characters become visible replacement characters.

    Formats that are read line by line would otherwise break at a form feed or a line separator.

    >>> tidy(" Law on\x0cMedia\n"), tidy("Sh\N{RIGHT-TO-LEFT OVERRIDE}eki")
    ('Law on�Media', 'Sh�eki')
    """
    if text.isascii() and text.isprintable():
        return squash_blanks(text)
    return squash_blanks(mask_hidden(text))


def tidy_for_xml(text: str) -> str:
    r"""Do the same for XML, in which some characters cannot be written at all.

    >>> tidy_for_xml("a\uffffb")
    'a�b'
    """
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", tidy(text))


def end_sentence(text: str) -> str:
    """End a text with a full stop, unless it ends a sentence already.

    >>> end_sentence("Law on Media"), end_sentence("When was it ratified?")
    ('Law on Media.', 'When was it ratified?')
    """
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def join_told(parts: Iterable[str | None], separator: str = ", ") -> str:
    """Join the parts that there are.

    >>> join_told(["UNESCO", None, "", "2022"])
    'UNESCO, 2022'
    """
    return separator.join(part for part in parts if part)


def dump_json(value: Any) -> bytes:
    """Write JSON for files: in UTF-8, readable, always the same."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
