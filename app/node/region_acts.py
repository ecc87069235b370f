"""`init`, `install`, `requests`, `accept`: a node's side of a region with its own root."""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from app.domain.errors import UserError
from app.node.database import NodeDatabase
from app.node.keys import NodeKeys, create_real, keep
from app.node.region import NotOurAuthority, OrderOfUnknownSeal, Region, set_up
from app.seal.ceremony import NotACeremonyFile, read_answers

ACTS = ("install", "requests", "accept")
_ROOTS_DIFFER = "Refused: not signed by a root of this region, not for this node, or older."
_NOT_OURS = "Refused: a statement is not by an authority of the trust list. Nothing was taken."
_NO_SEAL = "Refused: no seal here has the key id {}. Read it again: Seals names them all."
_NO_FILE = "Refused: {} is not the file asked for. Nothing was taken."


def add_parsers(acts: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds the four acts."""
    acts.add_parser("init", help="make the node's own key; root and authority are elsewhere")
    install = acts.add_parser("install", help="take what the root signed")
    install.add_argument("--root", metavar="HEX", action="append", required=True)
    install.add_argument("--trust-list", metavar="LIST", type=Path, required=True)
    install.add_argument("--delegation", metavar="DELEGATION", type=Path, required=True)
    requests = acts.add_parser("requests", help="write what the authority is asked to sign")
    requests.add_argument("out", metavar="REQUESTS", type=Path)
    accept = acts.add_parser("accept", help="take what the authority signed")
    accept.add_argument("answers", metavar="ANSWERS", type=Path)


class ActRefused(UserError):
    """What was asked is refused and nothing has changed; `words` for whoever runs the node."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


def init(folder: Path, name: str, host: str) -> str:
    """Make the node's key; what the root needs to know of it. Raises ActRefused."""
    try:
        keys = create_real(folder, name, host)
    except FileExistsError as error:
        raise ActRefused("There are keys in the folder already.") from error
    return keys.node.public.hex()


def run(
    database: NodeDatabase,
    keys: NodeKeys,
    now: Callable[[], datetime],
    chosen: argparse.Namespace,
) -> str:
    """Do one of ACTS and say what was done. Raises ActRefused."""
    region = Region(database, keys, now)
    try:
        if chosen.act == "install":
            return _install(keys, chosen)
        if chosen.act == "requests":
            return _write_requests(region, chosen.out)
        return _accept(region, chosen.answers)
    except NotACeremonyFile as error:
        raise ActRefused(_NO_FILE.format(error.name)) from error
    except OrderOfUnknownSeal as error:
        raise ActRefused(_NO_SEAL.format(error.kid.hex())) from error
    except NotOurAuthority as error:
        raise ActRefused(_ROOTS_DIFFER if chosen.act == "install" else _NOT_OURS) from error


def _install(keys: NodeKeys, chosen: argparse.Namespace) -> str:
    try:
        roots = tuple(bytes.fromhex(root) for root in chosen.root)
    except ValueError as error:
        raise NotACeremonyFile("--root") from error
    lists = [_bytes_of(path) for path in (chosen.trust_list, chosen.delegation)]
    keep(chosen.folder, set_up(keys, roots, *lists))
    return f"{keys.name}: {len(roots)} roots pinned"


def _write_requests(region: Region, out: Path) -> str:
    asked = region.requests()
    out.write_bytes(msgspec.json.format(msgspec.json.encode(asked)))
    return f"{out}: {len(asked.seals)} seals, {len(asked.centres)} centres"


def _accept(region: Region, file: Path) -> str:
    taken = region.accept(read_answers(_bytes_of(file), file.name))
    return f"new: {taken.seals} seals, {taken.centres} centres, {taken.orders} orders"


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotACeremonyFile(path.name) from error
