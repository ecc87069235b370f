"""Files inside a PDF, unpacked no further than they may be."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Pdf

ATTACHED_LIMIT = 512 * 1024
_FILES_MOST = 20


def attached(pdf: bytes, name: str) -> tuple[bytes, ...] | None:
    """The contents of every file of that name in the PDF, each once; None if it has no structure.

    One that is larger than ATTACHED_LIMIT or packed in a way of its own counts as empty; where more
    files are listed than anybody looks through, none is believed.
    """
    from pikepdf import Pdf, PdfError

    try:
        with Pdf.open(BytesIO(pdf)) as opened:
            return tuple(dict.fromkeys(_unpacked(one) for one in _named(opened, name)))
    except (PdfError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None


def _named(pdf: "Pdf", name: str) -> Iterator[Any]:
    """Streams of the document's associated files and of its embedded ones (ISO 32000-2 §14.13)."""
    listed = [*pdf.Root.get("/AF", ()), *_embedded(pdf)]
    if len(listed) > _FILES_MOST:
        raise ValueError(len(listed))
    for entry in listed:
        if name in (str(entry.get("/F", "")), str(entry.get("/UF", ""))):
            yield entry["/EF"]["/F"]


def _embedded(pdf: "Pdf") -> list[Any]:
    from pikepdf import NameTree

    names = pdf.Root.get("/Names")
    tree = None if names is None else names.get("/EmbeddedFiles")
    if tree is None:
        return []
    return [
        entry for _, (_, entry) in zip(range(_FILES_MOST + 1), NameTree(tree).items(), strict=False)
    ]


def _unpacked(stream: Any) -> bytes:  # noqa: ANN401 - pikepdf types no stream
    raw = bytes(stream.read_raw_bytes())
    packing = stream.get("/Filter")
    if packing is None:
        return raw if len(raw) <= ATTACHED_LIMIT else b""
    if str(packing) not in ("/FlateDecode", "[ /FlateDecode ]") or len(raw) > ATTACHED_LIMIT:
        return b""
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(raw, ATTACHED_LIMIT)
    except zlib.error:
        return b""
    return b"" if unpacking.unconsumed_tail else content
