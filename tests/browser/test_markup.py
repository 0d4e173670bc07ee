"""Pages are valid HTML: html-validate finds no error in them.

The validator is a script like axe-core, so it runs in the browser of these tests.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.source_code import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

VALIDATOR = ROOT / "tests" / "vendor" / "html-validate" / "html-validate.js"
CONFIGURATION = {
    "root": True,
    "extends": ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
    "rules": {
        "heading-level": "error",
        "input-missing-label": "error",
        "no-missing-references": "error",
        # Boxes of one question have one name: that is how a form sends several answers.
        "form-dup-name": ["error", {"shared": ["radio", "button", "reset", "submit", "checkbox"]}],
        # Lines of a source and of a citation are shown as they are, blanks at their ends included.
        "no-trailing-whitespace": "off",
        # A page opened from a folder may not load what carries `integrity`.
        "require-sri": "off",
    },
}
PREPARE = """(configuration) => {
  const loader = new htmlValidate.StaticConfigLoader(configuration);
  self.validator = new htmlValidate.HtmlValidate(loader);
}"""
VALIDATE = """async (text) => {
  const { results } = await validator.validateString(text);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, message }) => [ruleId, line, message]));
}"""
WHOLE = """<!DOCTYPE html>
<html lang="en">
<head>
  <title>A page</title>
</head>
<body>
  <h1>A page</h1>
  {}
</body>
</html>
"""


@pytest.fixture(scope="module")
def validator(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.evaluate(f"{VALIDATOR.read_text(encoding='utf-8')}\nself.htmlValidate = htmlValidate;")
    page.evaluate(PREPARE, CONFIGURATION)
    yield page
    page.close()


def find_errors(validator: Page, text: str) -> list[Any]:
    errors: list[Any] = validator.evaluate(VALIDATE, text)
    return errors


def find_errors_of(validator: Page, pages: Iterable[Path]) -> dict[str, list[Any]]:
    """The first errors of each page that has some."""
    found = {}
    for path in pages:
        errors = find_errors(validator, path.read_text(encoding="utf-8"))
        if errors:
            found[path.as_posix()] = errors[:3]
    return found


def test_every_page_of_the_sample_is_valid(validator: Page, site: Path) -> None:
    assert find_errors_of(validator, site.rglob("*.html")) == {}


def test_the_longest_pages_of_the_real_content_are_valid(validator: Page, real_site: Path) -> None:
    """Of each folder the index and the longest page; those at the top all."""
    tops = {path.parent for path in real_site.rglob("about.html")}
    longest: dict[tuple[Path, str], Path] = {}
    for path in sorted(real_site.rglob("*.html"), key=lambda path: path.stat().st_size):
        name = path.name if path.parent in tops or path.name == "index.html" else ""
        longest[path.parent, name] = path
    assert len(longest) > 30
    assert find_errors_of(validator, longest.values()) == {}


def test_the_print_edition_is_valid(validator: Page, unpacked: Path) -> None:
    for volume in (unpacked / "print").iterdir():
        text = re.sub(r"base64,[^)]+", "base64,", volume.read_text(encoding="utf-8"))
        assert find_errors(validator, text)[:3] == []


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ('<p id="twice">One</p><p id="twice">Two</p>', "no-dup-id"),
        ("<p>Text<div>Block</div></p>", "no-implicit-close"),
        ('<ul><p class="lead">No item</p></ul>', "element-permitted-content"),
        ('<button type="button"><a href="a.html">In</a></button>', "element-permitted-content"),
        ('<p lang="en" lang="az">Two languages</p>', "no-dup-attr"),
        ('<input id="a" type="text">', "input-missing-label"),
        ('<a aria-labelledby="nowhere" href="a.html">Link</a>', "no-missing-references"),
        ("<h3>Over a level</h3>", "heading-level"),
        ('<img src="a.png">', "wcag/h37"),
    ],
)
def test_an_invalid_page_is_found_out(validator: Page, broken: str, rule: str) -> None:
    errors = find_errors(validator, WHOLE.format(broken))
    assert rule in {error[0] for error in errors}


def test_a_valid_page_has_no_error(validator: Page) -> None:
    assert find_errors(validator, WHOLE.format("<p>A text, and nothing else.</p>")) == []
