"""Certificates after each other in one file for printing; each found by its bookmark."""

import hashlib
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Object, OutlineItem, Page, Pdf

_SHARED = ("/Font", "/XObject")
_OWN = ("/StructParents", "/Annots", "/AF", "/Tabs", "/Metadata")
"""What belongs to the file the page came from: its structure, signature and attachments."""


def merge(parts: Iterable[tuple[str, bytes]], path: Path, title: str) -> int:
    """Write the pages of every (bookmark, PDF) to `path`, in order; gives how many pages.

    Fonts and pictures that files have in common are kept once. Signatures and attached badges do
    not come along: they hold for their own files only. Raises OSError.
    """
    import pikepdf

    with pikepdf.new() as whole:
        shared: dict[bytes, Object] = {}
        marks: list[OutlineItem] = []
        for words, pdf in parts:
            marks.append(pikepdf.OutlineItem(words, len(whole.pages)))
            with pikepdf.open(io.BytesIO(pdf)) as one:
                for page in one.pages:
                    _add(whole, page, shared)
        with whole.open_outline() as outline:
            outline.root.extend(marks)
        whole.docinfo["/Title"] = title
        whole.Root.PageMode = pikepdf.Name.UseOutlines
        whole.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return len(whole.pages)


def _add(whole: "Pdf", page: "Page", shared: "dict[bytes, Object]") -> None:
    """One page; what it shares with those before is taken from them."""
    for key in _OWN:
        if key in page.obj:
            del page.obj[key]
    taken: list[tuple[str, str, Object]] = []
    new: list[tuple[str, str, bytes]] = []
    for kind in _SHARED:
        named: Any = page.resources.get(kind, {}) if "/Resources" in page.obj else {}
        for name in list(named.keys()):
            digest = _digest(named[name], ())
            known = shared.get(digest)
            if known is None:
                new.append((kind, name, digest))
            else:
                taken.append((kind, name, known))
                del named[name]
    whole.pages.append(page)
    resources = whole.pages[-1].resources
    for kind, name, digest in new:
        shared[digest] = whole.make_indirect(resources[kind][name])
    for kind, name, known in taken:
        resources[kind][name] = known


def _digest(value: Any, above: tuple[tuple[int, int], ...]) -> bytes:  # noqa: ANN401
    """What a PDF object holds, with everything it leads to; a way back to itself counts as such."""
    import pikepdf

    if not isinstance(value, pikepdf.Object):
        return repr(value).encode()
    if value.is_indirect:
        if value.objgen in above:
            return b"above"
        above = (*above, value.objgen)
    if isinstance(value, pikepdf.Array):
        parts = [_digest(part, above) for part in value]
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        own = value.stream_dict if isinstance(value, pikepdf.Stream) else value
        parts = [key.encode() + _digest(own[key], above) for key in sorted(own.keys())]
        if isinstance(value, pikepdf.Stream):
            parts.append(value.read_raw_bytes())
    else:
        return repr(value).encode()
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).digest()
