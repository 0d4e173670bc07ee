"""Folders of YAML files with a record each: `content/<folder>/<slug>.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from measurebook.errors import Problem, guess, quote
from measurebook.frontmatter import Fields, read_record
from measurebook.load.files import collecting, list_files, read_yaml
from measurebook.model.base import Record
from measurebook.settings import Layout
from measurebook.text import is_slug, make_slug

R = TypeVar("R", bound=Record)


class ReadRecord(msgspec.Struct, Generic[R], frozen=True):
    """A record and the fields it was read from."""

    record: R
    fields: Fields


def read_yaml_folder(
    folder: Path, kind: type[R], layout: Layout, problems: list[Problem]
) -> dict[str, ReadRecord[R]]:
    """Read all records of a folder; one that cannot be read is reported and left out."""
    records: dict[str, ReadRecord[R]] = {}
    with collecting(problems):
        for path in list_files(folder, layout):
            if path.suffix != ".yaml" or not is_slug(path.stem):
                near = guess(path.name, [f"{make_slug(path.stem)}.yaml"])
                message = f'{quote(path.name)} is not of the form "<slug>.yaml"{near}'
                problems.append(Problem(layout.name(path), 0, message))
                continue
            with collecting(problems):
                fields = read_yaml(path, layout)
                records[path.stem] = ReadRecord(read_record(fields, kind), fields)
    return records
