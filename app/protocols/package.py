"""A package folder to a Protocol and its canonical bytes, or to everything wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from app.domain.protocol import Protocol
from app.protocols.borrowing import borrow
from app.protocols.building import build_protocol
from app.protocols.characters import check_characters
from app.protocols.content import PackageContent, canonical_bytes, content_from, content_hash
from app.protocols.conversion import convert
from app.protocols.faults import Fault, Problem, ProtocolErrors
from app.protocols.folder import FolderFiles, read_folder
from app.protocols.format import ProtocolFile, TextsFile
from app.protocols.item_checks import check_item
from app.protocols.package_checks import (
    check_families,
    check_items_together,
    check_pictures,
    check_pool,
)
from app.protocols.placed import PlacedItem, expanded, read_items
from app.protocols.protocol_checks import (
    PROTOCOL_FILE,
    TEXTS_FILE,
    area_of_file,
    check_protocol,
    check_texts,
)
from app.protocols.svg import check_svg
from app.protocols.yaml_reading import Plain, read_yaml

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LoadedPackage:
    """A sound package. `pictures`: path in the package → SVG file."""

    protocol: Protocol
    canonical: bytes
    pictures: dict[str, bytes]


def load_package(folder: Path) -> LoadedPackage:
    """The package in `folder`. Raises ProtocolErrors with all that is wrong, in order of file."""
    faults: list[Fault] = []
    files = read_folder(folder, faults)
    content = _read(folder, files, faults)
    if faults or content is None:
        raise ProtocolErrors(tuple(sorted(faults, key=lambda fault: fault.file)))
    canonical = canonical_bytes(content)
    protocol = build_protocol(content, content_hash(canonical))
    return LoadedPackage(protocol, canonical, files.pictures)


@lru_cache(maxsize=16)  # as many as are in use at a desk, and some versions before
def protocol_from_canonical(canonical: bytes) -> Protocol:
    """The Protocol behind stored canonical bytes; its hash is theirs, to compare with the pinned.

    Raises ProtocolDamaged.
    """
    return build_protocol(content_from(canonical), content_hash(canonical))


def _read(folder: Path, files: FolderFiles, faults: list[Fault]) -> PackageContent | None:
    plain = {name: read_yaml(name, content, faults) for name, content in files.yaml.items()}
    borrow(folder, plain, files, faults)
    for name, value in plain.items():
        check_characters(name, value, faults)
    protocol = _checked(plain, PROTOCOL_FILE, ProtocolFile, check_protocol, faults)
    texts = _checked(plain, TEXTS_FILE, TextsFile, check_texts, faults)
    placed = _read_all_items(plain, faults)
    for name, content in files.pictures.items():
        check_svg(name, content, faults)
    check_pictures(protocol, placed, files.pictures.keys(), faults)
    if protocol is None or texts is None:
        return None
    item_files = [name for name in plain if name.startswith("items/")]
    check_pool(protocol, placed, item_files, faults)
    items = tuple(
        expanded(area.id, [each for each in placed if area_of_file(each.file) == area.id])
        for area in protocol.areas
    )
    hashes = {name: sha256(content).hexdigest() for name, content in files.pictures.items()}
    return PackageContent(protocol, texts, items, hashes)


def _checked(
    plain: dict[str, Plain],
    file: str,
    to: type[T],
    check: Callable[[T, list[Fault]], None],
    faults: list[Fault],
) -> T | None:
    """The one file of its kind; None when it is missing or does not fit."""
    if plain.get(file) is None:
        return None
    found = convert(plain[file], to, file, "$", faults)
    if found is not None:
        check(found, faults)
    return found


def _read_all_items(plain: dict[str, Plain], faults: list[Fault]) -> list[PlacedItem]:
    placed: list[PlacedItem] = []
    for name in sorted(name for name in plain if name.startswith("items/")):
        value = plain[name]
        if isinstance(value, dict) and value.get("area") not in (area_of_file(name), None):
            faults.append(Fault(name, "$.area", Problem.UNKNOWN_AREA, str(value["area"])))
        placed += read_items(name, value, faults)
    for each in placed:
        check_item(each, faults)
    check_items_together(placed, faults)
    check_families(placed, faults)
    return placed
