"""`init`, `install`, `requests`, `accept`: a node's side of a region with its own root."""

import argparse
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from app.node.database import NodeDatabase
from app.node.keys import NodeKeys, create_real, keep
from app.node.region import NotOurAuthority, Region, set_up
from app.seal.ceremony import NotACeremonyFile, read_answers

ACTS = ("install", "requests", "accept")
_ROOTS_DIFFER = "Refused: not signed by a root of this region, not for this node, or older."
_NOT_OURS = "Refused: a statement is not by an authority of the trust list. Nothing was taken."
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


def init(folder: Path, name: str, host: str) -> int:
    """Make the node's key and say what the root needs to know of it."""
    try:
        keys = create_real(folder, name, host)
    except FileExistsError:
        print("There are keys in the folder already.", file=sys.stderr)
        return 1
    print(keys.node.public.hex())
    return 0


def run(
    database: NodeDatabase,
    keys: NodeKeys,
    now: Callable[[], datetime],
    chosen: argparse.Namespace,
) -> int:
    """Do one of ACTS; what is refused is said and changes nothing."""
    region = Region(database, keys, now)
    try:
        if chosen.act == "install":
            return _install(keys, chosen)
        if chosen.act == "requests":
            return _write_requests(region, chosen.out)
        return _accept(region, chosen.answers)
    except NotACeremonyFile as error:
        print(_NO_FILE.format(error.name), file=sys.stderr)
    except NotOurAuthority:
        words = _ROOTS_DIFFER if chosen.act == "install" else _NOT_OURS
        print(words, file=sys.stderr)
    return 1


def _install(keys: NodeKeys, chosen: argparse.Namespace) -> int:
    try:
        roots = tuple(bytes.fromhex(root) for root in chosen.root)
    except ValueError as error:
        raise NotACeremonyFile("--root") from error
    lists = [_bytes_of(path) for path in (chosen.trust_list, chosen.delegation)]
    keep(chosen.folder, set_up(keys, roots, *lists))
    print(f"{keys.name}: {len(roots)} roots pinned")
    return 0


def _write_requests(region: Region, out: Path) -> int:
    asked = region.requests()
    out.write_bytes(msgspec.json.format(msgspec.json.encode(asked)))
    print(f"{out}: {len(asked.seals)} seals, {len(asked.centres)} centres")
    return 0


def _accept(region: Region, file: Path) -> int:
    taken = region.accept(read_answers(_bytes_of(file), file.name))
    print(f"new: {taken.seals} seals, {taken.centres} centres, {taken.orders} orders")
    return 0


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotACeremonyFile(path.name) from error
