"""Reads the program's own source, for the tests that hold it to its architecture."""

from __future__ import annotations

import ast
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "measurebook"
IMPORTING_CALLS = {"import_module", "__import__"}
COMPUTED = "a computed name"


@dataclass(frozen=True)
class Module:
    """One file of the program; `name` is dotted, a package's name stands for its __init__."""

    name: str
    source: str
    is_package: bool = False

    @property
    def unit(self) -> str:
        """The row of the layers' table it belongs to: the part after the package's name."""
        return unit_of(self.name)

    @property
    def home(self) -> str:
        """What a relative import starts from."""
        return self.name if self.is_package else self.name.rpartition(".")[0]

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)


@dataclass(frozen=True)
class Import:
    line: int
    name: str


def unit_of(name: str) -> str:
    """The unit of a dotted name, empty for the package's own __init__.

    >>> unit_of("measurebook.normalise.lines.labels"), unit_of("measurebook")
    ('normalise', '')
    """
    return name.removeprefix(PACKAGE).removeprefix(".").partition(".")[0]


def read_modules() -> Iterator[Module]:
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        yield Module(name, path.read_text(encoding="utf-8"), is_package)


def find_imports(module: Module) -> Iterator[Import]:
    """Every import anywhere in the file: inside functions, for typing only, or by a call."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (Import(node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from find_from_imports(module, node)
        elif isinstance(node, ast.Call) and name_of_call(node) in IMPORTING_CALLS:
            yield Import(node.lineno, read_called_import(module, node))


def find_from_imports(module: Module, node: ast.ImportFrom) -> Iterator[Import]:
    """`from a import b` names a.b: b may be a module, and what only looks like one does no harm."""
    start = importlib.util.resolve_name("." * node.level + (node.module or ""), module.home)
    yield from (Import(node.lineno, f"{start}.{alias.name}") for alias in node.names)


def read_called_import(module: Module, call: ast.Call) -> str:
    name = call.args[0] if call.args else None
    if not (isinstance(name, ast.Constant) and isinstance(name.value, str)):
        return COMPUTED
    return importlib.util.resolve_name(name.value, module.home)


def name_of_call(call: ast.Call) -> str:
    """The last part of what is called: `open` for both open(…) and path.open(…)."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
