"""JSON has every field of a measure, untouched."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import msgspec
from hypothesis import given

from measurebook.exports import Release
from measurebook.exports.records import make_record, render_records
from measurebook.model.measure import Measure
from measurebook.schema import make_measure_schema
from tests.exports.releases import HOME, VERSION, load_norland, make_release, with_measure
from tests.exports.texts import texts


def read(release: Release) -> dict[str, Any]:
    return {file.path: json.loads(file.data) for file in render_records(release)}


def test_a_record_gives_the_measure_back(azerbaijan: Release) -> None:
    for entry in azerbaijan.atlas.measures:
        record = json.loads(msgspec.json.encode(make_record(azerbaijan, entry)))
        fields = {field: record[field] for field in Measure.__struct_fields__}
        assert msgspec.convert(fields, Measure) == entry.record
        assert record["sections"] == {s.key: s.text.strip() for s in entry.sections}


def test_every_measure_has_its_file_and_stands_among_all(azerbaijan: Release) -> None:
    files = read(azerbaijan)
    together = files.pop("data/measures.json")["measures"]
    assert len(files) == len(together) == 27
    for record in together:
        alone = files[f"data/measures/{record['measure']}.json"]
        assert {key: alone[key] for key in record} == record
        assert alone["version"] == VERSION


def test_its_fields_fit_the_form_that_editors_are_told(azerbaijan: Release) -> None:
    schema = jsonschema.Draft202012Validator(json.loads(make_measure_schema()))
    for record in read(azerbaijan)["data/measures.json"]["measures"]:
        told = drop_absent({field: record[field] for field in Measure.__struct_fields__})
        schema.validate(told)


def drop_absent(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: drop_absent(part) for key, part in value.items() if part is not None}
    return [drop_absent(part) for part in value] if isinstance(value, list) else value


def test_absent_is_null_and_empty_is_empty() -> None:
    changed = with_measure(load_norland(), "film-fund", domains=(), partners=None)
    record = read(make_release(changed))["data/measures/film-fund.json"]
    assert record["domains"] == []
    assert record["partners"] is None


def test_every_slug_is_named(norland: Release) -> None:
    record = read(norland)["data/measures/film-fund.json"]
    assert record["page"] == f"{HOME}measures/film-fund.html"
    assert set(record["names"]["organisations"]) == {"ministry-of-culture", "film-makers-union"}
    assert set(record["names"]["goals"]) == {"1"}


@given(texts)
def test_any_text_is_kept_letter_for_letter(text: str) -> None:
    release = make_release(with_measure(load_norland(), "film-fund", title=text))
    assert read(release)["data/measures/film-fund.json"]["title"] == text
