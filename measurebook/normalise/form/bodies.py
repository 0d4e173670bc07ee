"""The bodies of a measure: those responsible for it, and the table of its partners."""

from __future__ import annotations

from typing import cast

from measurebook.model.measure import Partner, PartnerType
from measurebook.normalise.form.findings import Findings, Reader
from measurebook.normalise.lines.blocks import Block, Line, leave_out
from measurebook.normalise.lines.cleaning import drop_item_mark
from measurebook.normalise.values.names import is_prose
from measurebook.normalise.values.partners import NamedPartner, read_partners
from measurebook.text import squash_blanks


def read_agencies(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read the responsible bodies in their order; one that is printed twice counts once.

    A line may hold several bodies between semicolons, and the mark of a list before each. Groups,
    such as local authorities, have no page and are kept by their printed names.
    """
    lines = [line for line in block.values if _names_body(line, reader)]
    bodies = [(body, line) for line in lines for body in _split_bodies(line)]
    groups = {body: line for body, line in bodies if reader.names.is_group(body)}
    named = [(body, line) for body, line in bodies if body not in groups]
    slugs = [reader.resolve(body, line) for body, line in named]
    stating = [line for _, line in named] or lines or block.label_lines
    found.set(name, tuple(dict.fromkeys(slugs)), stating)
    if groups:
        found.set("responsible_groups", tuple(groups), list(groups.values()))
    found.set_unresolved(name, leave_out(block.values, lines))


def _names_body(line: Line, reader: Reader) -> bool:
    text = line.cleaned
    if is_prose(text) or not any(map(str.isalnum, text)):
        return False
    return not reader.lists.is_empty_value(text)


def _split_bodies(line: Line) -> list[str]:
    parts = (drop_item_mark(squash_blanks(part)) for part in line.cleaned.split(";"))
    return [part for part in parts if any(map(str.isalnum, part))]


def read_partner_list(name: str, block: Block, reader: Reader, found: Findings) -> None:
    """Read the partners; heads of the table are form wording."""
    table = read_partners(block.lines, reader.lists)
    partners = tuple(_resolve_partner(partner, reader) for partner in table.partners)
    used = leave_out(block.values, [*table.heads, *table.others])
    found.values[name] = (*found.values.get(name, ()), *partners)
    found.cite(name, used or block.label_lines)
    found.set_unresolved(name, table.others)
    found.classify(table.heads, "form-wording")


def _resolve_partner(partner: NamedPartner, reader: Reader) -> Partner:
    kind = cast("PartnerType", partner.entity_type or "unstated")
    if partner.name is None or reader.names.is_group(partner.name):
        return Partner(name=partner.name, type=kind)
    return Partner(organisation=reader.resolve(partner.name, partner.line), type=kind)
