"""Marked content: which tag what is drawn belongs to, or that it is decoration (an artifact)."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.certificate.structure import Role, Structure, Tag

_ARTIFACT = Tag(Role.SPAN)


class Marking:
    """The tags that are open on one page, and the operators that say so in its content.

    Text belongs to the innermost tag, or to a paragraph of its own; shapes are artifacts unless
    the innermost tag is a figure. A piece is left open until something else is drawn.
    """

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._page = structure.new_page()
        self._open: Tag | None = None
        self._within = [structure.root]

    @contextmanager
    def inside(self, tag: Tag) -> Iterator[Tag]:
        """What is drawn meanwhile belongs to `tag`; new, it is put under what is open."""
        outer = self._within[-1]
        if outer is _ARTIFACT:
            tag = outer
        elif not tag.is_placed:
            tag.is_placed = True
            outer.kids.append(tag)
        self._within.append(tag)
        try:
            yield tag
        finally:
            self._within.pop()

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn meanwhile is repeated or decorates: it is not read aloud."""
        self._within.append(_ARTIFACT)
        try:
            yield
        finally:
            self._within.pop()

    def before_text(self) -> tuple[str, bool]:
        """The operators needed before a text, and whether it goes on a piece that is open."""
        tag = self._within[-1]
        if tag is self._structure.root:
            with self.inside(Tag(Role.PARAGRAPH)) as tag:
                return self._switch(tag), False
        return self._switch(tag), tag is not _ARTIFACT

    def before_shape(self) -> str:
        """The operators needed before a shape."""
        tag = self._within[-1]
        return self._switch(tag if tag.role is Role.FIGURE else _ARTIFACT)

    def is_real(self) -> bool:
        """Whether the piece that is open is read aloud."""
        return self._open is not None and self._open is not _ARTIFACT

    def end(self) -> str:
        """The operators that close what is open."""
        return self._switch(None)

    def _switch(self, tag: Tag | None) -> str:
        if tag is self._open:
            return ""
        said = "EMC\n" if self._open else ""
        self._open = tag
        if tag is None:
            return said
        if tag is _ARTIFACT:
            return f"{said}/Artifact BMC\n"
        number = self._structure.new_mark(self._page, tag)
        return f"{said}/{tag.role} <</MCID {number}>> BDC\n"
