"""Pictures of a package: plain drawings that run nothing and fetch nothing."""

from xml.parsers import expat

from app.protocols.faults import Fault, Problem

LARGEST_PICTURE = 256 * 1024

_ELEMENTS = {
    *("svg", "g", "defs", "use", "symbol", "marker", "pattern", "clipPath", "title", "desc"),
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
    *("linearGradient", "radialGradient", "stop"),
}
_NAMESPACE = "http://www.w3.org/2000/svg"
_XLINK_HREF = "http://www.w3.org/1999/xlink href"


def check_svg(file: str, content: bytes, faults: list[Fault]) -> None:
    """Adds a fault, with its line, for everything that is not a plain drawing."""
    if len(content) > LARGEST_PICTURE:
        faults.append(Fault(file, "$", Problem.FILE_TOO_LARGE, f"{LARGEST_PICTURE >> 10} kB"))
        return
    _Picture(file, faults).read(content)


class _Picture:
    """One pass over the markup of one picture."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self._file, self._faults = file, faults
        self._is_root = True
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._element
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self, content: bytes) -> None:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            self._note(str(error))

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        if namespace != _NAMESPACE or tag not in _ELEMENTS:
            self._note(f"<{tag}>")
        if self._is_root and (tag != "svg" or "viewBox" not in attributes):
            self._note("<svg viewBox>")
        self._is_root = False
        for attribute, value in attributes.items():
            if not _is_plain(attribute, value):
                self._note(f"{attribute.rpartition(' ')[2]}=“{value[:40]}”")

    def _doctype(self, name: str, *_: object) -> None:
        self._note(f"<!DOCTYPE {name}>")

    def _instruction(self, target: str, _: str) -> None:
        self._note(f"<?{target}?>")

    def _note(self, what: str) -> None:
        detail = f"{self._parser.CurrentLineNumber}: {what}"
        self._faults.append(Fault(self._file, "$", Problem.PICTURE_NOT_PLAIN, detail))


def _is_plain(attribute: str, value: str) -> bool:
    """No event handler, and no reference but to a part of the picture itself."""
    if attribute.lower().startswith("on"):
        return False
    if attribute in ("href", _XLINK_HREF):
        return value.startswith("#")
    if "(" not in value and ":" not in value:  # it refers to nothing
        return True
    compact = "".join(value.split()).lower().replace("'", "").replace('"', "")
    return compact.count("url(") == compact.count("url(#") and "javascript:" not in compact
