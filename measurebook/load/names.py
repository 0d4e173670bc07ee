"""Names of organisations that would resolve to more than one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from measurebook.errors import Problem, quote
from measurebook.frontmatter import Fields, KeyPath
from measurebook.model.vocabulary import Organisation, Vocabulary
from measurebook.text import fold_name


class _Name(NamedTuple):
    """A name and where it stands; `country` is "" for names that are certain everywhere."""

    text: str
    country: str
    keys: KeyPath


def check_names(vocabulary: Vocabulary, fields: Fields) -> Iterator[Problem]:
    """Check that no two organisations share a name, and none has the name of a group.

    A generic name may be shared by organisations of different countries.
    """
    groups = {fold_name(group) for group in vocabulary.groups}
    owners: dict[tuple[str, str], str] = {}
    for slug, organisation in vocabulary.organisations.items():
        for name in _find_names(slug, organisation):
            folded = fold_name(name.text)
            owner = owners.setdefault((folded, name.country), slug)
            if owner != slug:
                message = f"{quote(name.text)} is a name of {quote(owner)}, too; keep it at one"
                yield fields.problem(message, *name.keys)
            elif folded in groups:
                message = f"{quote(name.text)} is a group of groups.yaml, too; keep it at one"
                yield fields.problem(message, *name.keys)


def _find_names(slug: str, organisation: Organisation) -> Iterator[_Name]:
    country = fold_name(organisation.country or "")
    yield _Name(organisation.name, "", (slug, "name"))
    for language, wording in organisation.wordings.items():
        yield _Name(wording.text, "", (slug, "wordings", language))
    for index, former in enumerate(organisation.former_names):
        yield _Name(former.name, "", (slug, "former_names", index))
    for index, alias in enumerate(organisation.aliases):
        where = f"in {country}" if alias.generic else ""
        yield _Name(alias.name, where, (slug, "aliases", index))
