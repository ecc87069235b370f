"""One desk from outside: which there are, who may unlock, and everything it can do once open."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.change import Change
from app.domain.clock import Clock
from app.domain.desks import (
    SHORTEST_PASSPHRASE,
    SHORTEST_PIN,
    AssessorCard,
    DeskKind,
    EnrolmentRequest,
    NodeIdentity,
    SecretTooShort,
    SignedIn,
)
from app.domain.errors import UserError
from app.domain.ids import IdMaker
from app.storage.lock import DeskLock
from app.storage.pepper import FolderStore, KeyringStore, Pepper, SecretStore

if TYPE_CHECKING:
    from app.seal.vault import Cost, Vault
    from app.storage.backup import Backup
    from app.usecases.desk import Desk
    from app.usecases.desk_folder import DeskFolder
    from app.usecases.sittings import Sittings

_VAULT, _LOCK = "vault.json", "desk.lock"


class DeskExists(UserError):
    """There is a desk of this kind on the computer already: unlock it."""

    def __init__(self, kind: DeskKind) -> None:
        super().__init__()
        self.kind = kind


class Workspace:
    """An open desk: the use cases as attributes, one writer of changes, closed by `close`.

    `takes_passphrase`: the secret is a passphrase, not a PIN.
    """

    def __init__(
        self, desk: "Desk", folder: "DeskFolder", lock: DeskLock, *, takes_passphrase: bool
    ) -> None:
        from app.usecases.backups import Backups
        from app.usecases.bundles import Bundles
        from app.usecases.cases import Cases
        from app.usecases.decisions import Decisions
        from app.usecases.exports import Exports
        from app.usecases.feedback import Feedback
        from app.usecases.log_check import LogCheck
        from app.usecases.people import People
        from app.usecases.practical import Practical
        from app.usecases.second_person import SecondPersons
        from app.usecases.self_assessment import SelfAssessment
        from app.usecases.sittings import Sittings
        from app.usecases.syncing import Syncing
        from app.usecases.theory import Theory
        from app.usecases.today import Today

        self.desk, self._folder, self._lock = desk, folder, lock
        self.takes_passphrase = takes_passphrase
        self._is_open = True
        sittings = Sittings(desk)
        self.people, self.cases = People(desk), Cases(desk)
        self.self_assessment = SelfAssessment(desk, sittings)
        self.theory, self.practical = Theory(desk, sittings), Practical(desk, sittings)
        self.today = Today(desk, self.practical)
        self.decisions, self.feedback = Decisions(desk, self.practical), Feedback(desk)
        self.exports, self.syncing = Exports(desk), Syncing(desk)
        self.bundles = Bundles(desk, self.syncing)
        self.second_persons, self.backups = SecondPersons(desk), Backups(desk)
        self.log_check = LogCheck(desk, self.backups)
        self._open_certificates(desk)
        self._open_course(desk, sittings)
        self._open_depth(desk, sittings)
        self._open_two(desk)

    def _open_certificates(self, desk: "Desk") -> None:
        """The use cases of what is issued, handed out and checked."""
        from app.usecases.batch import Batch
        from app.usecases.certificate_files import CertificateFiles
        from app.usecases.certificate_list import CertificateList
        from app.usecases.certificates import Certificates
        from app.usecases.status_acts import StatusActs
        from app.usecases.verification import Verification

        self.certificate_files = CertificateFiles(desk)
        self.status_acts = StatusActs(desk, self.certificate_files)
        self.certificates = Certificates(desk, self.certificate_files)
        self.batch = Batch(desk, self.certificate_files)
        self.certificate_list, self.verification = CertificateList(desk), Verification(desk)

    def _open_course(self, desk: "Desk", sittings: "Sittings") -> None:
        """The use cases of a case's course, beside the straight way."""
        from app.usecases.course import Course
        from app.usecases.credits import Credits
        from app.usecases.moving import Moving

        self.course, self.moving = Course(desk, sittings), Moving(desk)
        self.credits, self.retests = Credits(desk), self.cases.retests

    def _open_depth(self, desk: "Desk", sittings: "Sittings") -> None:
        """The use cases of an assessment's depth; a method of their own for room alone."""
        from app.usecases.accrediting import Accrediting
        from app.usecases.adjustments import Adjustments
        from app.usecases.arrival import Arrivals
        from app.usecases.authority import Authority
        from app.usecases.clock_ahead import ClockAhead
        from app.usecases.debrief import Debrief
        from app.usecases.disputes import Disputes
        from app.usecases.follow_up import FollowUps
        from app.usecases.item_statistics import ItemStatistics
        from app.usecases.lab import Lab
        from app.usecases.library import Library
        from app.usecases.oral import Oral
        from app.usecases.overrides import Overrides
        from app.usecases.paper_entry import PaperEntry
        from app.usecases.paper_form import PaperForm
        from app.usecases.photos import Photos
        from app.usecases.plan_sheet import PlanSheet
        from app.usecases.protocol_import import ProtocolImport
        from app.usecases.reviews import Reviews
        from app.usecases.roots import Roots
        from app.usecases.secrecy import Secrecy
        from app.usecases.settling import Settlements
        from app.usecases.ties import Ties

        self.adjustments, self.item_statistics = Adjustments(desk), ItemStatistics(desk)
        self.debrief, self.follow_ups = Debrief(desk), FollowUps(desk)
        self.plan_sheet, self.paper_form = PlanSheet(desk), PaperForm(desk, self.theory)
        parts = (self.self_assessment, self.theory, self.practical)
        self.paper_entry = PaperEntry(desk, sittings, *parts)
        self.overrides, self.reviews = Overrides(desk), Reviews(desk, self.practical)
        self.disputes, self.settlements = Disputes(desk), Settlements(desk)
        self.ties, self.secrecy, self.arrivals = Ties(desk), Secrecy(desk), Arrivals(desk)
        self.authority, self.desk_clock = Authority(desk), ClockAhead(desk)
        self.accrediting, self.roots = Accrediting(desk), Roots(desk)
        self.photos, self.lab, self.oral = Photos(desk, sittings), Lab(desk), Oral(desk, sittings)
        self.library = Library(desk, self.item_statistics)
        self.protocol_import = ProtocolImport(desk)

    def _open_two(self, desk: "Desk") -> None:
        """The use cases of more than one person at the desk."""
        from app.usecases.agreeing import Agreeing
        from app.usecases.asking import Asking
        from app.usecases.colleagues import Colleagues
        from app.usecases.helping import CoAssessing
        from app.usecases.recovery_codes import RecoveryCodes
        from app.usecases.rejoining import Rejoining
        from app.usecases.two_assessors import TwoAssessors

        self.colleagues = Colleagues(desk, _shortest(passphrase=self.takes_passphrase))
        self.two_assessors, self.agreeing = TwoAssessors(desk), Agreeing(desk)
        self.asking, self.co_assessing = Asking(desk), CoAssessing(desk)
        self.recovery, self.rejoining = RecoveryCodes(desk), Rejoining(desk)

    @property
    def kind(self) -> DeskKind:
        """Practice or real."""
        return self.desk.kind

    @property
    def assessor(self) -> SignedIn:
        """Who is signed in."""
        return self.desk.assessor

    @property
    def centre(self) -> str:
        """The test centre's name."""
        return self.desk.centre

    @property
    def desk_name(self) -> str:
        """What this laptop is called."""
        return self.desk.name

    def check_secret(self, secret: str) -> None:
        """Let the assessor through, or raise WrongSecret or TooManyTries. Takes about 0.6 s."""
        self.desk.check_secret(secret)

    def announce_to(self, listener: Callable[[Change], None]) -> None:
        """Have `listener` told of every committed change, on the thread that made it."""
        self.desk.announce_to(listener)

    def close(self) -> None:
        """Forget the keys, fold the write-ahead log into the file and let the desk go.

        Twice is as good as once; the next `Desks.unlock` begins anew. The unlock screen is told
        first what a sync has changed: accreditations come and go.
        """
        if not self._is_open:
            return
        self._is_open = False
        try:
            self._folder.show_accreditations(self.desk.database)
        finally:
            self.desk.database.close()
            self._lock.release()


