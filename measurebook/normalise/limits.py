"""What a reading yields fits into the files of the content, and nothing unseen goes into them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from measurebook.errors import Problem
from measurebook.frontmatter import DOCUMENT_LIMIT, FRONT_MATTER_LIMIT, as_values, write_fields
from measurebook.normalise.lines.cleaning import find_dropped
from measurebook.normalise.reading import Draft, Reading, SourceText
from measurebook.text import name_character

_ROOM = 2048
"""Characters left for what joining with other sources adds."""

_MOST_NAMED = 8


def check_limits(source: SourceText, reading: Reading) -> Iterator[Problem]:
    """Check that each document of a reading fits into a file, and tell what was left out of it."""
    for draft in reading.drafts:
        fault = _find_fault(draft)
        if fault:
            yield Problem(source.path, 0, f"yields {fault}; split the text into smaller ones")
    dropped = _name_dropped(source)
    if dropped:
        yield Problem(source.path, dropped[0], dropped[1], blocking=False)


def _find_fault(draft: Draft) -> str | None:
    body = sum(len(heading) + len(text) for heading, text in draft.sections.items())
    if body > DOCUMENT_LIMIT - FRONT_MATTER_LIMIT:
        limit = DOCUMENT_LIMIT - FRONT_MATTER_LIMIT
        return f"a document with {body:,} characters of text, and {limit:,} is the limit"
    values = _count_characters(draft)
    if values > FRONT_MATTER_LIMIT - _ROOM:
        limit = FRONT_MATTER_LIMIT - _ROOM
        return f"a document with {values:,} characters of values, and {limit:,} is the limit"
    return None


def _count_characters(draft: Draft) -> int:
    """Count the characters of the front matter; far from the limit a rough count will do."""
    rough = len(msgspec.json.encode(draft.record))
    if not FRONT_MATTER_LIMIT / 4 < rough < FRONT_MATTER_LIMIT * 8:
        return rough
    return len(write_fields(as_values(draft.record)))


def _name_dropped(source: SourceText) -> tuple[int, str] | None:
    """Name the characters that cleaning takes out, and the first line that has one."""
    counts: Counter[str] = Counter()
    first = 0
    for number, line in enumerate(source.lines, start=1):
        found = find_dropped(line)
        counts.update(found)
        first = first or (number if found else 0)
    if not counts:
        return None
    named = [f"{name_character(character)} ({count})" for character, count in counts.most_common()]
    others = f" and {len(named) - _MOST_NAMED} others" if len(named) > _MOST_NAMED else ""
    return first, f"invisible characters are left out: {', '.join(named[:_MOST_NAMED])}{others}"
