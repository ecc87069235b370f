"""What PDF/UA-1 asks of a file's tags: a list of complaints."""

from collections.abc import Iterator
from typing import Any

import pikepdf

LANGUAGES = {"sv-SE", "en-GB"}
_ROLES = {
    *("Document", "H1", "H2", "P", "Span", "Table", "TR", "TH", "TD"),
    *("L", "LI", "Lbl", "LBody", "Figure", "Form"),
}
_HIDDEN = 1 | 2 | 32  # invisible, hidden, no view
_PRINTED = 4

Check = tuple[bool, str]
Place = tuple[tuple[int, int], int]


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    """Every structure element in reading order."""
    return list(_below(pdf.Root.StructTreeRoot.K))


def kids(element: Any) -> list[Any]:
    """What an element holds: elements, numbers of marks, references."""
    held = element.get("/K", [])
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def role(element: Any) -> str:
    """The element's type."""
    return str(element.S)[1:]


def tag_complaints(pdf: pikepdf.Pdf) -> list[str]:
    """Everything that is out of order among the tags."""
    found = elements(pdf)
    checks: list[Check] = [*_names(pdf, found), *_headings(found)]
    for each in found:
        checks += [*_element(each), *_SHAPES.get(role(each), _nothing)(each)]
    owners = _owners(pdf)
    for page in pdf.pages:
        for field in page.obj.get("/Annots", []):
            checks += _field(field, owners[int(field.StructParent)])
    return [words for wrong, words in checks if wrong] + _two_ways(pdf, found, owners)


def _below(element: Any) -> Iterator[Any]:
    yield element
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _below(kid)


def _owners(pdf: pikepdf.Pdf) -> dict[int, Any]:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}


def _two_ways(pdf: pikepdf.Pdf, found: list[Any], owners: dict[int, Any]) -> list[str]:
    """A mark is found from the tree and from its page, and both ways are the same."""
    from_tree = {place: each.objgen for each in found for place in _marks(each)}
    from_page = {
        (page.obj.objgen, number): owner.objgen
        for page in pdf.pages
        for number, owner in enumerate(owners[int(page.obj.StructParents)])
    }
    wrong = set(from_tree.items()) ^ set(from_page.items())
    drawn = {(page.obj.objgen, number) for page in pdf.pages for number in _drawn(page)}
    said = [f"marks that only one way leads to: {wrong}"] if wrong else []
    return said + (["marks that are not drawn"] if drawn != set(from_tree) else [])


def _marks(each: Any) -> Iterator[Place]:
    for kid in kids(each):
        if isinstance(kid, int):
            yield each.Pg.objgen, kid
        elif "/MCID" in kid:
            yield kid.Pg.objgen, int(kid.MCID)


def _drawn(page: pikepdf.Page) -> Iterator[int]:
    instruction: Any
    for instruction in pikepdf.parse_content_stream(page, "BDC"):
        if "/MCID" in instruction.operands[1]:
            yield int(instruction.operands[1].MCID)


def _names(pdf: pikepdf.Pdf, found: list[Any]) -> Iterator[Check]:
    names = pdf.Root.StructTreeRoot.get("/IDTree", {}).get("/Names", [])
    listed = [str(names[at]) for at in range(0, len(names), 2)]
    named = sorted(str(each.ID) for each in found if "/ID" in each)
    yield listed != named, "names that are not those of the elements, or not in order"
    yield len(set(listed)) != len(listed), "a name twice"


def _headings(found: list[Any]) -> Iterator[Check]:
    levels = [role(each) for each in found if role(each).startswith("H")]
    yield levels[:1] != ["H1"] or levels.count("H1") != 1, f"headings in the order {levels}"


def _element(each: Any) -> Iterator[Check]:
    yield role(each) not in _ROLES, f"{each.S} is no role of ours"
    yield "/P" not in each, "an element without a parent"
    yield str(each.get("/Lang", "sv-SE")) not in LANGUAGES, "a language nobody speaks"


def _table(each: Any) -> Iterator[Check]:
    rows = kids(each)
    yield {role(row) for row in rows} != {"TR"}, "something else than rows in a table"
    yield len({len(kids(row)) for row in rows}) != 1, "rows of different lengths"
    yield len(rows) < 2 or {role(cell) for cell in kids(rows[0])} != {"TH"}, "no head"


def _row(each: Any) -> Iterator[Check]:
    yield role(kids(each)[0]) != "TH", "a row without its head"


def _head(each: Any) -> Iterator[Check]:
    yield str(each.A.O) != "/Table", "a head that is not a table's"
    yield str(each.A.Scope) not in ("/Column", "/Row"), "a head that does not say of what"


def _list(each: Any) -> Iterator[Check]:
    yield {role(item) for item in kids(each)} != {"LI"}, "something else than items in a list"


def _item(each: Any) -> Iterator[Check]:
    parts = [role(part) for part in kids(each)]
    yield parts != ["Lbl", "LBody"], "an item that is not label and body"


def _figure(each: Any) -> Iterator[Check]:
    yield not str(each.get("/Alt", "")), "a picture without words"
    yield len(each.A.get("/BBox", [])) != 4, "a picture without a place"


def _field(field: Any, owner: Any) -> Iterator[Check]:
    yield role(owner) != "Form" or not str(owner.Alt), "a field outside a form with words"
    yield owner.K[0].Obj.objgen != field.objgen, "a form of another field"
    yield not str(field.get("/TU", "")), "a field without a name"
    yield int(field.F) & (_PRINTED | _HIDDEN) != _PRINTED, "a field that is not printed"
    visible = [float(number) for number in field.Rect] != [0, 0, 0, 0]
    yield visible and "/AP" not in field, "a visible field needs an appearance"


def _nothing(_each: Any) -> Iterator[Check]:
    yield from ()


_SHAPES = {
    "Table": _table,
    "TR": _row,
    "TH": _head,
    "L": _list,
    "LI": _item,
    "Figure": _figure,
}
