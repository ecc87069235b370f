"""A small region whose database is set back as a copy of a disk sets it, on either engine."""

import shutil
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import create_engine, make_url, text

from app.domain.certificate_status import StatusReason
from app.node.ledger import Ledger
from app.node.ledger_entries import Entry
from app.node.region import Region
from app.node.status_orders import StatusOrders
from app.seal.ceremony import Answers, SealOrder, sign_order
from app.seal.payloads import CertificateStatus, ListedStatus
from app.seal.records import RecordType
from app.seal.status import CertificateState, SealState, StatusBundle, StatusList
from tests.app.node.small_node import SmallNode, issued

WRONG = StatusReason.FOUND_WRONG


class KeptRegion:
    """A node with certificates at index 0 to 4 of one seal, its database to be set back."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder, self.url = folder, url
        self.node = SmallNode(folder, url)
        self.log = self.node.laptop()
        records = [issued(self.log, case_of(n), n) for n in range(5)]
        self.node.take(*records)
        with self.node.database.reading() as session:
            found = session.execute(text("SELECT status_index, id FROM certificates")).all()
        self.ids = dict(tuple(row) for row in found)
        self.published()

    def revoke(self, index: int, state: ListedStatus = ListedStatus.REVOKED) -> None:
        """Its own seal says so."""
        word = CertificateStatus(self.ids[index], state, WRONG)
        self.node.take(self.log.link(RecordType.CERTIFICATE_STATUS, "", word))

    def order(self, index: int, state: ListedStatus, reason: StatusReason = WRONG) -> None:
        """The region decides."""
        self.node.pass_time(timedelta(seconds=1))
        orders = StatusOrders(self.node.database, lambda: self.node.now)
        orders.give(self.ids[index], state, reason, "Eva Lind")

    def withdraw(self) -> None:
        """The authority withdraws the seal."""
        key = self.node.keys.authority
        assert key is not None
        order = SealOrder(self.log.key.kid, SealState.WITHDRAWN, self.node.now.date(), 1)
        answers = Answers("answers", orders=(sign_order(key, order),))
        Region(self.node.database, self.node.keys, lambda: self.node.now).accept(answers)

    def published(self) -> StatusList:
        """The list of this moment."""
        _, raw = self.node.publication.status_bundle()
        return StatusList.from_bytes(StatusBundle.from_bytes(raw).statement.payload)

    def ledger(self) -> tuple[Entry, ...]:
        """What stands in it."""
        return Ledger(self.folder, self.node.keys.node).entries()

    def states(self) -> str:
        """The first letter of what the list says of each, S for suspended, R, P for replaced."""
        letters = dict(zip(CertificateState, "VSRP", strict=True))
        seal = self.published().seals[self.log.key.kid]
        return "".join(letters[seal.certificate(n)] for n in range(5))

    def keep(self) -> None:
        """A copy of the database, as a backup of a disk is."""
        self._copy(("node.db", "kept.db"), ("", "_kept"))

    def set_back(self) -> None:
        """The copy in its place; nobody tells the node."""
        self._copy(("kept.db", "node.db"), ("_kept", ""))

    def restart(self) -> None:
        """The same folder, opened again."""
        self.node.database.close()
        now = self.node.now
        self.node = SmallNode(self.folder, self.url)
        self.node.now = now

    def _copy(self, files: tuple[str, str], names: tuple[str, str]) -> None:
        self.node.database.close()
        if self.url:
            _copy_postgresql(self.url, names)
        else:
            shutil.copy(self.folder / files[0], self.folder / files[1])
        self.restart()


def case_of(number: int) -> UUID:
    """One for each certificate."""
    return UUID(int=number + 1)


def _copy_postgresql(url: str, names: tuple[str, str]) -> None:
    name = make_url(url).database
    server = create_engine(make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}{names[1]}"'))
        made = f'CREATE DATABASE "{name}{names[1]}" TEMPLATE "{name}{names[0]}"'
        connection.execute(text(made))
    server.dispose()
