"""How the files are called that stand beside a file while it is replaced."""

from __future__ import annotations

import hashlib
import re

GONE = "gone"
BESIDE = re.compile(
    r"\.(?P<name>.+)\.(?P<old>[0-9a-f]{16}|gone)-(?P<new>[0-9a-f]{16}|gone)"
    r"\.[0-9]+\.(?P<state>part|held|aside)"
)
"""`part`: new contents, maybe half written; `held`: new contents or, after the exchange, what came
out; `aside`: what was moved away. `old` and `new` are digests of what was read and what is new."""


def digest(data: bytes | None) -> str:
    """Return what a file's name tells of contents, or of there being no file."""
    return GONE if data is None else hashlib.sha256(data).hexdigest()[:16]