class Desks:
    """The desks in one home folder."""

    def __init__(
        self,
        home: Path,
        clock: Clock,
        secrets: SecretStore | None = None,
        argon: "Cost | None" = None,
    ) -> None:
        self._home, self._clock, self._argon = home, clock, argon
        self._secrets = secrets or KeyringStore()
        self._new_id = IdMaker(clock)

    def existing(self) -> tuple[DeskKind, ...]:
        """The desks set up here."""
        return tuple(kind for kind in DeskKind if (self._folder(kind) / _VAULT).exists())

    def assessors(self, kind: DeskKind) -> tuple[AssessorCard, ...]:
        """Who may unlock, before anybody has. Raises DamagedVault, NewerVault."""
        return tuple(
            AssessorCard(entry.id, entry.name, entry.roles, entry.profiles, entry.accredited_to)
            for entry in self._vault(kind).entries
        )

    def centre(self, kind: DeskKind) -> str:
        """The test centre's name."""
        return self._vault(kind).centre

    def desk_name(self, kind: DeskKind) -> str:
        """What this laptop is called."""
        return self._vault(kind).desk

    def needs_passphrase(self, kind: DeskKind) -> bool:
        """Whether a PIN is not enough: a real desk without the operating system's keyring."""
        if kind is DeskKind.PRACTICE:
            return False
        folder = self._folder(kind)
        if (folder / _VAULT).exists():
            return not Pepper(folder, self._secrets).is_used()
        return not self._secrets.is_usable()

    def create_practice(self) -> None:
        """Set up the practice desk, with people, bookings and a trust of its own.

        Takes about a second. Raises DeskExists, DiskFull.
        """
        from app.usecases.practice_desk import create

        draft = self._draft(DeskKind.PRACTICE)
        shutil.rmtree(draft)
        draft.mkdir(mode=0o700)
        create(self._desk_folder(DeskKind.PRACTICE, draft))
        self._take_place(DeskKind.PRACTICE, draft)

    def probe(self, node_url: str) -> NodeIdentity:
        """Who answers at the address. Raises NodeUnreachable, NotTheNode."""
        from app.sync.enrolment import probe

        found = probe(node_url)
        return NodeIdentity(found.name, found.fingerprint)

    def enrol(self, request: EnrolmentRequest) -> None:
        """Set up the real desk with a one-time code; asking again after a cut is safe.

        Raises DeskExists, SecretTooShort, RootMismatch, NodeNotProved, NodeRefused,
        NodeUnreachable, NotTheNode, DiskFull.
        """
        from app.usecases.enrolment import create

        needs_passphrase = self.needs_passphrase(DeskKind.REAL)
        least = _shortest(passphrase=needs_passphrase)
        if len(request.secret) < least:
            raise SecretTooShort(least)
        draft = self._draft(DeskKind.REAL)
        create(self._desk_folder(DeskKind.REAL, draft), request, self._argon)
        self._take_place(DeskKind.REAL, draft)

    def unlock(self, kind: DeskKind, assessor_id: UUID, secret: str) -> Workspace:
        """Open the desk for an assessor. Takes 0.3–1 s.

        Raises WrongSecret, TooManyTries, DeskInUse, DamagedVault, PepperMissing,
        DamagedDatabase, NewerDatabase, DiskFull.
        """
        lock = DeskLock(self._folder(kind) / _LOCK)
        try:
            folder = self._desk_folder(kind, self._folder(kind))
            desk = folder.unlock(assessor_id, secret)
            opened = Workspace(desk, folder, lock, takes_passphrase=self.needs_passphrase(kind))
            opened.log_check.mend_behind()
            opened.course.lapse_due()
            return opened
        except BaseException:
            lock.release()
            raise

    def backups(self, kind: DeskKind) -> tuple["Backup", ...]:
        """The copies of a desk beside it, newest first."""
        from app.storage.backup import backups_in

        return backups_in(self._folder(kind) / "backups")

    def restore(self, kind: DeskKind, assessor_id: UUID, secret: str, backup: Path) -> Path:
        """Put a copy in the desk's place, and give where the file as it was lies now.

        Raises WrongSecret, TooManyTries, DeskInUse, DamagedBackup, NewerDatabase, DiskFull.
        """
        from app.usecases.restoring import restore

        lock = DeskLock(self._folder(kind) / _LOCK)
        try:
            folder = self._desk_folder(kind, self._folder(kind))
            return restore(folder, assessor_id, secret, backup)
        finally:
            lock.release()

    def has_recovery(self, kind: DeskKind) -> bool:
        """Whether a recovery code is in force. Raises DamagedVault, NewerVault."""
        return self._vault(kind).recovery is not None

    def recover(self, kind: DeskKind, assessor_id: UUID, code: str, secret: str) -> Workspace:
        """Open the desk for an assessor by the printed code; `secret` is theirs from now on.

        Takes about two seconds. Raises SecretTooShort, NoRecoveryCode, MistypedRecoveryCode,
        WrongRecoveryCode, VaultNotSaved and what `unlock` raises.
        """
        least = _shortest(passphrase=self.needs_passphrase(kind))
        if len(secret) < least:
            raise SecretTooShort(least)
        lock = DeskLock(self._folder(kind) / _LOCK)
        try:
            self._desk_folder(kind, self._folder(kind)).recover(assessor_id, code, secret)
        finally:
            lock.release()
        return self.unlock(kind, assessor_id, secret)

    def _folder(self, kind: DeskKind) -> Path:
        return self._home / kind

    def _vault(self, kind: DeskKind) -> "Vault":
        from app.seal.vault_file import VaultFile

        return VaultFile(self._folder(kind) / _VAULT).read()

    def _desk_folder(self, kind: DeskKind, path: Path) -> "DeskFolder":
        from app.usecases.desk_folder import DeskFolder

        store = FolderStore(path) if kind is DeskKind.PRACTICE else self._secrets
        return DeskFolder(path, kind, store, self._clock, self._new_id, self._argon)

    def _draft(self, kind: DeskKind) -> Path:
        """The folder a desk is set up in; it takes its place when everything is there."""
        if (self._folder(kind) / _VAULT).exists():
            raise DeskExists(kind)
        draft = self._home / f"{kind}.new"
        draft.mkdir(mode=0o700, parents=True, exist_ok=True)
        return draft

    def _take_place(self, kind: DeskKind, draft: Path) -> None:
        """A folder without key file in the way is set aside, never removed."""
        folder = self._folder(kind)
        if folder.exists():
            folder.replace(self._home / f"{kind}.before-{self._clock.now():%Y%m%dT%H%M%S}")
        draft.replace(folder)


def _shortest(*, passphrase: bool) -> int:
    return SHORTEST_PASSPHRASE if passphrase else SHORTEST_PIN
