"""What pages may be made of: the tags, the attributes of each, and where addresses stand.

What is not listed is refused. Everything that runs, embeds or restyles is left out on purpose
(`iframe`, `object`, `base`, event attributes), and so are `noscript` and `template`,
whose content a browser reads in another way than this check does. A `style` must be one that the
policy of its page names by its hash.
"""

from __future__ import annotations

GLOBAL_ATTRIBUTES = frozenset(
    "class dir hidden id inert lang role tabindex title translate".split()
)
GLOBAL_PREFIXES = ("aria-", "data-")

_HTML = """
a: href hreflang rel target type download
abbr:
address:
article:
aside:
b:
bdi:
bdo:
blockquote: cite
body:
br:
button: type disabled name value popovertarget popovertargetaction
caption:
cite:
code:
col: span
colgroup: span
data: value
datalist:
dd:
del: cite datetime
details: open name
dfn:
dialog: open
div:
dl:
dt:
em:
fieldset: disabled name form
figcaption:
figure:
footer:
form: action method name novalidate autocomplete accept-charset
h1:
h2:
h3:
h4:
h5:
h6:
head: prefix
header:
hgroup:
hr:
html: prefix
i:
img: src srcset sizes alt width height loading decoding fetchpriority
input: type name value checked disabled placeholder list min max minlength maxlength size step
    pattern autocomplete autocapitalize spellcheck enterkeyhint inputmode form required readonly
ins: cite datetime
kbd:
label: for
legend:
li: value
link: rel href hreflang type sizes media as crossorigin title
main:
mark:
menu:
meta: charset name content http-equiv property media
meter: value min max low high optimum
nav:
ol: start reversed type
optgroup: label disabled
option: value selected disabled label
output: for name form
p:
picture:
pre:
progress: value max
q: cite
rp:
rt:
ruby:
s:
samp:
script: src type defer async
search:
section:
select: name multiple size disabled required autocomplete form
small:
source: src srcset sizes media type
span:
strong:
style:
sub:
summary:
sup:
table:
tbody:
td: colspan rowspan headers
textarea: name rows cols placeholder readonly disabled spellcheck autocomplete
tfoot:
th: colspan rowspan headers scope abbr
thead:
time: datetime
title:
tr:
u:
ul:
var:
wbr:
"""

_SVG = """
circle: cx cy r
clipPath: clipPathUnits
defs:
desc:
ellipse: cx cy rx ry
g:
line: x1 y1 x2 y2
linearGradient: x1 y1 x2 y2 gradientUnits gradientTransform
marker: markerWidth markerHeight markerUnits refX refY orient viewBox
path: d pathLength
pattern: x y width height patternUnits patternTransform viewBox
polygon: points
polyline: points
rect: x y width height rx ry
stop: offset stop-color stop-opacity
svg: xmlns xmlns:xlink version viewBox width height x y preserveAspectRatio focusable
symbol: viewBox preserveAspectRatio
text: x y dx dy textLength lengthAdjust rotate
tspan: x y dx dy
use: href xlink:href x y width height
"""

_SVG_LOOK = frozenset(
    """
    alignment-baseline clip-path clip-rule color dominant-baseline fill fill-opacity fill-rule
    font-family font-size font-style font-variant font-weight letter-spacing marker-end marker-mid
    marker-start opacity paint-order pointer-events shape-rendering stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
    text-anchor text-decoration text-rendering transform transform-origin vector-effect visibility
    """.split()
)


def _read_table(table: str, shared: frozenset[str]) -> dict[str, frozenset[str]]:
    """Read lines of `tag: attributes`; an indented line goes on with the one before."""
    rows = table.replace("\n ", " ").split("\n")
    pairs = [row.partition(":")[::2] for row in rows if row]
    return {tag: shared | frozenset(names.split()) for tag, names in pairs}


ATTRIBUTES = {
    **_read_table(_HTML, GLOBAL_ATTRIBUTES),
    **_read_table(_SVG, GLOBAL_ATTRIBUTES | _SVG_LOOK),
}
"""Tag to the names of the attributes it may have, besides those of GLOBAL_PREFIXES."""

ID_REFERENCES = frozenset(
    """
    aria-controls aria-describedby aria-details aria-errormessage aria-labelledby aria-owns for form
    headers list popovertarget
    """.split()
)
"""Attributes that hold ids of the same page, with blanks between."""

PAINT_REFERENCES = frozenset("clip-path fill marker-end marker-mid marker-start stroke".split())
"""Attributes of drawings that may point at an id as `url(#id)`."""

OWN_ADDRESS_NAMES = frozenset(
    """
    og:url og:image og:image:url og:image:secure_url twitter:image citation_public_url
    citation_abstract_html_url citation_fulltext_html_url citation_pdf_url
    """.split()
)
"""Names of `meta` lines that state where a page or picture of this site itself stands."""

DATA_SCRIPTS = frozenset({"application/ld+json", "application/json"})
"""Types of `script` that hold data and do not run, so that they may stand inside a page."""
