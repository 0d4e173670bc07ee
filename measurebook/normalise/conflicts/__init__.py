"""Statements of the sources that do not agree: found by rules, and kept beside those of editors."""

from measurebook.normalise.conflicts.finding import find_conflicts
from measurebook.normalise.conflicts.material import Found, Material
from measurebook.normalise.conflicts.naming import Documents
from measurebook.normalise.conflicts.records import find_deleted, reconcile_conflicts

__all__ = [
    "Documents",
    "Found",
    "Material",
    "find_conflicts",
    "find_deleted",
    "reconcile_conflicts",
]
