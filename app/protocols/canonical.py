"""Canonical bytes from outside to a sound package, held to the same checks as a folder."""

from collections.abc import Mapping
from hashlib import sha256

import msgspec

from app.protocols.building import build_protocol
from app.protocols.characters import check_characters
from app.protocols.content import PackageContent, content_hash
from app.protocols.faults import Fault, NewerPackage, Problem, ProtocolDamaged, ProtocolErrors
from app.protocols.format_items import ItemsFile
from app.protocols.item_checks import check_item
from app.protocols.package import LoadedPackage
from app.protocols.package_checks import (
    check_families,
    check_items_together,
    check_pictures,
    check_pool,
)
from app.protocols.placed import PlacedItem
from app.protocols.protocol_checks import PROTOCOL_FILE, TEXTS_FILE, check_protocol, check_texts
from app.protocols.svg import check_svg
from app.protocols.yaml_reading import DEEPEST
from app.seal.package_errors import PackageContentChanged

FORMAT = 1


def check_canonical(canonical: bytes, pictures: Mapping[str, bytes]) -> LoadedPackage:
    """The package behind canonical bytes and pictures by name, sound in every point.

    Raises NewerPackage, ProtocolDamaged (not canonical), PackageContentChanged (a picture is
    not the one named), ProtocolErrors with all that is wrong.
    """
    content = _content(canonical)
    if {name: sha256(raw).hexdigest() for name, raw in pictures.items()} != content.pictures:
        raise PackageContentChanged
    faults: list[Fault] = []
    _check(content, pictures, faults)
    if faults:
        raise ProtocolErrors(tuple(sorted(faults, key=lambda fault: fault.file)))
    protocol = build_protocol(content, content_hash(canonical))
    return LoadedPackage(protocol, canonical, dict(pictures))


def _content(canonical: bytes) -> PackageContent:
    plain = _plain(canonical)
    if _format_of(plain) > FORMAT:
        raise NewerPackage
    try:
        return msgspec.convert(plain, PackageContent)
    except msgspec.ValidationError as error:
        # A field this program does not know is how an addition to the format looks to it.
        raise NewerPackage if "unknown field" in str(error) else ProtocolDamaged from error


def _plain(canonical: bytes) -> object:
    """JSON in the one form it may have: so no key stands twice, nothing is a NaN or half a letter.

    Defaults that a later program added may be lacking, as in a version packed before it.
    """
    try:
        plain: object = msgspec.json.decode(canonical)
        is_canonical = msgspec.json.encode(plain, order="sorted") == canonical
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ProtocolDamaged from error
    if not is_canonical or _depth(plain) > DEEPEST:
        raise ProtocolDamaged
    return plain


def _depth(value: object) -> int:
    """How deep lists and mappings nest; level by level, so that no depth is too much to count."""
    depth, level = 0, [value]
    while level and depth <= DEEPEST:
        inner = [list(each.values()) if isinstance(each, dict) else each for each in level]
        level = [below for each in inner if isinstance(each, list) for below in each]
        depth += 1
    return depth


def _format_of(plain: object) -> int:
    protocol = plain.get("protocol") if isinstance(plain, dict) else None
    number = protocol.get("format") if isinstance(protocol, dict) else None
    if not isinstance(number, int):
        raise ProtocolDamaged
    return number


def _check(content: PackageContent, pictures: Mapping[str, bytes], faults: list[Fault]) -> None:
    check_characters(PROTOCOL_FILE, msgspec.to_builtins(content.protocol), faults)
    check_characters(TEXTS_FILE, msgspec.to_builtins(content.texts), faults)
    check_protocol(content.protocol, faults)
    check_texts(content.texts, faults)
    placed = _placed(content, faults)
    for each in placed:
        check_item(each, faults)
    check_items_together(placed, faults)
    check_families(placed, faults)
    for name, raw in pictures.items():
        check_svg(name, raw, faults)
    check_pictures(content.protocol, placed, pictures.keys(), faults)
    check_pool(content.protocol, placed, [_file(each) for each in content.items], faults)


def _placed(content: PackageContent, faults: list[Fault]) -> list[PlacedItem]:
    placed: list[PlacedItem] = []
    areas: set[str] = set()
    for each in content.items:
        file = _file(each)
        if each.area in areas:
            faults.append(Fault(file, "$.area", Problem.DUPLICATE_ID, each.area))
        areas.add(each.area)
        check_characters(file, msgspec.to_builtins(each), faults)
        for index, family in enumerate(each.families):
            path = f"$.families[{index}]"
            if not family.items or family.template or family.rows:
                faults.append(Fault(file, path, Problem.ITEMS_OR_TEMPLATE))
            placed += [
                PlacedItem(file, f"{path}.items[{place}]", family.id, item)
                for place, item in enumerate(family.items)
            ]
    return placed


def _file(items: ItemsFile) -> str:
    return f"items/{items.area}.yaml"
