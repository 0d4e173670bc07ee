"""Disk, clock and chance stay at the edges of the program; the network is in none of it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.source_code import PACKAGE, Module, find_imports, name_of_call, read_modules

if TYPE_CHECKING:
    from collections.abc import Iterator

# Units that may touch disk and clock, or single modules of a unit.
EDGES = {
    "disk",
    "load",
    "normalise.drafts",
    "render",
    "printing",
    "publish",
    "offline",
    "preview",
    "cli",
}
EDGES |= {"pipeline.starting", "cache", "shelf"}
SERVERS = {"preview"}

DISK_AND_CLOCK = {
    "fcntl",
    "fileinput",
    "getpass",
    "glob",
    "importlib.resources",
    "linecache",
    "mmap",
    "msvcrt",
    "os",
    "platform",
    "random",
    "secrets",
    "shutil",
    "signal",
    "sqlite3",
    "subprocess",
    "tempfile",
    "time",
    "watchfiles",
    "zipfile",
}
NETWORK = {
    "aiohttp",
    "ftplib",
    "http.client",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "xmlrpc",
}
SERVING = {"asyncio", "http.server", "livereload", "socket", "socketserver", "ssl", "tornado"}

# Calls that reach the disk by whatever they are called on; `replace` and `resolve` are left out,
# because texts and the Atlas have functions of these names.
DISK_CALLS = {
    "absolute",
    "chmod",
    "copyfile",
    "cwd",
    "exists",
    "expanduser",
    "glob",
    "hardlink_to",
    "home",
    "is_dir",
    "is_file",
    "is_symlink",
    "iterdir",
    "lstat",
    "mkdir",
    "open",
    "read_bytes",
    "read_text",
    "readlink",
    "rglob",
    "rmdir",
    "samefile",
    "stat",
    "symlink_to",
    "touch",
    "unlink",
    "write_bytes",
    "write_text",
}
CLOCK_CALLS = {"now", "today", "utcnow", "localtime", "gmtime"}


def is_edge(module: Module) -> bool:
    own_name = module.name.removeprefix(f"{PACKAGE}.")
    return module.unit in EDGES or any(
        own_name == edge or own_name.startswith(f"{edge}.") for edge in EDGES
    )


def find_breaches(module: Module) -> list[str]:
    """Every import and call that reaches further than this module may, one line for each."""
    found = sorted({*find_reaching_imports(module), *find_reaching_calls(module)})
    return [f"{module.name}:{line}: {name}" for line, name in found]


def find_reaching_imports(module: Module) -> Iterator[tuple[int, str]]:
    kept_out = NETWORK.copy()
    if module.unit not in SERVERS:
        kept_out |= SERVING
    if not is_edge(module):
        kept_out |= DISK_AND_CLOCK
    for imported in find_imports(module):
        if any(f"{imported.name}.".startswith(f"{name}.") for name in kept_out):
            yield imported.line, imported.name


def find_reaching_calls(module: Module) -> Iterator[tuple[int, str]]:
    if is_edge(module):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and name_of_call(node) in DISK_CALLS | CLOCK_CALLS:
            yield node.lineno, f"{name_of_call(node)}()"


@pytest.mark.parametrize("module", list(read_modules()), ids=lambda module: module.name)
def test_only_the_edges_reach_disk_and_clock_and_none_the_network(module: Module) -> None:
    assert find_breaches(module) == []


def breaches_of(name: str, source: str) -> list[str]:
    return find_breaches(Module(f"{PACKAGE}.{name}", source))


@pytest.mark.parametrize(
    "source",
    [
        "open('a')",
        "path.read_text()",
        "path.open()",
        "import os",
        "import os.path",
        "from os import path",
        "def late():\n    import time",
        "from time import perf_counter",
        "from datetime import datetime\ndatetime.now()",
        "from datetime import date\ndate.today()",
        "from importlib import resources",
        "import random",
    ],
)
@pytest.mark.parametrize("name", ["pipeline", "graph", "normalise.lines.blocks", "model.measure"])
def test_disk_and_clock_are_found_outside_the_edges(name: str, source: str) -> None:
    assert len(breaches_of(name, source)) == 1


@pytest.mark.parametrize("name", ["load.documents", "normalise.drafts", "publish", "cli"])
def test_the_edges_reach_disk_and_clock(name: str) -> None:
    assert breaches_of(name, "import os, time\npath.read_text()") == []


@pytest.mark.parametrize(
    "source",
    [
        "import urllib.request",
        "from urllib import request",
        "from http.client import HTTPConnection",
    ],
)
@pytest.mark.parametrize("name", ["preview", "load.documents", "graph"])
def test_the_network_is_found_everywhere(name: str, source: str) -> None:
    assert len(breaches_of(name, source)) == 1


def test_only_the_preview_serves() -> None:
    source = "import socket\nfrom tornado import web\nimport livereload"
    assert breaches_of("preview.server", source) == []
    assert len(breaches_of("cli", source)) == 3


def test_taking_addresses_apart_is_not_the_network() -> None:
    assert breaches_of("urls", "from urllib.parse import quote\nimport urllib.parse") == []
