"""Names of organisations that would resolve to more than one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from measurebook.errors import Problem, quote
from measurebook.frontmatter import Fields, KeyPath
from measurebook.model.vocabulary import Organisation, Vocabulary
from measurebook.text import fold_name


class _Name(NamedTuple):
    """A name and where it stands; `country` is "" for names that are certain everywhere.

    Nobody may have reviewed a name yet: then it holds in its country alone.
    """

    text: str
    country: str
    keys: KeyPath


def check_names(vocabulary: Vocabulary, fields: Fields) -> Iterator[Problem]:
    """Check that no two organisations share a name, and none has the name of a group.

    A generic name, or one that nobody has reviewed, may be shared by those of other countries.
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
    there = f"in {fold_name(organisation.country or '')}"
    everywhere = "" if organisation.reviewed else there
    yield _Name(organisation.name, everywhere, (slug, "name"))
    for language, wording in organisation.wordings.items():
        yield _Name(wording.text, everywhere, (slug, "wordings", language))
    for index, former in enumerate(organisation.former_names):
        yield _Name(former.name, everywhere, (slug, "former_names", index))
    for index, alias in enumerate(organisation.aliases):
        where = there if alias.generic else everywhere
        yield _Name(alias.name, where, (slug, "aliases", index))
