"""Areas that a package takes from another role's beside it: `from` in `protocol.yaml`."""

import re
from pathlib import Path

from app.protocols.faults import Fault, Problem
from app.protocols.folder import FolderFiles, read_folder
from app.protocols.placed import entries
from app.protocols.protocol_checks import PROTOCOL_FILE
from app.protocols.yaml_reading import Plain, read_yaml

_CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*", re.ASCII)
_PICTURE = re.compile(rb"pictures/[a-z0-9-]+\.svg")


def borrow(folder: Path, plain: dict[str, Plain], files: FolderFiles, faults: list[Fault]) -> None:
    """Put what other packages hold in place of each `from`; adds faults for what is not there.

    `areas: [{from: BAS-1, id: matteknik, weight: 40}]`: what is given goes before what stands
    there; the questions and their pictures come along. In canonical form nothing is borrowed.
    """
    protocol, lenders = plain.get(PROTOCOL_FILE), dict[str, _Lender | None]()
    areas = entries(protocol, "areas")
    for index, area in enumerate(areas):
        if not isinstance(area, dict) or "from" not in area:
            continue
        path, code = f"$.areas[{index}].from", str(area["from"])
        if code not in lenders:
            lenders[code] = _Lender.beside(folder, code)
        lender = lenders[code]
        theirs = None if lender is None else lender.areas.get(str(area.get("id")))
        if lender is None or theirs is None:
            problem = Problem.FILE_MISSING if lender is None else Problem.UNKNOWN_AREA
            faults.append(Fault(PROTOCOL_FILE, path, problem, code))
            continue
        own = {name: value for name, value in area.items() if name != "from"}
        areas[index] = {**theirs, **own}
        lender.lend_items(str(area["id"]), plain, files, faults)


class _Lender:
    """A package folder beside the one that is read."""

    def __init__(self, files: FolderFiles, areas: dict[str, dict[str, Plain]]) -> None:
        self._files, self.areas = files, areas

    @classmethod
    def beside(cls, folder: Path, code: str) -> "_Lender | None":
        """The package of this code; None where there is none. Its own faults are its own."""
        if not _CODE.fullmatch(code) or not (folder.parent / code / PROTOCOL_FILE).is_file():
            return None
        files = read_folder(folder.parent / code, [])
        plain = read_yaml(PROTOCOL_FILE, files.yaml[PROTOCOL_FILE], [])
        found = (area for area in entries(plain, "areas") if isinstance(area, dict))
        return cls(files, {str(area.get("id")): area for area in found if "from" not in area})

    def lend_items(
        self, area: str, plain: dict[str, Plain], files: FolderFiles, faults: list[Fault]
    ) -> None:
        """The area's questions and their pictures, among the files of the package."""
        name = f"items/{area}.yaml"
        raw = self._files.yaml.get(name)
        if raw is None:
            return
        if name in plain:
            faults.append(Fault(name, "$", Problem.FILE_UNEXPECTED))
            return
        plain[name] = read_yaml(name, raw, [])
        for picture in map(bytes.decode, _PICTURE.findall(raw)):
            content = self._files.pictures.get(picture)
            if content is not None and files.pictures.setdefault(picture, content) != content:
                faults.append(Fault(picture, "$", Problem.FILE_UNEXPECTED))
