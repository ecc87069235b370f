"""A region in this process whose node is called without a network, its clock to turn."""

import itertools
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from app.node.backup import take_backup
from app.node.backup_file import unpack
from app.node.backup_list import BackupList
from app.node.blobs import FOLDER, Blobs
from app.node.conflicts import is_forgotten
from app.node.database import NodeDatabase
from app.node.durability import Durability
from app.node.enrolment import Enrolment
from app.node.erasures import Erasures
from app.node.ingest import Ingest
from app.node.keys import load_or_create
from app.node.ledger import Ledger
from app.node.pages import Pages
from app.node.publication import Publication
from app.node.rebuild import SHOWN, rebuild
from app.node.region import Region
from app.node.restoring import restore
from app.node.routes import Routes, build_app
from app.node.tables import FeedRow
from app.node.verification import VerificationPage
from app.seal.ceremony import Answers, SealOrder, sign_order
from app.seal.status import SealState

KEPT_BACKUPS = 2


class NearRegion:
    """The real node on a real SQLite file: restarted, backed up and restored in milliseconds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._moment = datetime.now(UTC)
        self._serial = itertools.count(1)
        self.restores = 0
        self.keys = load_or_create(folder, "", "")
        self.start()

    def start(self) -> None:
        """Serve until stopped."""
        self.database = NodeDatabase(self._url, Ledger(self._folder, self.keys.node))
        parts = (self.database, self.keys, self.now)
        self._publication = Publication(*parts, Durability(self._folder))
        routes = Routes(self.keys, Enrolment(*parts), Ingest(*parts), self._publication)
        self.app = build_app(routes, Pages(*parts), VerificationPage(self.keys).all())

    def stop(self) -> None:
        """Let go of the file."""
        self.database.close()

    def restart(self) -> None:
        """As a service that was ended and begun again."""
        self.stop()
        self.start()

    def now(self) -> datetime:
        """A second later each time it is asked."""
        self._moment += timedelta(seconds=1)
        return self._moment

    def back_up(self) -> None:
        """As an operator does, while it serves."""
        place = self._folder / "backups_made"
        take_backup(self._url, self._folder, place, self.keys, KEPT_BACKUPS, self.now)

    def restore(self, which: int, *, announced: bool) -> None:
        """Go on from one of the last backups; `announced`: with the node's own command."""
        kept = BackupList(self._folder).all()
        file = Path(kept[which % len(kept)].file)
        self.stop()
        if announced:
            restore(self._url, self._folder, file, self.keys, self.now)
        else:
            for left in self._folder.glob("node.db*"):
                left.unlink()
            unpack(file, self.keys, self._folder / "node.db")
        self.restores += 1
        self.start()

    def tell(self, content: bytes) -> None:
        """Something for every desk."""
        with self.database.transaction() as session:
            row = FeedRow(kid=None, type="notice", content=content, written=self.now())
            session.add(row)

    def erase(self, subject: str) -> None:
        """The region decides to. Raises NobodyFound, ErasedAlready."""
        blobs = Blobs(self.database, self._folder / FOLDER, self.now)
        Erasures(self.database, self.keys, blobs, self.now).order(subject)

    def catch_up(self) -> None:
        """As any call does first."""
        self.database.catch_up()

    def withdraw(self, kid: bytes) -> None:
        """The authority withdraws a seal from today on."""
        assert self.keys.authority is not None
        order = SealOrder(kid, SealState.WITHDRAWN, self._moment.date(), next(self._serial))
        answers = Answers("answers", orders=(sign_order(self.keys.authority, order),))
        Region(self.database, self.keys, self.now).accept(answers)

    def head(self) -> int:
        """Where the feed ends."""
        with self.database.reading() as session:
            return session.scalar(select(func.max(FeedRow.cursor))) or 0

    def told(self, kid: bytes, after: int) -> set[bytes]:
        """What the feed still says to the seal or to everybody, after an entry."""
        concerns = (FeedRow.kid == kid) | FeedRow.kid.is_(None)
        wanted = select(FeedRow).where(concerns, FeedRow.cursor > after)
        with self.database.reading() as session:
            return {row.content for row in session.scalars(wanted) if not is_forgotten(row)}

    def bundle(self) -> bytes:
        """The signed status list of this moment."""
        return self._publication.status_bundle()[1]

    def rows(self, asked: str) -> list[tuple[object, ...]]:
        """What stands in the node's own file, read past the node."""
        with closing(sqlite3.connect(self._folder / "node.db")) as database:
            return [tuple(row) for row in database.execute(asked)]

    def shown(self) -> list[tuple[object, ...]]:
        """Every row the node shows of what the records tell."""
        return list(self._shown())

    def rebuild(self) -> None:
        """Make them again from the records."""
        with self.database.transaction() as session:
            self.database.take_turn(session)
            rebuild(session)

    def _shown(self) -> Iterator[tuple[object, ...]]:
        with closing(sqlite3.connect(self._folder / "node.db")) as database:
            for name in (table.__tablename__ for table in SHOWN):
                for row in sorted(database.execute(f"SELECT * FROM {name}"), key=repr):
                    yield (name, *row)

    @property
    def _url(self) -> str:
        return f"sqlite:///{self._folder / 'node.db'}"


def copied(folder: Path, to: Path) -> NearRegion:
    """The region on a copy of its files, its backups too."""
    listed = shutil.copytree(folder, to) / "backups.json"
    if listed.exists():
        listed.write_text(listed.read_text().replace(str(folder), str(to)))
    return NearRegion(to)
