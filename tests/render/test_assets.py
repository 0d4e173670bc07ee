"""Pages load one style sheet and one script a purpose, and nothing from elsewhere."""

from __future__ import annotations

import re

from measurebook.render import ASSETS, TEMPLATES, read_assets


def test_assets_come_with_one_style_sheet_and_only_what_it_loads() -> None:
    files = {file.path: file.data for file in read_assets()}
    sheet = files["assets/css/site.css"].decode()
    assert [path for path in files if path.endswith(".css")] == ["assets/css/site.css"]
    assert sheet.index("@layer") < sheet.index("@font-face")
    loaded = {f"assets/{path}" for path in re.findall(r'url\("\.\./([^"]+)"\)', sheet)}
    others = {path for path in files if path.startswith(("assets/fonts/", "assets/vendor/"))}
    assert {path for path in others if path.endswith(".woff2")} == loaded
    assert {path.rpartition("/")[0] for path in others if path.endswith("license.txt")} == {
        path.rpartition("/")[0] for path in others
    }


def test_templates_load_every_script_and_every_part_stands_in_one() -> None:
    scripts = {
        file.path.removeprefix("assets/js/"): file.data
        for file in read_assets()
        if file.path.startswith("assets/js/")
    }
    loaded = set[str]()
    for template in TEMPLATES.rglob("*.html"):
        loaded.update(re.findall(r"assets/js/([^\"]+)", template.read_text(encoding="utf-8")))
    assert loaded == scripts.keys()
    joined = b"".join(scripts.values())
    parts = list((ASSETS / "js").iterdir())
    assert [part.name for part in parts if part.read_bytes() not in joined] == []


def test_nothing_in_the_style_sheet_leads_elsewhere() -> None:
    sheet = next(file.data for file in read_assets() if file.path.endswith(".css")).decode()
    assert "@import" not in sheet
    assert not re.search(r"url\((?![\"']?\.\./(?:fonts|vendor)/)", sheet)
