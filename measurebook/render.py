"""From pages to files: templates, icons and assets."""

from __future__ import annotations

import hashlib
import re
import zlib
from base64 import b64encode
from collections.abc import Callable, Hashable, Iterator
from contextlib import suppress
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from types import ModuleType

import jinja2
import msgspec
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from measurebook.errors import MachineError
from measurebook.exports import CitationView, Head, Redirect
from measurebook.memory import recall
from measurebook.model.output import OutputFile
from measurebook.pages import Page, PrintEdition, Words
from measurebook.pages.parts.views import Picture

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
ASSETS = ROOT / "assets"
VENDORED = "vendor"
"""Where assets hold icons and other things of other projects."""
COMPILED = ROOT / ".cache" / "templates"
DRAWN = ROOT / ".cache" / "pictures"

_STYLE_SHEETS = ("tokens", "fonts", "base", "layout", "components", "pages/*", "print")
"""The order in which style sheets are joined; the first declares the order of their layers."""

_PRINT_STYLE = "print-edition.css"
_SCRIPTS = {
    "theme": ("theme",),
    "shortcuts": ("shortcuts",),
    "sort": ("sort",),
    "pick": ("page", "compare"),
    "find": (
        "page",
        "fold",
        "data",
        "search",
        "snippets",
        "facets",
        "results",
        "search-page",
        "compare",
    ),
    "side-by-side": ("page", "data", "compare-table"),
}
"""The scripts that templates name, each with those it is joined of, in the order they run in."""

_JOINED = "assets/css/site.css"
_COPIED = ("img/*", "vendor/minisearch-*/*")
_FONTS = "vendor/newsreader-static-0.4.1"
_LOADED_BY_CSS = re.compile(r'url\("\.\./((?:fonts|vendor)/[^"]+)"\)')
_ICON = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')
_LEFT_OUT = re.compile(r'<path class="foreground"[^>]*/>| (?:role|aria-[a-z]+)="[^"]*"(?=[^<>]*>)')
_ESCAPED = re.compile("[&<>\"']")
_PLAIN_CODE = "plain-%s.cache"
"""The name of a compiled template; code that is generated in another way has another name."""

_BETWEEN_TAGS = re.compile(r">\s+<")


# Templates


class Renderer(msgspec.Struct, frozen=True):
    """Renders pages with the templates of a folder. A template is never made from content."""

    environment: jinja2.Environment

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
    environment.globals["icon"] = _make_icon_finder(assets)
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
    for path in _list_files(folder, "**/*.html"):
        yield path.relative_to(folder).as_posix(), _read(path).decode()


def _make_icon_finder(assets: Path) -> Callable[..., Markup]:
    """Return the function by which templates put an icon into a page, as part of its markup."""

    @lru_cache
    def find_icon(name: str, extra: str = "") -> Markup:
        path = next(iter(_list_files(assets, f"vendor/lucide-*/{name}.svg")), None)
        drawing = _ICON.search(_read(path).decode()) if path else None
        if drawing is None:
            raise LookupError(f"there is no icon {name!r}")
        inner = Markup(_BETWEEN_TAGS.sub("><", drawing[1].strip()))  # noqa: S704 (vendored)
        classes = f"icon {extra}".strip()
        return Markup(
            '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>'
        ).format(classes, inner)

    return find_icon


# Pictures


def draw(picture: Picture | None, kept: Path = DRAWN) -> Markup:
    """Draw a picture into the page; "" where there is none or nothing to draw with is installed.

    A drawing takes a second, and the same description always gives the same one, so it is kept.
    """
    vega = _load_vega() if picture else None
    if picture is None or vega is None:
        return Markup()
    name = hashlib.sha256(f"{vega.__version__}\n{picture.spec}".encode()).hexdigest()
    path = kept / f"{name}.svg"
    drawing = (
        _read(path).decode() if path.is_file() else _keep(path, vega.vegalite_to_svg(picture.spec))
    )
    return _fit_into_page(drawing, picture.label)


def can_paint() -> bool:
    """Tell whether what paints pictures is installed."""
    return _load_vega() is not None


def paint(drawing: str, kept: Path = DRAWN, fonts: Path = ASSETS / _FONTS) -> bytes:
    """Paint a drawing as PNG with the face of the headings; kept like the drawings of pages.

    Raises LookupError where nothing that paints is installed.
    """
    vega = _load_vega()
    if vega is None:
        raise LookupError("nothing that paints pictures is installed")
    name = hashlib.sha256(f"{vega.__version__}\n{fonts.name}\n{drawing}".encode()).hexdigest()
    path = kept / f"{name}.png"
    if path.is_file():
        return _read(path)
    vega.register_font_directory(str(fonts))
    return _keep_bytes(path, _pack(vega.svg_to_png(drawing)))


