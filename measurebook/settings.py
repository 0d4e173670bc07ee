"""Where the parts of a knowledge base lie, relative to its content folder."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Layout(msgspec.Struct, frozen=True):
    """The folders and files of one knowledge base.

    `content` may be relative; problems name files as `content`/… with forward slashes.
    """

    content: Path

    @property
    def site(self) -> Path:
        return self.content / "site.yaml"

    @property
    def sources(self) -> Path:
        return self.content / "sources"

    @property
    def ledgers(self) -> Path:
        return self.content / "ledgers"

    @property
    def measures(self) -> Path:
        return self.content / "measures"

    @property
    def reports(self) -> Path:
        return self.content / "reports"

    @property
    def events(self) -> Path:
        return self.content / "events"

    @property
    def conflicts(self) -> Path:
        return self.content / "conflicts"

    @property
    def claims(self) -> Path:
        """What editors found behind the answers of reports."""
        return self.content / "claims"

    @property
    def vocabulary(self) -> Path:
        return self.content / "vocabulary"

    @property
    def interface(self) -> Path:
        return self.content / "interface"

    @property
    def memory(self) -> Path:
        """What the normaliser last wrote, file by file, so that edits can be told from it."""
        return self.content / ".generated"

    @property
    def proposed(self) -> Path:
        """What the sources say where a curator's edit and a new text of the source disagree."""
        return self.content / "proposed"

    @property
    def schema(self) -> Path:
        """The JSON Schema that the first comment of every measure names, for editors."""
        return self.content / "measure.schema.json"

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders that people edit or look into."""
        records = (self.measures, self.reports, self.events, self.conflicts, self.claims)
        return (
            *records,
            self.sources,
            self.ledgers,
            self.vocabulary,
            self.interface,
            self.proposed,
        )

    def name(self, path: Path) -> str:
        """Name a file of this knowledge base as problems do, such as `content/measures/x.md`."""
        relative = path.relative_to(self.content).as_posix()
        return f"{self.content.name}/{relative}"

    def find(self, name: str) -> Path:
        """Return the file that `name` names so."""
        return self.content / name.removeprefix(f"{self.content.name}/")
