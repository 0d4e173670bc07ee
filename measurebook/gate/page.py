"""Reads one finished page as a browser would, and notes what it is made of and where it leads."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import lru_cache
from hashlib import sha256

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from measurebook.errors import guess, quote
from measurebook.gate.addresses import OUTSIDE_SCHEMES, read_scheme
from measurebook.gate.markup import (
    ATTRIBUTES,
    DATA_SCRIPTS,
    GLOBAL_PREFIXES,
    ID_REFERENCES,
    OWN_ADDRESS_NAMES,
    PAINT_REFERENCES,
)
from measurebook.gate.notes import Fault, Link, Notes, show
from measurebook.gate.personal import find_personal_in_markup
from measurebook.gate.rules import Rules
from measurebook.gate.styles import find_style_addresses

Attributes = dict[str, str | None]
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_REFRESH = re.compile(r"\s*\d+\s*[;,]\s*url\s*=\s*(.*?)\s*", re.IGNORECASE)
_PAINT = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)", re.IGNORECASE)
_LOADED_LINKS = frozenset({"stylesheet", "icon", "apple-touch-icon", "manifest", "preload"})
_OWN_LINKS = frozenset({"canonical", "alternate"})
_LOOSE_POLICY = re.compile(r"'unsafe-|\*|https?:|data:|blob:", re.IGNORECASE)
_NAMED_STYLE = re.compile(r"'sha256-([A-Za-z0-9+/]+=*)'")
_NO_POLICY = "has no Content-Security-Policy before its first script or stylesheet"


class Survey(msgspec.Struct, frozen=True):
    """What one page holds, as far as other pages must know it, and what is wrong in itself.

    It follows from the bytes of the page and the rules alone, so it may be made in another
    process and kept as long as both stay the same.
    """

    path: str
    ids: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
    faults: tuple[Fault, ...] = ()


def survey_page(path: str, data: bytes, rules: Rules) -> Survey:
    """Read one HTML page."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Survey(path, faults=(Fault(f"is not UTF-8 at byte {error.start}"),))
    notes = Notes(path, rules)
    tree = LexborHTMLParser(data)
    for node in tree.css("*"):
        tag, attributes = node.tag or "", node.attributes
        for step in _plan(tag, *attributes):
            step(notes, node, tag, attributes)
    _read_whole(notes, tree, text)
    return Survey(path, frozenset(notes.ids), tuple(notes.links), tuple(notes.faults))


def _read_whole(notes: Notes, tree: LexborHTMLParser, text: str) -> None:
    if not text[:15].lower().startswith("<!doctype html>"):
        notes.fault("does not open with <!doctype html>")
    root, title = tree.css_first("html"), tree.css_first("head > title")
    if root is None or not _LANGUAGE.fullmatch(root.attributes.get("lang") or ""):
        notes.fault("<html> has no lang, or none that names a language")
    if title is None or not title.text(strip=True):
        notes.fault("has no <title>")
    if not tree.css_first("head > meta[charset='utf-8' i]"):
        notes.fault('has no <meta charset="utf-8">')
    if not notes.has_policy:
        notes.fault(_NO_POLICY)
    shown = root.text_lexbor() if root else ""
    for personal in find_personal_in_markup(text, shown):
        if personal not in notes.rules.contacts:
            notes.fault(f"shows {quote(personal)}; personal data must be withheld", personal)


# Steps: what is done with an element, chosen by its tag and the names of its attributes.

Step = Callable[[Notes, LexborNode, str, Attributes], None]


def _refuse_tag(notes: Notes, _node: LexborNode, tag: str, _attributes: Attributes) -> None:
    notes.fault(f"<{tag}> is not a tag our pages use", f"<{tag}")


def _refuse_attributes(notes: Notes, _node: LexborNode, tag: str, attributes: Attributes) -> None:
    for name in attributes:
        if not _is_known(tag, name):
            near = guess(name, ATTRIBUTES[tag])
            notes.fault(f"<{tag}> may not have the attribute {quote(name)}{near}", f" {name}")


