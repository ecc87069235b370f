"""Command line of the node: serve, invite, centre, status, trust, rebuild, backup, restore."""

import argparse
import gc
import logging
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NoReturn

from sqlalchemy.exc import DBAPIError

from app.node import (
    account_acts,
    backup_acts,
    bundle_calls,
    conflict_acts,
    erase_acts,
    ledger_acts,
    project_acts,
    protocol_acts,
    region_acts,
    roster_acts,
    serving,
    status_acts,
)
from app.node.application import WholeNode
from app.node.backup_blobs import BLOBS
from app.node.blobs import FOLDER, Blobs, forget_copies
from app.node.bundles import Bundles
from app.node.centres import Centres, CentreScope
from app.node.database import NodeDatabase
from app.node.enrolment import Enrolment, Invited
from app.node.erasures import Erasures
from app.node.ingest import Ingest
from app.node.keys import NodeKeys, ask_for, load_or_create
from app.node.ledger import Ledger, LedgerDamaged
from app.node.listening import listen
from app.node.memory import share_arenas
from app.node.publication import Publication
from app.node.rebuild import rebuild
from app.node.restoring import SERVING_LOCK
from app.node.upgrade import VERSION, OtherVersion, UpgradeFailed
from app.paths import data_folder
from app.seal.keys import ALGORITHMS
from app.storage.engines import sqlite_url
from app.sync.trust_folder import write_trust

_OTHER_VERSION = (
    "The node's database is of version {}, which this program does not know: it knows {} and "
    "earlier. Nothing has changed. Run the program that wrote it, or a newer one."
)
_UPGRADE_FAILED = (
    "The node's database could not be brought from version {} to {}: {}. It is as it was. "
    "Remove the cause and start again, or run the earlier program meanwhile."
)
_UNREADABLE = (
    "The node's database cannot be opened: {}. Nothing has changed. If it is a server, see that it "
    "runs; if the file is damaged, go back to a backup: `python3 -m app.node restore FILE`."
)
_RESTORING = "The node's database is being restored just now. Start again when that is done."
_DAMAGED = "it is damaged"
_LOST = "damaged records would put certificates back in force that are not"


def now() -> datetime:
    """The time now in UTC."""
    return datetime.now(UTC)


def main(arguments: list[str] | None = None) -> int:
    """Run the node, invite an assessor, write down whom it trusts, or rebuild what it shows."""
    chosen = _parser().parse_args(arguments)
    folder: Path = chosen.folder
    if chosen.act == "init":
        return _say(lambda: region_acts.init(folder, chosen.name, chosen.qr_host))
    if chosen.act == backup_acts.RESTORE and not (folder / "keys.json").exists():
        print(backup_acts.KEYS_MISSING.format(folder), file=sys.stderr)
        return 1
    keys = load_or_create(folder, chosen.name, chosen.qr_host)
    keys = ask_for(folder, keys, chosen.seal_algorithm)
    with _facts_to_stderr():
        return _act(keys, chosen)


def _act(keys: NodeKeys, chosen: argparse.Namespace) -> int:
    folder: Path = chosen.folder
    if chosen.act == ledger_acts.ACT:
        return _say(lambda: ledger_acts.run(folder, keys, now, chosen))
    chosen.database = chosen.database or sqlite_url(folder / "node.db")
    if chosen.act == backup_acts.RESTORE:
        return _restore(keys, chosen)
    try:
        with serving.shared(folder / SERVING_LOCK):
            return _with_database(keys, chosen)
    except serving.InUse:
        print(_RESTORING, file=sys.stderr)
        return 1


def _restore(keys: NodeKeys, chosen: argparse.Namespace) -> int:
    """Back to the backup; then the files that came with it are counted as here."""
    if _say(lambda: backup_acts.run(chosen.database, keys, now, chosen)):
        return 1
    database = _opened(chosen.database, keys, chosen.folder)
    if database is None:
        return 1
    Blobs(database, chosen.folder / FOLDER, now).take_stock()
    database.close()
    return 0


