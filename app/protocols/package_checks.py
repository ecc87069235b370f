"""What the files of a package must hold together: areas, items, pool and pictures."""

from collections import defaultdict
from collections.abc import Collection

from app.protocols.faults import Fault, Problem
from app.protocols.format import ProtocolFile
from app.protocols.item_checks import asked
from app.protocols.placed import PlacedItem
from app.protocols.protocol_checks import PROTOCOL_FILE, area_of_file, picture_places


def check_items_together(placed: list[PlacedItem], faults: list[Fault]) -> None:
    """Adds faults for ids used twice and for items that ask the same."""
    ids: set[str] = set()
    questions: dict[object, str] = {}
    for each in placed:
        if each.item.id in ids:
            faults.append(Fault(each.file, each.path, Problem.DUPLICATE_ID, each.item.id))
        elif asked(each.item) in questions:
            twin = questions[asked(each.item)]
            faults.append(Fault(each.file, each.path, Problem.SAME_ITEM, twin))
        ids.add(each.item.id)
        questions.setdefault(asked(each.item), each.item.id)


def check_families(placed: list[PlacedItem], faults: list[Fault]) -> None:
    """Adds a fault for each family that is written in two places."""
    homes: dict[str, str] = {}
    for each in placed:
        home = each.file + each.path.partition("]")[0]
        if each.family and homes.setdefault(each.family, home) != home:
            path = each.path.partition("]")[0] + "]"
            fault = Fault(each.file, path, Problem.DUPLICATE_ID, each.family)
            if fault not in faults:
                faults.append(fault)


def check_pool(
    protocol: ProtocolFile, placed: list[PlacedItem], files: Collection[str], faults: list[Fault]
) -> None:
    """Adds faults where items and blueprint do not fit: unknown area, too few families."""
    known = {area.id for area in protocol.areas}
    for file in sorted(files):
        if area_of_file(file) not in known:
            faults.append(Fault(file, "$.area", Problem.UNKNOWN_AREA, area_of_file(file)))
    families: dict[str, set[str]] = defaultdict(set)
    for each in placed:
        families[area_of_file(each.file)].add(each.family)
    for index, area in enumerate(protocol.areas):
        count = len(families[area.id])
        if count < area.items:
            detail = f"{area.id}: {count} < {area.items}"
            path = f"$.areas[{index}].items"
            faults.append(Fault(PROTOCOL_FILE, path, Problem.TOO_FEW_FAMILIES, detail))
        elif count and not area.items:
            file = f"items/{area.id}.yaml"
            faults.append(Fault(file, "$", Problem.ITEMS_WITHOUT_BLUEPRINT, area.id))


def check_pictures(
    protocol: ProtocolFile | None,
    placed: list[PlacedItem],
    pictures: Collection[str],
    faults: list[Fault],
) -> None:
    """Adds faults for pictures named but not there and, in a whole package, there but not named."""
    named = [(p.file, f"{p.path}.picture", p.item.picture) for p in placed if p.item.picture]
    if protocol is not None:
        named += [(PROTOCOL_FILE, path, name) for path, name in picture_places(protocol)]
    for file, path, name in named:
        if name not in pictures:
            faults.append(Fault(file, path, Problem.PICTURE_MISSING, name))
    if protocol is not None:
        for name in sorted(set(pictures) - {name for _, _, name in named}):
            faults.append(Fault(name, "$", Problem.PICTURE_UNUSED))
