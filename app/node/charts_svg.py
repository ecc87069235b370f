"""A drawing of reportlab's as SVG for a page: classes instead of colours, no style attributes."""

from typing import Final
from xml.etree import ElementTree

from markupsafe import Markup
from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color

NAMES: Final = (
    *("ground", "grid", "ink", "quiet", "bar", "pale", "band", "card"),
    *("decided", "running", "booked", "paused"),
)
"""What a part of a chart is; the style gives each its colour in light and dark."""

INK: Final = {name: Color((place + 1.5) / 100, 0, 0) for place, name in enumerate(NAMES)}
"""Each name as a colour to draw with: none of them is ever seen."""

_CLASSES: Final = {f"rgb({place + 1}%,0%,0%)": name for place, name in enumerate(NAMES)}
_KEPT: Final = frozenset(("stroke-width", "font-size", "text-anchor"))
_DROPPED: Final = ("title", "desc", "clipPath")


def to_svg(drawing: Drawing, kind: str) -> Markup:
    """The drawing as an element of class `chart {kind}` that no reader meets: the page says it.

    Links in it are for the mouse; what they lead to stands in the page's own table too.
    """
    drawn = renderSVG.drawToString(drawing).partition("<svg")
    text = f"<svg{drawn[2]}".replace('xmlns="http://www.w3.org/2000/svg"', "")
    root = ElementTree.fromstring(text.replace("xlink:", "link-"))
    for name in _DROPPED:
        for one in root.findall(name):
            root.remove(one)
    for element in list(root.iter()):
        _dress(element)
    size = root.get("viewBox", "")
    root.attrib.clear()
    root.attrib |= {"class": f"chart {kind}", "viewBox": size, "aria-hidden": "true"}
    plain = ElementTree.tostring(root, encoding="unicode")
    # Everything in it was escaped when it was written as XML.
    return Markup(plain.replace(' transform=""', "").replace("\n", "").replace("\t", ""))


def _dress(element: ElementTree.Element) -> None:
    """Classes by name for fill and line; a link keeps its address and says where it leads."""
    style = element.attrib.pop("style", "")
    said = {
        key.strip(): value.strip()
        for key, _, value in (pair.partition(":") for pair in style.split(";"))
    }
    classes = [
        f"{prefix}-{_CLASSES.get(said[key], 'none')}"
        for prefix, key in (("fill", "fill"), ("line", "stroke"))
        if key in said
    ]
    if classes:
        element.set("class", " ".join(classes))
    for key in _KEPT & said.keys():
        element.set(key, said[key])
    element.attrib.pop("id", None)
    if element.tag == "a":
        address, title = element.get("link-href", ""), element.get("link-title", "")
        element.attrib.clear()
        element.attrib |= {"href": address, "tabindex": "-1"}
        ElementTree.SubElement(element, "title").text = title
