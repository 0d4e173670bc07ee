"""Small sites for the tests of the gate."""

from __future__ import annotations

from measurebook.errors import Problem
from measurebook.gate import Rules, check_site
from measurebook.model.output import OutputFile

POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; script-src 'self'; style-src 'self'\">"
)
HEAD = f'<meta charset="utf-8">{POLICY}<title>A page</title>'


def page_of(body: str, *, head: str = "", lang: str = "en") -> str:
    """A page that passes, with this in its body and at the end of its head."""
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>{HEAD}{head}</head>\n'
        f"<body>\n{body}\n</body></html>"
    )


def files_of(contents: dict[str, str | bytes]) -> list[OutputFile]:
    return [
        OutputFile(path, content.encode() if isinstance(content, str) else content)
        for path, content in contents.items()
    ]


def check(contents: dict[str, str | bytes], rules: Rules | None = None) -> list[Problem]:
    return check_site(files_of(contents), rules or Rules())


def check_body(body: str, rules: Rules | None = None) -> list[str]:
    """The messages about a body on the first of two pages, with a picture and a folder beside."""
    site: dict[str, str | bytes] = {
        "index.html": page_of(body),
        "about.html": page_of('<p id="method">Method</p>'),
        "goals/index.html": page_of(""),
        "img/a.png": b"\x89PNG",
    }
    return [problem.message for problem in check(site, rules)]