def _note_id(notes: Notes, _node: LexborNode, tag: str, attributes: Attributes) -> None:
    name = attributes["id"] or ""
    if name.split() != [name]:
        notes.fault(f"{show(tag, 'id', name)} is empty or holds a blank", f'id="{name}"')
    elif name in notes.ids:
        notes.fault(f"the id {quote(name)} stands twice", f'id="{name}"')
    notes.ids.add(name)


def _note_id_references(notes: Notes, _node: LexborNode, tag: str, attributes: Attributes) -> None:
    for name in _find_names(ID_REFERENCES, *attributes):
        for target in (attributes[name] or "").split():
            notes.note(tag, name, f"#{target}", "id")


def _note_paint(notes: Notes, _node: LexborNode, tag: str, attributes: Attributes) -> None:
    for name in _find_names(PAINT_REFERENCES, *attributes):
        for found in _PAINT.finditer(attributes[name] or ""):
            notes.note_same_page(tag, name, found[2])


def _read_anchor(notes: Notes, _node: LexborNode, tag: str, attributes: Attributes) -> None:
    """Outside links are for <a> alone, and the page they open must not reach back."""
    address = attributes["href"] or ""
    if Link(tag, "href", address, "page") in notes.links:
        return
    scheme = read_scheme(address)
    if not scheme or notes.is_own(address):
        notes.note(tag, "href", address, "page")
    elif scheme not in OUTSIDE_SCHEMES:
        notes.refuse_scheme(tag, "href", address)
    elif scheme != "mailto" and "noopener" not in (attributes.get("rel") or "").split():
        notes.fault(f'{show(tag, "href", address)} leads outside without rel="noopener"', address)


def _read_form(notes: Notes, _node: LexborNode, tag: str, attributes: Attributes) -> None:
    notes.note_local(tag, "action", attributes["action"] or "", "page")


def _read_quoted(notes: Notes, _node: LexborNode, tag: str, attributes: Attributes) -> None:
    """An address that only names where words come from is neither loaded nor shown."""
    address = attributes["cite"] or ""
    if read_scheme(address) not in {"http", "https"}:
        notes.note_local(tag, "cite", address, "page")


def _read_resource(notes: Notes, _node: LexborNode, tag: str, attributes: Attributes) -> None:
    notes.note_local(tag, "src", attributes["src"] or "", "resource")


def _read_resource_set(notes: Notes, _node: LexborNode, tag: str, attributes: Attributes) -> None:
    for candidate in (attributes["srcset"] or "").split(","):
        address = candidate.split()[0] if candidate.split() else ""
        notes.note_local(tag, "srcset", address, "resource")


def _read_use(notes: Notes, _node: LexborNode, tag: str, attributes: Attributes) -> None:
    for name in ("href", "xlink:href"):
        if name in attributes:
            notes.note_same_page(tag, name, attributes[name] or "")


def _read_link(notes: Notes, _node: LexborNode, tag: str, attributes: Attributes) -> None:
    address = attributes.get("href") or ""
    kinds = set((attributes.get("rel") or "").lower().split())
    if kinds & _LOADED_LINKS:
        _need_policy(notes)
        notes.note_local(tag, "href", address, "resource")
    elif "canonical" in kinds or (kinds & _OWN_LINKS and read_scheme(address)):
        notes.note_own(tag, "href", address)
    elif kinds != {"license"}:
        notes.note_local(tag, "href", address, "page")


def _read_meta(notes: Notes, _node: LexborNode, tag: str, attributes: Attributes) -> None:
    content = attributes.get("content") or ""
    command = (attributes.get("http-equiv") or "").lower()
    name = (attributes.get("property") or attributes.get("name") or "").lower()
    if command == "content-security-policy":
        _read_policy(notes, content)
    elif command == "refresh":
        _read_refresh(notes, content)
    elif command:
        notes.fault(f"{show(tag, 'http-equiv', command)} is not used on our pages", "http-equiv")
    elif name in OWN_ADDRESS_NAMES:
        notes.note_own(tag, "content", content)


