"""Items with the place they were written at, so that a fault found late still names it."""

from dataclasses import dataclass

from app.protocols.conversion import convert, convert_quietly
from app.protocols.faults import Fault, Problem
from app.protocols.format_items import FamilyFile, ItemFile, ItemsFile
from app.protocols.templates import fill_rows
from app.protocols.yaml_reading import Plain


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """One item as the candidate may meet it, and where it comes from."""

    file: str
    path: str
    family: str
    item: ItemFile


def read_items(file: str, plain: Plain, faults: list[Fault]) -> list[PlacedItem]:
    """Every item of `items/<area>.yaml` that can be read, rows filled; adds the faults."""
    convert(plain, ItemsFile, file, "$", faults)
    placed: list[PlacedItem] = []
    for index, entry in enumerate(entries(plain, "families")):
        path = f"$.families[{index}]"
        family = convert_quietly(entry, FamilyFile)
        if family is None:
            placed += _items_of_faulty(file, path, entry)
        else:
            placed += _items_of(file, path, family, faults)
    return placed


def entries(plain: Plain, name: str) -> list[Plain]:
    """The list that a mapping holds under `name`; empty when there is none."""
    found = plain.get(name) if isinstance(plain, dict) else None
    return found if isinstance(found, list) else []


def expanded(area: str, placed: list[PlacedItem]) -> ItemsFile:
    """The items of one file by family, written out: what canonical form holds."""
    families: dict[str, list[ItemFile]] = {}
    for each in placed:
        families.setdefault(each.family, []).append(each.item)
    return ItemsFile(
        area, tuple(FamilyFile(name, items=tuple(items)) for name, items in families.items())
    )


def _items_of(file: str, path: str, family: FamilyFile, faults: list[Fault]) -> list[PlacedItem]:
    if bool(family.items) == bool(family.template and family.rows):
        faults.append(Fault(file, path, Problem.ITEMS_OR_TEMPLATE))
        return []
    items = [(f"{path}.items[{index}]", item) for index, item in enumerate(family.items)]
    if family.template is not None:
        filled = fill_rows(family.template, family.rows, file, path, faults)
        items += [(f"{path}.rows[{index}]", item) for index, item in filled]
    return [PlacedItem(file, place, family.id, item) for place, item in items]


def _items_of_faulty(file: str, path: str, entry: Plain) -> list[PlacedItem]:
    """The sound items of a family that has faults: theirs may have others."""
    found = [convert_quietly(each, ItemFile) for each in entries(entry, "items")]
    return [
        PlacedItem(file, f"{path}.items[{index}]", "", item)
        for index, item in enumerate(found)
        if item is not None
    ]
