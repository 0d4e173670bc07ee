"""Where templates and assets lie, and how the files of the program are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jinja2

from measurebook.errors import MachineError

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "templates"
ASSETS = ROOT / "assets"
VENDORED = "vendor"
"""Where assets hold icons and other things of other projects."""

_MAKE_PAGES = (
    (ROOT / "measurebook", "**/*.py"),
    (TEMPLATES, "**/*.html"),
    (ASSETS / VENDORED, "lucide-*/*.svg"),
)


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


def read_program() -> Iterator[bytes]:
    """Yield all that makes pages: names and texts of the program, its templates and icons, and the
    names and versions of the libraries beside Jinja.
    """
    for folder, pattern in _MAKE_PAGES:
        for path in list_files(folder, pattern):
            yield path.relative_to(ROOT).as_posix().encode()
            yield read_file(path)
    libraries = Path(jinja2.__file__).parent.parent.glob("*.dist-info")
    yield from sorted(path.name.encode() for path in libraries)