def _read_policy(notes: Notes, content: str) -> None:
    """A page that stands alone may bring its faces along; nothing else of it may load anything."""
    notes.has_policy = True
    notes.styles |= set(_NAMED_STYLE.findall(content))
    judged = content.replace("font-src data:", "") if notes.styles else content
    if "default-src 'none'" not in content or _LOOSE_POLICY.search(judged):
        notes.fault(
            f"the Content-Security-Policy {quote(content, 200)} is too loose; expected "
            "default-src 'none' and nothing wider than 'self'",
            "Content-Security-Policy",
        )


def _read_refresh(notes: Notes, content: str) -> None:
    found = _REFRESH.fullmatch(content)
    if found is None:
        notes.fault(f"{show('meta', 'content', content)} reloads the page", content)
    else:
        notes.note_local("meta", "content", found[1], "page")


def _read_script(notes: Notes, node: LexborNode, tag: str, attributes: Attributes) -> None:
    kind = attributes.get("type")
    if "src" in attributes:
        _need_policy(notes)
        if kind:
            notes.fault(f"{show(tag, 'type', kind)} does not load from a folder; leave it out")
    elif kind in DATA_SCRIPTS:
        _read_data(notes, node.text())
    else:
        notes.fault("<script> stands inside the page; expected a file", "<script")


def _read_data(notes: Notes, text: str) -> None:
    if "<" in text:
        notes.fault('data inside a <script> holds "<"; expected it as \\u003c', "<script")
    try:
        json.loads(text)
    except ValueError as error:
        notes.fault(f"data inside a <script> is not JSON: {error}", "<script")


def _read_style(notes: Notes, node: LexborNode, _tag: str, _attributes: Attributes) -> None:
    """A style inside a page is one that the policy before it names by its hash."""
    _need_policy(notes)
    text = node.text()
    if b64encode(sha256(text.encode()).digest()).decode() not in notes.styles:
        notes.fault("<style> is not named by its hash in the Content-Security-Policy", "<style")
    for address in find_style_addresses(text):
        if not address.startswith("data:font/"):
            notes.fault(f"<style> loads {quote(address, 200)}; expected a face inside it", "<style")


def _need_policy(notes: Notes) -> None:
    """The policy holds only for what comes after it."""
    if not notes.has_policy:
        notes.has_policy = True
        notes.fault(_NO_POLICY)


_TAG_STEPS: dict[str, Step] = {
    "link": _read_link,
    "meta": _read_meta,
    "script": _read_script,
    "style": _read_style,
    "use": _read_use,
}
_ATTRIBUTE_STEPS: dict[tuple[str, str], Step] = {
    ("a", "href"): _read_anchor,
    ("form", "action"): _read_form,
    ("blockquote", "cite"): _read_quoted,
    ("q", "cite"): _read_quoted,
    ("ins", "cite"): _read_quoted,
    ("del", "cite"): _read_quoted,
    ("img", "src"): _read_resource,
    ("img", "srcset"): _read_resource_set,
    ("source", "src"): _read_resource,
    ("source", "srcset"): _read_resource_set,
    ("script", "src"): _read_resource,
}


@lru_cache(maxsize=4096)
def _plan(tag: str, *names: str) -> tuple[Step, ...]:
    """Choose the steps for an element; pages have few kinds of them, so each is planned once."""
    return tuple(_choose_steps(tag, names))


def _choose_steps(tag: str, names: tuple[str, ...]) -> Iterator[Step]:
    if tag not in ATTRIBUTES:
        yield _refuse_tag
        return
    if not all(_is_known(tag, name) for name in names):
        yield _refuse_attributes
    if "id" in names:
        yield _note_id
    if ID_REFERENCES.intersection(names):
        yield _note_id_references
    if PAINT_REFERENCES.intersection(names):
        yield _note_paint
    if tag in _TAG_STEPS:
        yield _TAG_STEPS[tag]
    yield from (_ATTRIBUTE_STEPS[tag, name] for name in names if (tag, name) in _ATTRIBUTE_STEPS)


@lru_cache(maxsize=4096)
def _find_names(known: frozenset[str], *names: str) -> tuple[str, ...]:
    return tuple(name for name in names if name in known)


def _is_known(tag: str, name: str) -> bool:
    return name in ATTRIBUTES[tag] or name.startswith(GLOBAL_PREFIXES)
