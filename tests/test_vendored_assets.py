"""The third-party files in assets/vendor/ are the ones that vendor.json names."""

import hashlib
import json
from pathlib import Path

import msgspec
import pytest

ROOT = Path(__file__).parents[1]
VENDOR = ROOT / "assets" / "vendor"


class VendoredPackage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of vendor.json, as tools/vendor_assets.mjs writes it."""

    name: str
    npm: str
    version: str
    licence: str
    integrity: str
    folder: str
    changed: str | None
    sha256: dict[str, str]


PACKAGES = msgspec.json.decode((VENDOR / "vendor.json").read_bytes(), type=list[VendoredPackage])
each_package = pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@each_package
def test_every_vendored_file_has_the_hash_it_was_vendored_with(package: VendoredPackage) -> None:
    folder = VENDOR / package.folder
    assert {path.name: sha256(path) for path in folder.iterdir()} == package.sha256


@each_package
def test_every_vendored_package_brings_its_licence(package: VendoredPackage) -> None:
    licence = (VENDOR / package.folder / "LICENSE").read_text(encoding="utf-8")
    assert "permission" in licence.lower()
    assert set(package.licence.split(" AND ")) <= {"MIT", "ISC", "OFL-1.1"}


@each_package
def test_the_vendored_version_is_the_one_package_json_pins(package: VendoredPackage) -> None:
    pinned = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert pinned[package.npm] == package.version
    assert package.folder == f"{package.name}-{package.version}"


@each_package
def test_the_lock_holds_the_integrity_of_the_vendored_package(package: VendoredPackage) -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"][f"node_modules/{package.npm}"]["integrity"] == package.integrity


def test_no_folder_is_there_that_vendor_json_does_not_name() -> None:
    there = {path.name for path in VENDOR.iterdir() if path.is_dir()}
    assert there == {package.folder for package in PACKAGES}


def test_the_bundled_validator_has_the_version_package_json_pins() -> None:
    pinned = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    bundle = ROOT / "tests" / "vendor" / "html-validate" / "html-validate.js"
    with bundle.open(encoding="utf-8") as opened:
        banner = opened.readline()
    assert banner.startswith(f"/*! html-validate {pinned['html-validate']}, MIT licence;")
    assert f"esbuild {pinned['esbuild']} " in banner
