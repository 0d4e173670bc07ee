"""Editors are told the form of a measure that the program itself goes by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from measurebook.model.measure import Measure
from measurebook.schema import make_measure_schema

if TYPE_CHECKING:
    from pathlib import Path


def test_the_schema_in_the_content_is_that_of_the_records(root: Path) -> None:
    written = (root / "content" / "measure.schema.json").read_text(encoding="utf-8")
    assert written == make_measure_schema()


def test_every_measure_names_the_schema_in_its_first_comment(root: Path) -> None:
    for path in sorted((root / "content" / "measures").glob("*.md")):
        first = path.read_text(encoding="utf-8").splitlines()[1]
        assert first == "# yaml-language-server: $schema=../measure.schema.json", path.name


def test_the_schema_knows_every_field_and_no_other() -> None:
    measure = json.loads(make_measure_schema())["$defs"]["Measure"]
    assert list(measure["properties"]) == list(Measure.__struct_fields__)
    assert measure["additionalProperties"] is False


def test_absent_is_left_out_and_never_null() -> None:
    assert "null" not in make_measure_schema()
