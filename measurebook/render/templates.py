"""From pages to files, by the templates of a folder."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryFile

import jinja2
import msgspec
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from measurebook.cache import CACHE
from measurebook.exports import CitationView, Head, Redirect
from measurebook.memory import recall
from measurebook.model.output import OutputFile
from measurebook.pages import Page, PrintEdition, Words
from measurebook.render.assets import EmbeddedStyle
from measurebook.render.files import ASSETS, TEMPLATES, list_files, read_file
from measurebook.render.icons import make_icon_finder
from measurebook.render.pictures import draw

COMPILED = CACHE / "templates"
_ESCAPED = re.compile("[&<>\"']")
_PLAIN_CODE = "escaped-plainly-%s.cache"
"""The name of a compiled template; code that is generated in another way has another name."""


class Renderer(msgspec.Struct, frozen=True):
    """Renders pages with the templates of a folder. A template is never made from content."""

    environment: jinja2.Environment

    def compile(self) -> None:
        """Compile all templates now, so that no build has to."""
        for name in self.environment.list_templates():
            self.environment.get_template(name)

    def render(
        self,
        page: Page,
        words: Words,
        head: Head | None = None,
        citation: CitationView | None = None,
    ) -> OutputFile:
        """Render a page. A name that its context lacks is an error, not a blank.

        `head` is what the page tells programs; `citation` is there for pages that can be cited.
        """
        template = self.environment.get_template(page.template)
        frame = page.context.frame
        text = template.render(
            page=page.context, frame=frame, words=words, head=head, citation=citation
        )
        return OutputFile(page.address, text.encode())

    def render_print(self, edition: PrintEdition, words: Words, style: EmbeddedStyle) -> OutputFile:
        """Render the volume that stands alone: its style is part of it."""
        template = self.environment.get_template("print.html")
        text = template.render(view=edition.view, words=words, style=style)
        return OutputFile(edition.address, text.encode())

    def render_redirect(self, redirect: Redirect, words: Words) -> OutputFile:
        """Render what stands at the old address of a page."""
        template = self.environment.get_template("redirect.html")
        root = "../" * redirect.old.count("/")
        text = template.render(redirect=redirect, root=root, words=words)
        return OutputFile(redirect.old, text.encode())


def make_renderer(
    templates: Path = TEMPLATES, assets: Path = ASSETS, compiled: Path | None = COMPILED
) -> Renderer:
    """Read all templates. Raises MachineError where they cannot be read.

    `compiled` is where their compiled form is kept for the next start; it is checked against the
    templates, and done without where it cannot be written.
    """
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(dict(_read_templates(templates))),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_open_cache(compiled) if compiled else None,
    )
    environment.code_generator_class = _PlainOutput
    environment.filters["lang"] = _write_lang
    environment.globals["icon"] = make_icon_finder(assets)
    environment.globals["draw"] = draw
    environment.globals["repeat"] = partial(_repeat, environment)
    return Renderer(environment)


def _repeat(environment: jinja2.Environment, part: str, view: Hashable, up: str) -> Markup:
    """Render a part that many pages share; it is made once for all that are as deep."""
    return recall((part, view, up), _render_part, environment, part, view, up)


def _render_part(environment: jinja2.Environment, part: str, view: Hashable, up: str) -> Markup:
    text = environment.get_template(f"partials/{part}.html").render(view=view, up=up)
    return Markup(text)  # noqa: S704 (a template's own output)


class _PlainOutput(CodeGenerator):
    """Writes templates that put what they show together from plain strings.

    Jinja makes a Markup of every piece it has escaped, and joins the pieces in the next step:
    that took a tenth of the time of a build.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        self.writeline(f"from {__name__} import escape_plainly")
        super().visit_Template(node, frame)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if finalize.src is None and frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("escape_plainly(")
        else:
            super()._output_child_pre(node, frame, finalize)


def escape_plainly(value: object) -> str:
    """Escape what a template shows as `markupsafe.escape` does; plain text may stay a string."""
    if type(value) is str and not _ESCAPED.search(value):
        return value
    if type(value) is Markup:
        return value
    return escape(value)


@lru_cache
def _write_lang(language: str) -> Markup:
    """Write the attribute that names the language of an element, where it is another one."""
    return Markup(' lang="{}"').format(language) if language else Markup()


def _open_cache(folder: Path) -> jinja2.BytecodeCache | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return jinja2.FileSystemBytecodeCache(str(folder), _PLAIN_CODE)
    except OSError:
        return None


def _read_templates(folder: Path) -> Iterator[tuple[str, str]]:
    for path in list_files(folder, "**/*.html"):
        yield path.relative_to(folder).as_posix(), read_file(path).decode()
