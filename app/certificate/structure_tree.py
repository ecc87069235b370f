"""The tags as objects of the file: elements, the way back from a mark, names (ISO 32000-1)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.certificate.structure import Mark, Role, Structure, Tag

if TYPE_CHECKING:
    from pikepdf import Dictionary, Object, Pdf

Attributes = dict[str, "Object | str | int"]


class StructureTree:
    """Writes the tags of a document into its file; new elements may be added at its end."""

    def __init__(self, pdf: "Pdf", structure: Structure) -> None:
        import pikepdf

        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._elements: dict[int, Object] = {}
        self._root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        self._document = self._element(structure.root, self._root)
        self._owners: list[Object] = [
            pdf.make_indirect(pikepdf.Array([self._elements[id(tag)] for tag in owners]))
            for owners in structure.owners
        ]
        self._names = {tag.name: self._elements[id(tag)] for tag in _named(structure.root)}

    def add_form(self, widget: "Object", spoken: str) -> int:
        """A field as the last thing read; gives the number its annotation has to carry."""
        import pikepdf

        reference = pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=widget, Pg=self._pages[0])
        form = self._pdf.make_indirect(
            pikepdf.Dictionary(
                S=pikepdf.Name.Form, P=self._document, Alt=pikepdf.String(spoken), K=[reference]
            )
        )
        self._document.K.append(form)
        self._owners.append(form)
        return len(self._owners) - 1

    def finish(self) -> None:
        """The tree is put into the document."""
        import pikepdf

        self._root.K = self._document
        numbers = [part for pair in enumerate(self._owners) for part in pair]
        self._root.ParentTree = self._pdf.make_indirect(pikepdf.Dictionary(Nums=numbers))
        self._root.ParentTreeNextKey = len(self._owners)
        names = [part for n in sorted(self._names) for part in (pikepdf.String(n), self._names[n])]
        if names:
            self._root.IDTree = self._pdf.make_indirect(pikepdf.Dictionary(Names=names))
        self._pdf.Root.StructTreeRoot = self._root
        for number, page in enumerate(self._pages):
            page.StructParents = number

    def _element(self, tag: Tag, parent: "Object") -> "Object":
        import pikepdf

        element = self._pdf.make_indirect(self._attributes(tag, parent))
        self._elements[id(tag)] = element
        page = next((kid.page for kid in tag.kids if isinstance(kid, Mark)), None)
        if page is not None:
            element.Pg = self._pages[page]
        element.K = pikepdf.Array([self._kid(kid, element, page) for kid in tag.kids])
        return element

    def _kid(self, kid: "Tag | Mark", element: "Object", page: int | None) -> "Object | int":
        import pikepdf

        if isinstance(kid, Tag):
            return self._element(kid, element)
        if kid.page == page:
            return kid.number
        return pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=self._pages[kid.page], MCID=kid.number)

    def _attributes(self, tag: Tag, parent: "Object") -> "Dictionary":
        import pikepdf

        made = pikepdf.Dictionary(S=pikepdf.Name("/" + tag.role), P=parent)
        if tag.name:
            made.ID = pikepdf.String(tag.name)
        if tag.language:
            made.Lang = pikepdf.String(tag.language)
        if tag.spoken:
            made.Alt = pikepdf.String(tag.spoken)
        if tag.scope:
            made.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name("/" + tag.scope))
        if tag.box:
            box = [round(number, 2) for number in tag.box]
            made.A = pikepdf.Dictionary(
                O=pikepdf.Name.Layout, Placement=pikepdf.Name.Block, BBox=box
            )
        if tag.role is Role.LIST:
            made.A = pikepdf.Dictionary(O=pikepdf.Name.List, ListNumbering=pikepdf.Name.Decimal)
        return made


def _named(tag: Tag) -> Iterator[Tag]:
    if tag.name:
        yield tag
    for kid in tag.kids:
        if isinstance(kid, Tag):
            yield from _named(kid)
