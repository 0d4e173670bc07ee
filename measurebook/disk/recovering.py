"""What a killed program left beside files is put in order."""

from __future__ import annotations

import os
import re
from pathlib import Path

from measurebook.disk.beside import BESIDE, GONE, digest
from measurebook.disk.exchanging import exchange
from measurebook.errors import explain_failure


def recover(folder: Path) -> list[tuple[Path, Path]]:
    """Clear up what a killed program left in a folder.

    What a person saved while it ran goes back into its place, unless something newer stands
    there: such files are returned, each with the file it was saved as. Call it only while no
    other program writes there.
    """
    if not folder.is_dir() or folder.is_symlink():
        return []
    found = ((path, BESIDE.fullmatch(path.name)) for path in sorted(folder.iterdir()))
    try:
        homeless = [_recover_one(path, match) for path, match in found if match]
    except OSError as error:
        raise explain_failure(error, "clearing up") from None
    return [pair for pair in homeless if pair]


def _recover_one(left: Path, match: re.Match[str]) -> tuple[Path, Path] | None:
    path = left.with_name(match["name"])
    holds = digest(left.read_bytes()) if left.is_file() and not left.is_symlink() else None
    is_missing = match["state"] == "aside" and match["new"] != GONE and not os.path.lexists(path)
    is_known = match["state"] == "part" or holds in {match["old"], match["new"]}
    if is_known and not is_missing:
        left.unlink()
        return None
    if not os.path.lexists(path):
        left.rename(path)
        return None
    if path.is_file() and digest(path.read_bytes()) == match["new"] and exchange(left, path):
        left.unlink()
        return None
    return left, path
