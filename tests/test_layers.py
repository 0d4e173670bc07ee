"""A module imports only from lower levels; level 3's modules do not know of each other."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import pytest

from tests.source_code import COMPUTED, PACKAGE, Import, Module, find_imports, read_modules, unit_of

LAYERS = [
    {"errors", "cache", "memory", "parallel", "shelf", "text"},
    {"model", "disk", "languages"},
    {"frontmatter", "schema", "settings", "urls"},
    {"normalise", "load", "graph", "markdown", "publish", "offline", "gate"},
    {"pages", "search", "exports"},
    {"render", "printing"},
    {"pipeline"},
    {"preview"},
    {"cli"},
]
LEVELS = {unit: level for level, units in enumerate(LAYERS) for unit in units}

FLOORS = {
    "normalise": ["lines", "values", "form", "reading", "ledger", "readers"],
    "pages": ["parts"],
}
"""What stands on what inside a package, lowest first; the modules left out stand on top."""

MODULES = list(read_modules())


def find_breaches(module: Module) -> list[str]:
    """What this module does against the table, one line for each."""
    if module.unit and module.unit not in LEVELS:
        return [f"{module.name}: {module.unit!r} has no place in the table of layers"]
    judged = ((found, judge(module, found)) for found in find_imports(module))
    return [f"{module.name}:{found.line}: {breach}" for found, breach in judged if breach]


def judge(module: Module, found: Import) -> str | None:
    """What is wrong with this import; None for a fine one."""
    if found.name == COMPUTED:
        return "imports by a computed name, which cannot be checked"
    if found.name.partition(".")[0] != PACKAGE:
        return None
    if not module.unit:
        return "the package itself imports none of its modules"
    return judge_unit(module.unit, unit_of(found.name))


def judge_unit(importer: str, imported: str) -> str | None:
    if imported == importer or imported.startswith("__"):  # its own package; the version
        return None
    if imported not in LEVELS:
        return f"{imported!r} has no place in the table of layers"
    if LEVELS[imported] >= LEVELS[importer]:
        levels = f"level {LEVELS[importer]}, level {LEVELS[imported]}"
        return f"{importer} may not import {imported} ({levels})"
    return None


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_imports_only_from_lower_levels(module: Module) -> None:
    assert find_breaches(module) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {module.name for module in MODULES}
    graph = {module.name: find_targets(module, names) for module in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" imports ".join(reversed(circle.args[1])))


def find_targets(module: Module, names: set[str]) -> set[str]:
    """The modules it imports: `from a.b import c` is a.b.c if there is such a module, else a.b."""
    found = {imported.name for imported in find_imports(module)}
    nearest = {name if name in names else name.rpartition(".")[0] for name in found}
    return (nearest & names) - {module.name}


@pytest.mark.parametrize("package", FLOORS)
def test_the_folders_of_a_package_stand_on_each_other(package: str) -> None:
    floors, inside = FLOORS[package], f"{PACKAGE}.{package}."
    parts = [(module, module.name.removeprefix(inside).partition(".")[0]) for module in MODULES]
    assert {part for _, part in parts} >= set(floors)
    for module, part in parts:
        if module.name.startswith(inside) and part in floors:
            allowed = floors[: floors.index(part) + 1]
            assert list_own_parts(module, inside) <= {*allowed}, module.name


def list_own_parts(module: Module, inside: str) -> set[str]:
    """The parts of its own package that a module imports from."""
    names = [found.name for found in find_imports(module) if found.name.startswith(inside)]
    return {name.removeprefix(inside).partition(".")[0] for name in names}


def breaches_of(name: str, source: str, *, is_package: bool = False) -> list[str]:
    return find_breaches(Module(f"{PACKAGE}.{name}", source, is_package))


@pytest.mark.parametrize(
    "source",
    [
        "import measurebook.pipeline",
        "from measurebook import pipeline",
        "from measurebook.pipeline import build",
        "from .. import pipeline",
        "from ..pipeline import build",
        "def late():\n    from measurebook.pipeline import build",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import measurebook.pipeline",
        "import importlib\nimportlib.import_module('measurebook.pipeline')",
        "from importlib import import_module\nimport_module('..pipeline', __package__)",
        "__import__('measurebook.pipeline')",
    ],
)
def test_an_import_from_above_is_found_however_it_is_written(source: str) -> None:
    (breach,) = breaches_of("load.documents", source)
    assert "load may not import pipeline (level 3, level 6)" in breach


def test_a_breach_names_module_and_line() -> None:
    (breach,) = breaches_of("text", "\n\nimport measurebook.cli")
    assert breach.startswith("measurebook.text:3: ")


def test_siblings_of_level_3_do_not_import_each_other() -> None:
    assert breaches_of("graph", "from measurebook.load import documents")


def test_siblings_of_other_levels_do_not_import_each_other_either() -> None:
    assert breaches_of("errors", "from measurebook.text import fold")


def test_a_relative_import_in_a_package_starts_from_the_package() -> None:
    assert breaches_of("load", "from . import documents", is_package=True) == []
    assert breaches_of("load", "from ..graph import Atlas", is_package=True)


def test_modules_of_one_package_may_import_each_other() -> None:
    assert breaches_of("normalise.values", "from measurebook.normalise import labels") == []


def test_a_module_may_import_from_below_and_the_version() -> None:
    source = "from measurebook import __version__\nfrom measurebook.model import Measure"
    assert breaches_of("render", source) == []


def test_other_libraries_are_not_the_tables_business() -> None:
    assert breaches_of("render", "import jinja2\nfrom jinja2.sandbox import pipeline") == []


def test_a_module_that_is_not_in_the_table_is_found() -> None:
    (breach,) = breaches_of("helpers", "")
    assert "'helpers' has no place" in breach


def test_an_import_of_a_module_that_is_not_in_the_table_is_found() -> None:
    (breach,) = breaches_of("cli", "from measurebook.helpers import shorten")
    assert "'helpers' has no place" in breach


def test_an_import_by_a_computed_name_is_found() -> None:
    (breach,) = breaches_of("cli", "import importlib\nimportlib.import_module('measure' + 'book')")
    assert "computed" in breach


def test_the_package_itself_imports_none_of_its_modules() -> None:
    assert find_breaches(Module(PACKAGE, "from . import cli", is_package=True))
