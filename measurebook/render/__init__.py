"""From pages to files: templates, icons, pictures and assets."""

from measurebook.render.assets import EmbeddedStyle, read_assets, read_print_style
from measurebook.render.files import ASSETS, TEMPLATES, VENDORED, read_program
from measurebook.render.pictures import can_paint, draw, paint
from measurebook.render.templates import Renderer, make_renderer

__all__ = [
    "ASSETS",
    "TEMPLATES",
    "VENDORED",
    "EmbeddedStyle",
    "Renderer",
    "can_paint",
    "draw",
    "make_renderer",
    "paint",
    "read_assets",
    "read_print_style",
    "read_program",
]
