"""What a page means: the tags that drawing it leaves (ISO 32000-1 §14.7, PDF/UA-1)."""

from dataclasses import dataclass, field
from enum import StrEnum

Box = tuple[float, float, float, float]


class Role(StrEnum):
    """The standard structure types we use, by their names in the file."""

    DOCUMENT = "Document"
    TITLE = "H1"
    HEADING = "H2"
    PARAGRAPH = "P"
    SPAN = "Span"
    TABLE = "Table"
    ROW = "TR"
    HEAD = "TH"
    CELL = "TD"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    BODY = "LBody"
    FIGURE = "Figure"
    FORM = "Form"


class Scope(StrEnum):
    """What a table head is the head of."""

    COLUMN = "Column"
    ROW = "Row"


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of marked content: its page, counted from 0, and its number there (MCID)."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Tag:
    """One element: `name` finds it again (/ID), `spoken` is a picture's text, `box` its place.

    `language` only where it is not the document's; `scope` only for a table head.
    """

    role: Role
    name: str = ""
    language: str = ""
    spoken: str = ""
    scope: Scope | None = None
    box: Box | None = None
    kids: "list[Tag | Mark]" = field(default_factory=list)
    is_placed: bool = False


class Structure:
    """The tags of one document, in the order in which they are drawn: that is the reading order."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.root = Tag(Role.DOCUMENT)
        self.owners: list[list[Tag]] = []
        """For each page the tag of each of its marks, by the mark's number."""

    def new_page(self) -> int:
        """The number of the page that begins, from 0."""
        self.owners.append([])
        return len(self.owners) - 1

    def new_mark(self, page: int, tag: Tag) -> int:
        """The number of a new piece of content of `tag` on `page`."""
        number = len(self.owners[page])
        self.owners[page].append(tag)
        tag.kids.append(Mark(page, number))
        return number