def _with_database(keys: NodeKeys, chosen: argparse.Namespace) -> int:
    database = _opened(chosen.database, keys, chosen.folder)
    if database is None:
        return 1
    acts = {"invite": _invite, "centre": _centre, "trust": _trust, "rebuild": _rebuild}
    acts |= {bundle_calls.ACT: _bundle, conflict_acts.ACT: _conflicts}
    acts |= {erase_acts.ACT: _erase, backup_acts.BACKUP: _backup}
    try:
        if chosen.act in region_acts.ACTS:
            return _say(lambda: region_acts.run(database, keys, now, chosen))
        if chosen.act == status_acts.ACT:
            return _say(lambda: status_acts.give(database, now, chosen))
        if chosen.act == account_acts.ACT:
            return _say(lambda: account_acts.run(database, keys, now, chosen))
        if not keys.is_set_up:
            print("No root stands behind this node yet: see `install`.", file=sys.stderr)
            return 1
        for act in (protocol_acts, roster_acts, project_acts):
            if chosen.act == act.ACT:
                return _say(partial(act.run, database, keys, now, chosen))
        return acts.get(chosen.act, _serve)(database, keys, chosen)
    finally:
        database.close()


def _erase(database: NodeDatabase, keys: NodeKeys, chosen: argparse.Namespace) -> int:
    blobs = Blobs(database, chosen.folder / FOLDER, now)
    return _say(lambda: erase_acts.run(Erasures(database, keys, blobs, now), chosen))


def _backup(database: NodeDatabase, keys: NodeKeys, chosen: argparse.Namespace) -> int:
    done = _say(lambda: backup_acts.run(chosen.database, keys, now, chosen))
    forget_copies(database, chosen.place / BLOBS)
    return done


def _conflicts(database: NodeDatabase, keys: NodeKeys, chosen: argparse.Namespace) -> int:
    return _say(lambda: conflict_acts.run(database, keys, now, chosen))


def _opened(url: str, keys: NodeKeys, folder: Path) -> NodeDatabase | None:
    """The database, upgraded and level with the ledger; None once it is said why not."""
    try:
        database = NodeDatabase(url, Ledger(folder, keys.node))
        if said := ledger_acts.LEVELLED.get(database.levelled):
            print(said, file=sys.stderr)
        return database
    except LedgerDamaged as damaged:
        print(ledger_acts.DAMAGED.format(damaged.place, damaged.line), file=sys.stderr)
    except OtherVersion as other:
        print(_OTHER_VERSION.format(other.found or "?", VERSION), file=sys.stderr)
    except UpgradeFailed as failed:
        cause = _first_line(failed.__cause__) or _LOST
        print(_UPGRADE_FAILED.format(failed.found, VERSION, cause), file=sys.stderr)
    except (DBAPIError, UnicodeDecodeError) as unread:  # SQLite may name damage by its bytes
        cause = _DAMAGED if isinstance(unread, UnicodeDecodeError) else _first_line(unread)
        print(_UNREADABLE.format(cause), file=sys.stderr)
    return None


def _first_line(error: BaseException | None) -> str:
    """What the engine or the disk said; what follows may quote a row."""
    return "" if error is None else str(getattr(error, "orig", error)).partition("\n")[0]


def _say(act: Callable[[], str]) -> int:
    try:
        print(act())
    except (region_acts.ActRefused, status_acts.OrderRefused) as refused:
        print(refused.words, file=sys.stderr)
        return 1
    return 0


def _serve(database: NodeDatabase, keys: NodeKeys, chosen: argparse.Namespace) -> int:
    import uvicorn

    from app.node.ending import EndingServer

    signal.signal(signal.SIGTERM, _end)  # uvicorn raises it again once it has stopped
    whole = WholeNode(database, keys, chosen.folder, now)
    config = uvicorn.Config(
        whole.app,
        host=chosen.host,
        port=chosen.port,
        access_log=False,
        log_level="warning",
        timeout_keep_alive=75,
        timeout_graceful_shutdown=25,  # what is under way is answered first
    )
    listening = listen(config)
    port = listening.getsockname()[1]
    print(f"{keys.name}: http://{chosen.host}:{port}/?key={keys.access}", flush=True)
    server = EndingServer(config, whole)
    share_arenas()
    gc.freeze()  # what is loaded stays: it need not be looked through again and again
    server.run(sockets=[listening])
    return 0


def _end(_number: int, _frame: object) -> NoReturn:
    raise SystemExit(0)