def _pack(picture: bytes) -> bytes:
    """Compress a PNG file again, as tightly as the format allows: to a third for flat colours."""
    head, chunks, place = picture[:8], list[tuple[bytes, bytes]](), 8
    while place < len(picture):
        length = int.from_bytes(picture[place : place + 4])
        chunks.append((picture[place + 4 : place + 8], picture[place + 8 : place + 8 + length]))
        place += length + 12
    drawn = zlib.compress(zlib.decompress(b"".join(d for kind, d in chunks if kind == b"IDAT")), 9)
    first, last = chunks[0], chunks[-1]
    return head + b"".join(_write_chunk(*chunk) for chunk in (first, (b"IDAT", drawn), last))


def _write_chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def _load_vega() -> ModuleType | None:
    try:
        return import_module("vl_convert")
    except ImportError:
        return None


def _keep(path: Path, drawing: str) -> str:
    _keep_bytes(path, drawing.encode())
    return drawing


def _keep_bytes(path: Path, data: bytes) -> bytes:
    """Keep a picture for the next time, where the disk allows it."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)
    return data


def _fit_into_page(drawing: str, label: str) -> Markup:
    """Make a drawing one picture with a name, and leave out what only other programs read."""
    inner = _LEFT_OUT.sub("", drawing.partition(">")[2])
    size = _SIZE.search(drawing)
    box = f"0 0 {size[1]} {size[2]}" if size else "0 0 1 1"
    opening = Markup('<svg class="marks" viewBox="{}" role="img" aria-label="{}">')
    return opening.format(box, label) + Markup(inner)  # noqa: S704 (Vega escapes every text)


# Assets


class EmbeddedStyle(msgspec.Struct, frozen=True):
    """A style sheet inside its page, and the hash by which the policy of that page allows it."""

    text: Markup
    hash: str


def read_print_style(assets: Path = ASSETS) -> EmbeddedStyle:
    """Read the style of the print edition with the faces it loads put into it."""
    sheet = _read(assets / "css" / _PRINT_STYLE).decode()
    text = _LOADED_BY_CSS.sub(lambda face: _embed(assets / face[1]), sheet)
    digest = hashlib.sha256(text.encode()).digest()
    return EmbeddedStyle(Markup(text), b64encode(digest).decode())  # noqa: S704 (our own file)


def _embed(face: Path) -> str:
    return f'url("data:font/woff2;base64,{b64encode(_read(face)).decode()}")'


def read_assets(assets: Path = ASSETS) -> list[OutputFile]:
    """Read the files that pages load: one style sheet, one script a purpose, pictures and faces.

    Of the vendored files only those come along that the style sheet names or the search loads, with
    their licences.
    """
    sheet = b"\n".join(_read(path) for path in _list_style_sheets(assets))
    files = {_JOINED: sheet, **_join_scripts(assets / "js")}
    for pattern in _COPIED:
        files.update(_copy(assets, path) for path in _list_files(assets, pattern))
    for name in _LOADED_BY_CSS.findall(sheet.decode()):
        path = assets / name
        files.update([_copy(assets, path), _copy(assets, path.parent / "LICENSE")])
    return [OutputFile(name, files[name]) for name in sorted(files)]


def _join_scripts(folder: Path) -> dict[str, bytes]:
    return {
        f"assets/js/{name}.js": b"\n".join(_read(folder / f"{part}.js") for part in parts)
        for name, parts in _SCRIPTS.items()
    }


def _list_style_sheets(assets: Path) -> Iterator[Path]:
    for name in _STYLE_SHEETS:
        yield from _list_files(assets, f"css/{name}.css")


def _copy(assets: Path, path: Path) -> tuple[str, bytes]:
    name = path.relative_to(assets).as_posix()
    if path.name == "LICENSE":
        name = f"{name.removesuffix('LICENSE')}license.txt"
    return f"assets/{name}", _read(path)


# Disk


def _list_files(folder: Path, pattern: str) -> list[Path]:
    found = sorted(path for path in folder.glob(pattern) if not path.name.startswith("."))
    return [path for path in found if path.is_file()]


def _read(path: Path) -> bytes:
    """Read a file of the program. A symbolic link is refused: it could lead anywhere."""
    if path.is_symlink():
        raise MachineError(f"{path.name} is a symbolic link; put the file itself there")
    try:
        return path.read_bytes()
    except OSError as error:
        raise MachineError(f"{path.name} cannot be read: {error.strerror}") from None
