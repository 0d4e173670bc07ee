"""A style may stand inside a page only where the policy of the page names it by its hash."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import pytest

from tests.gate.sites import check

FACE = 'p { src: url("data:font/woff2;base64,AAAA") }'


def messages(style: str, *, policy: str | None = None) -> list[str]:
    digest = b64encode(sha256(style.encode()).digest()).decode()
    named = policy or f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:"
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{named}">'
        f"<title>A page</title><style>{style}</style></head><body></body></html>"
    )
    return [problem.message for problem in check({"index.html": page})]


def test_a_style_that_the_policy_names_may_bring_its_faces() -> None:
    assert messages(FACE) == []


def test_a_style_that_was_changed_is_refused() -> None:
    policy = f"default-src 'none'; style-src 'sha256-{'A' * 43}='"
    assert messages("p { color: red }", policy=policy) == [
        "<style> is not named by its hash in the Content-Security-Policy"
    ]


@pytest.mark.parametrize("address", ["https://example.org/a.woff2", "a.png", "data:text/css,p"])
def test_a_style_in_a_page_loads_nothing_but_faces_inside_it(address: str) -> None:
    (message,) = messages(f"p {{ background: url({address}) }}")
    assert message.startswith("<style> loads ")


@pytest.mark.parametrize(
    "policy",
    [
        "default-src 'none'; style-src 'self'; font-src data:",
        f"default-src 'none'; style-src 'sha256-{'A' * 43}='; img-src data:",
        f"default-src 'none'; style-src 'sha256-{'A' * 43}=' 'unsafe-inline'",
    ],
)
def test_a_policy_is_no_wider_than_that(policy: str) -> None:
    assert any("is too loose" in message for message in messages(FACE, policy=policy))
