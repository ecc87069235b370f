"""One desk's files: the key file that opens it, the database, and what is tended at opening."""

from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID

import msgspec

from app import paths
from app.domain.clock import Clock
from app.domain.desks import DeskKind
from app.seal.keys import SigningKey
from app.seal.recovery_door import RecoveryDoor
from app.seal.vault import Cost, Opened, Vault
from app.seal.vault_file import VaultFile
from app.storage import desk_facts, seals
from app.storage.database import Database
from app.storage.errors import DamagedDatabase
from app.storage.founding import Founding, found
from app.storage.identity import IdentityCipher
from app.storage.log import Signer
from app.storage.pepper import Pepper, SecretStore
from app.storage.tables import SealRow
from app.storage.upgrade import open_desk, open_for_reading
from app.usecases import recovering
from app.usecases.desk import Desk, DeskParts
from app.usecases.desk_keys import DeskKeys
from app.usecases.installing import install_shipped
from app.usecases.practice_paper import certify
from app.usecases.practice_trust import renew


class DeskFolder:
    """A desk at rest in its folder."""

    def __init__(
        self,
        path: Path,
        kind: DeskKind,
        store: SecretStore,
        clock: Clock,
        new_id: Callable[[], UUID],
        cost: Cost | None = None,
    ) -> None:
        """`cost`: of a guess at the secret of somebody who joins later; the usual one if None."""
        self.path, self.kind, self.clock, self.new_id = path, kind, clock, new_id
        self.vault = VaultFile(path / "vault.json")
        self.pepper = Pepper(path, store)
        self.keys = DeskKeys(self.vault, self.pepper.read, clock, cost)

    def found(self, founding: Founding, data_key: bytes) -> None:
        """Make the database of a new desk; one left by an attempt that was cut off is replaced."""
        for leftover in self.path.glob("desk.db*"):
            leftover.unlink()
        database = open_desk(self.path / "desk.db", data_key)
        try:
            with database.transaction() as session:
                found(session, founding, self.clock, self.new_id)
        finally:
            database.close()

    def unlock(self, assessor_id: UUID, secret: str) -> Desk:
        """The desk, open for the assessor whose secret this is.

        Raises WrongSecret, TooManyTries, DamagedVault, PepperMissing, DamagedDatabase,
        NewerDatabase, DiskFull.
        """
        return self.open_with(self.keys.open(assessor_id, secret), assessor_id)

    def open_with(self, opened: Opened, assessor_id: UUID) -> Desk:
        """The desk, open for an assessor whose keys are at hand already.

        Raises DamagedDatabase, NewerDatabase, DiskFull.
        """
        database = open_desk(self._file(), opened.data_key)
        try:
            self._tend(database, opened.seal, assessor_id)
            return self._desk(database, opened, assessor_id)
        except BaseException:
            database.close()
            raise

    def look(self, opened: Opened, assessor_id: UUID) -> Desk:
        """The desk for looking, while another window writes: no row and no key can be changed.

        Raises DamagedDatabase, NewerDatabase, DeskBusy, DiskFailed.
        """
        database = open_for_reading(self._file(), opened.data_key)
        try:
            self.keys.only_read()
            return self._desk(database, opened, assessor_id)
        except BaseException:
            database.close()
            raise

    def recover(self, assessor_id: UUID, code: str, secret: str) -> None:
        """Let the assessor unlock with `secret` from now on; the code is spent, the old one dead.

        The database is tried before anything is changed. Raises NoRecoveryCode,
        MistypedRecoveryCode, WrongRecoveryCode, TooManyTries, PepperMissing, DamagedVault,
        DamagedDatabase, ClockBehind, VaultNotSaved.
        """
        door, pepper = RecoveryDoor(self.vault), self.pepper.read()
        data_key = door.open(code, self.clock.now())
        recovering.try_log(self._file(), data_key, self.clock)
        door.admit(assessor_id, data_key, secret, pepper)

    def show_accreditations(self, database: Database) -> None:
        """Write on the key file what the unlock screen shows of each assessor's accreditation."""
        with database.reading() as session:
            known = {assessor.id: seal for assessor, seal in seals.all_seals(session)}
        self.keys.change(lambda vault: _shown(vault, known))

    def _file(self) -> Path:
        """The database; an empty file would be filled as a new desk's. Raises DamagedDatabase."""
        file = self.path / "desk.db"
        if not file.exists() or not file.stat().st_size:
            raise DamagedDatabase(file)
        return file

    def _tend(self, database: Database, seal: SigningKey, assessor_id: UUID) -> None:
        now = self.clock.now()
        recovering.let_in_again(database, assessor_id, seal, (self.clock, self.new_id))
        install_shipped(database, paths.protocol_folder(), now)
        if self.kind is DeskKind.PRACTICE:
            with database.transaction() as session:
                renew(session, now)
                certify(session, seal)
        self.show_accreditations(database)

    def _desk(self, database: Database, opened: Opened, assessor_id: UUID) -> Desk:
        with database.reading() as session:
            epoch = bytes.fromhex(desk_facts.need(session, desk_facts.EPOCH))
            name = desk_facts.need(session, desk_facts.NAME)
            centre = desk_facts.need(session, desk_facts.CENTRE)
            host = desk_facts.need(session, desk_facts.HOST)

        return Desk(
            DeskParts(
                database=database,
                clock=self.clock,
                signer=Signer(opened.seal, epoch, self.clock, self.new_id),
                assessor_id=assessor_id,
                centre=centre,
                name=name,
                host=host,
                kind=self.kind,
                new_id=self.new_id,
                keys=self.keys,
                identities=IdentityCipher(opened.data_key),
            )
        )


def _shown(vault: Vault, known: Mapping[UUID, SealRow]) -> Vault:
    entries = tuple(
        msgspec.structs.replace(
            entry, profiles=known[entry.id].profiles, accredited_to=known[entry.id].last_day
        )
        if entry.id in known
        else entry
        for entry in vault.entries
    )
    return msgspec.structs.replace(vault, entries=entries)
