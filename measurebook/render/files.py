"""Where templates and assets lie, and how the files of the program are read."""

from __future__ import annotations

from pathlib import Path

from measurebook.errors import MachineError

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "templates"
ASSETS = ROOT / "assets"
VENDORED = "vendor"
"""Where assets hold icons and other things of other projects."""


def list_files(folder: Path, pattern: str) -> list[Path]:
    found = sorted(path for path in folder.glob(pattern) if not path.name.startswith("."))
    return [path for path in found if path.is_file()]


def read_file(path: Path) -> bytes:
    """Read a file of the program. A symbolic link is refused: it could lead anywhere."""
    if path.is_symlink():
        raise MachineError(f"{path.name} is a symbolic link; put the file itself there")
    try:
        return path.read_bytes()
    except OSError as error:
        raise MachineError(f"{path.name} cannot be read: {error.strerror}") from None
