"""Replacing files only if they are still what was read, so that no save of an editor is lost.

New contents are first written beside all files and brought to the disk. Then each file changes
places with its new contents in one step, and what came out is looked at: a save that went in
between is put back. Names of the files beside tell what they hold, so that whoever comes after a
killed program can tell a save of a person from what the program wrote.
"""

from measurebook.disk.exchanging import exchange
from measurebook.disk.locking import hold_folder
from measurebook.disk.recovering import recover
from measurebook.disk.replacing import Replacement, Staged, commit, replace_file, staging

__all__ = [
    "Replacement",
    "Staged",
    "commit",
    "exchange",
    "hold_folder",
    "recover",
    "replace_file",
    "staging",
]