@contextmanager
def _facts_to_stderr() -> Iterator[None]:
    """As `app.log` writes them meanwhile: no address, name or content of a request."""
    lines = logging.StreamHandler()
    lines.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    facts = logging.getLogger("intyga")
    facts.addHandler(lines)
    facts.setLevel(logging.INFO)
    try:
        yield
    finally:
        facts.removeHandler(lines)


def _invite(database: NodeDatabase, keys: NodeKeys, chosen: argparse.Namespace) -> int:
    profiles, roles = _listed(chosen.profiles), _listed(chosen.roles)
    invited = Invited(chosen.assessor, chosen.number, chosen.centre, profiles, roles)
    print(Enrolment(database, keys, now).invite(invited))
    return 0


def _centre(database: NodeDatabase, keys: NodeKeys, chosen: argparse.Namespace) -> int:
    scope = CentreScope(chosen.centre, _listed(chosen.profiles), tuple(chosen.site))
    with database.transaction() as session:
        database.take_turn(session)
        stated = Centres(keys, now).state(session, scope)
    return 0 if stated else 1


def _listed(codes: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in codes.split(","))


def _trust(database: NodeDatabase, keys: NodeKeys, chosen: argparse.Namespace) -> int:
    _, status = Publication(database, keys, now).status_bundle()
    write_trust(chosen.out, keys.roots, keys.trust_list, status)
    return 0


def _bundle(database: NodeDatabase, keys: NodeKeys, chosen: argparse.Namespace) -> int:
    blobs = Blobs(database, chosen.folder / FOLDER, now)
    parts = (Ingest(database, keys, now), Publication(database, keys, now), blobs)
    bundles = Bundles(database, keys, now, parts)
    return _say(lambda: bundle_calls.run(bundles, chosen.bundle, chosen.answer))


def _rebuild(database: NodeDatabase, keys: NodeKeys, chosen: argparse.Namespace) -> int:
    Blobs(database, chosen.folder / FOLDER, now).take_stock()
    with database.transaction() as session:
        database.take_turn(session)
        done = rebuild(session)
    print(f"records {done.records}, held {done.held}, damaged {done.damaged}")
    return 1 if done.damaged else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m app.node", description=__doc__)
    parser.add_argument("--folder", type=Path, default=data_folder() / "node")
    parser.add_argument("--database", help="sqlite:///… (default) or postgresql+psycopg://…")
    parser.add_argument("--name", default="Nod Jönköping", help="used when the node is new")
    parser.add_argument("--qr-host", default="intyga.example", help="used when the node is new")
    parser.add_argument(
        "--seal-algorithm", choices=tuple(ALGORITHMS), help="of new seals; given once it stays"
    )
    acts = parser.add_subparsers(dest="act")
    serve = acts.add_parser("serve", help="run the node (default)")
    for target in (parser, serve):
        target.add_argument("--host", default="127.0.0.1")
        target.add_argument("--port", type=int, default=8787)
    invite = acts.add_parser("invite", help="print a one-time code for an assessor")
    invite.add_argument("--assessor", required=True)
    invite.add_argument("--number", type=int, required=True)
    invite.add_argument("--centre", required=True)
    invite.add_argument("--profiles", default="CNC-1")
    invite.add_argument("--roles", default="assessor", help="assessor,reviewer,invigilator")
    centre = acts.add_parser("centre", help="state what a test centre may validate, and where")
    centre.add_argument("--centre", required=True)
    centre.add_argument("--profiles", required=True)
    centre.add_argument("--site", action="append", default=[], help="once a site; none: everywhere")
    region_acts.add_parsers(acts)
    status_acts.add_parser(acts)
    erase_acts.add_parser(acts)
    conflict_acts.add_parser(acts)
    account_acts.add_parser(acts)
    protocol_acts.add_parser(acts)
    roster_acts.add_parser(acts)
    project_acts.add_parser(acts)
    backup_acts.add_parsers(acts)
    ledger_acts.add_parser(acts)
    bundle_calls.add_parser(acts)
    acts.add_parser("rebuild", help="make what the pages show again from the records")
    trust = acts.add_parser("trust", help="write roots and lists for verifying without network")
    trust.add_argument("out", metavar="FOLDER", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main())
