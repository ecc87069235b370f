"""The packages that come with the product, each read once, with what only their files say."""

import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from app.domain.protocol import Item, ItemKind
from app.paths import protocol_folder
from app.protocols.package import LoadedPackage, load_package

FOLDER_VARIABLE = "INTYGA_PROTOCOLS"
"""Names another folder of packages to hold to the same tests, as while one is being written."""

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_KEY_LINE = re.compile(r" *# key: (.+)")
_FAMILY_LINE = re.compile(r"  - id: (\S+)")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Template:
    """A family made of rows; `key`: the expression written above it, if there is one."""

    family: str
    kind: ItemKind
    value: str
    rows: tuple[Row, ...]
    key: str | None


@dataclass(frozen=True, slots=True)
class AreaOnFile:
    """What an area's file of items says: its templates, and how many items are written out."""

    area: str
    templates: tuple[Template, ...]
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shipped:
    """One package: loaded, and as it lies on file."""

    folder: Path
    loaded: LoadedPackage
    areas: tuple[AreaOnFile, ...]

    def written_singles(self) -> tuple[Item, ...]:
        """The items of one right answer that an author wrote out, option by option."""
        written = {item for area in self.areas for item in area.written}
        return tuple(
            item
            for item in self.loaded.protocol.items
            if item.question.kind is ItemKind.SINGLE and item.id in written
        )


def shipped_codes() -> list[str]:
    """The codes of all packages, found on disk."""
    return sorted(path.parent.name for path in _folder().glob("*/protocol.yaml"))


@cache
def shipped(code: str) -> Shipped:
    """The package of this code; the same object every time."""
    folder = _folder() / code
    areas = yaml.load((folder / "protocol.yaml").read_bytes(), _Loader)["areas"]
    sources = {area["id"]: folder.parent / area.get("from", code) for area in areas}
    files = {area: source / "items" / f"{area}.yaml" for area, source in sources.items()}
    read = tuple(_area(area, file) for area, file in files.items() if file.is_file())
    return Shipped(folder, load_package(folder), read)


def _folder() -> Path:
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else protocol_folder()


@cache
def _area(area: str, file: Path) -> AreaOnFile:
    text = file.read_text(encoding="utf-8")
    keys = _keys(text)
    templates, written = list[Template](), list[str]()
    for family in yaml.load(text, _Loader)["families"]:
        written += [item["id"] for item in family.get("items", ())]
        if "template" in family:
            template, name = family["template"], family["id"]
            kind, value = ItemKind(template["kind"]), template.get("value", "")
            rows = tuple(family["rows"])
            templates.append(Template(name, kind, value, rows, keys.get(name)))
    return AreaOnFile(area, tuple(templates), tuple(written))


def _keys(text: str) -> dict[str, str]:
    """Family id → the expression in the comment above it or above its template."""
    keys, key, family = dict[str, str](), "", ""
    for line in text.splitlines():
        if found := _KEY_LINE.fullmatch(line):
            key = found[1].strip()
        elif found := _FAMILY_LINE.fullmatch(line):
            family = found[1]
        elif line.strip() == "template:" and key:
            keys[family], key = key, ""
        elif line.strip() == "items:":
            key = ""
    return keys


def shipped_version(code: str = "CNC-1") -> str:
    """The number of the version that comes with the program; its items are not read for it."""
    raw = (protocol_folder() / code / "protocol.yaml").read_bytes()
    return str(yaml.load(raw, _Loader)["version"])


def with_version(folder: Path, version: str, code: str = "CNC-1") -> None:
    """Give the package of this code, in a copy of the shipped folder, another number."""
    file = folder / code / "protocol.yaml"
    text = file.read_text(encoding="utf-8")
    numbered = text.replace(f"version: {shipped_version(code)}", f"version: {version}", 1)
    assert numbered != text
    file.write_text(numbered, encoding="utf-8")
