"""The list of all files of a bundle with their hashes, and the note to its reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

import msgspec

from measurebook.model.output import OutputFile

MANIFEST = "manifest.json"
README = "README.txt"
"""The one name with capitals: readers look for it, and no site has a file of that name."""

_RECIPE = (
    f"find * -type f ! -path {README} ! -path {MANIFEST}"
    " | LC_ALL=C sort | xargs sha256sum | sha256sum"
)


class Listed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the manifest says of one file."""

    sha256: str
    size: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`manifest.json`: every file of the bundle but the manifest itself, by path.

    `content` is the hash of the site alone, without the note to the reader, so that it does not
    depend on the version's name.
    """

    version: str
    content: str
    files: dict[str, Listed]


def hash_content(listed: Mapping[str, Listed]) -> str:
    """Hash the hashes of all files, as `sha256sum` would list them, sorted by path."""
    lines = (f"{listed[path].sha256}  {path}\n" for path in sorted(listed) if path != README)
    return sha256("".join(lines).encode()).hexdigest()


def list_files(files: Iterable[OutputFile]) -> dict[str, Listed]:
    return {file.path: list_file(file.data) for file in files}


def list_file(data: bytes) -> Listed:
    return Listed(sha256=sha256(data).hexdigest(), size=len(data))


def write_manifest(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1) + b"\n"


def write_readme(
    title: str, version: str, count: int, content: str, volumes: Sequence[str] = ()
) -> bytes:
    """Write the note with line ends that every editor understands."""
    heading = f"{title}, version {version}" if title else f"Version {version}"
    text = f"""{heading}
{"=" * len(heading)}

This folder is a complete web site for reading without the internet.

To open it, unpack the whole archive into a folder and double-click index.html.
It opens in your web browser. Nothing is installed, and nothing is sent anywhere.
{_tell_volumes(volumes)}
Files: {count}
SHA-256 of the content: {content}

{MANIFEST} lists every file with its SHA-256. The content's own is that of the
lines "<sha256>  <path>" of all files but this one and {MANIFEST}, sorted by
path. In this folder, the following gives it:

  {_RECIPE}
"""
    return text.replace("\n", "\r\n").encode()


def _tell_volumes(volumes: Sequence[str]) -> str:
    if not volumes:
        return ""
    listed = "".join(f"  {volume}\n" for volume in volumes)
    return f"\nEverything in one file, to read from end to end or to print:\n{listed}"
