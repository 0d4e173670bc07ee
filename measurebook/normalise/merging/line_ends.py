"""Line ends and byte order marks: taken off a curator's text, and put back as they were."""

from __future__ import annotations

from difflib import SequenceMatcher

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def plain(text: str) -> str:
    r"""Return a text without byte order mark and with line feeds only.

    >>> plain("\ufeffa\r\nb\n")
    'a\nb\n'
    """
    return text.removeprefix(_MARK).replace("\r\n", "\n")


def restyle(text: str, original: str) -> str:
    r"""Write a plain text with the mark and the line ends of the text it was made from.

    Where that has ends of both kinds, a line that stays keeps its own and a new line gets the
    kind that is more frequent.

    >>> restyle("a\nnew\nb\n", "\ufeffa\r\nb\r\n")
    '\ufeffa\r\nnew\r\nb\r\n'
    """
    mark = _MARK if original.startswith(_MARK) else ""
    returns, feeds = original.count("\r\n"), original.count("\n")
    if returns in {0, feeds}:
        return mark + (text.replace("\n", "\r\n") if returns else text)
    usual = "\r\n" if 2 * returns > feeds else "\n"
    return mark + _restyle_lines(text.split("\n"), original.removeprefix(_MARK), usual)


def _restyle_lines(lines: list[str], original: str, usual: str) -> str:
    before = [(line.removesuffix("\r"), line.endswith("\r")) for line in original.split("\n")]
    ends = [usual] * len(lines)
    matcher = SequenceMatcher(None, [line for line, _ in before], lines, autojunk=False)
    for old, new, length in matcher.get_matching_blocks():
        for offset in range(length):
            ends[new + offset] = "\r\n" if before[old + offset][1] else "\n"
    ends[-1] = ""
    return "".join(line + end for line, end in zip(lines, ends, strict=True))
