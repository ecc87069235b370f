"""One desk from outside: which there are, who may unlock, and everything it can do once open."""

from collections.abc import Callable
from functools import cached_property
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
from app.domain.ids import IdMaker
from app.storage.lock import DeskLock, Holder, holder, is_free
from app.storage.pepper import KeyringStore, SecretStore
from app.usecases.desk_home import DeskExists, DeskHome

if TYPE_CHECKING:
    from app.seal.vault import Cost
    from app.storage.backup import Backup
    from app.usecases.desk import Desk
    from app.usecases.desk_folder import DeskFolder
    from app.usecases.restores import Restores
    from app.usecases.sittings import Sittings

__all__ = ["DeskExists", "Desks", "SecretTooShort", "Workspace"]


class Workspace:
    """An open desk: the use cases as attributes, one writer of changes, closed by `close`.

    `takes_passphrase`: the secret is a passphrase, not a PIN. Without `lock` it is open for
    looking: every use case that would write raises OpenForReading.
    """

    def __init__(
        self,
        desk: "Desk",
        folder: "DeskFolder",
        lock: DeskLock | None,
        *,
        takes_passphrase: bool,
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
        self._open_protocols(desk)
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
        from app.usecases.conflicts import Conflicts
        from app.usecases.debrief import Debrief
        from app.usecases.disputes import Disputes
        from app.usecases.follow_up import FollowUps
        from app.usecases.item_statistics import ItemStatistics
        from app.usecases.lab import Lab
        from app.usecases.oral import Oral
        from app.usecases.overrides import Overrides
        from app.usecases.paper_entry import PaperEntry
        from app.usecases.paper_form import PaperForm
        from app.usecases.photos import Photos
        from app.usecases.plan_sheet import PlanSheet
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
        self.conflicts = Conflicts(desk)
        self.ties, self.secrecy, self.arrivals = Ties(desk), Secrecy(desk), Arrivals(desk)
        self.authority, self.desk_clock = Authority(desk), ClockAhead(desk)
        self.accrediting, self.roots = Accrediting(desk), Roots(desk)
        self.photos, self.lab, self.oral = Photos(desk, sittings), Lab(desk), Oral(desk, sittings)

    def _open_protocols(self, desk: "Desk") -> None:
        """The use cases of what is assessed here, in which versions."""
        from app.usecases.library import Library
        from app.usecases.protocol_import import ProtocolImport
        from app.usecases.region_protocols import RegionProtocols

        self.library = Library(desk, self.item_statistics)
        self.protocol_import = ProtocolImport(desk)
        self.region_protocols = RegionProtocols(desk)

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
    def is_for_reading(self) -> bool:
        """Whether another window writes and this one only looks."""
        return self._lock is None

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
        self.syncing.close()
        try:
            if self._lock is not None:
                self._folder.show_accreditations(self.desk.database)
        finally:
            self.desk.database.close()
            if self._lock is not None:
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
        self._argon = argon
        self._home = DeskHome(home, clock, secrets or KeyringStore(), IdMaker(clock), argon)

    def existing(self) -> tuple[DeskKind, ...]:
        """The desks set up here."""
        return tuple(kind for kind in DeskKind if self._home.has(kind))

    def assessors(self, kind: DeskKind) -> tuple[AssessorCard, ...]:
        """Who may unlock, before anybody has. Raises DamagedVault, NewerVault."""
        return tuple(
            AssessorCard(entry.id, entry.name, entry.roles, entry.profiles, entry.accredited_to)
            for entry in self._home.vault(kind).entries
        )

    def centre(self, kind: DeskKind) -> str:
        """The test centre's name."""
        return self._home.vault(kind).centre

    def desk_name(self, kind: DeskKind) -> str:
        """What this laptop is called."""
        return self._home.vault(kind).desk

    def needs_passphrase(self, kind: DeskKind) -> bool:
        """Whether a PIN is not enough: a real desk without the operating system's keyring."""
        return self._home.needs_passphrase(kind)

    def create_practice(self) -> None:
        """Set up the practice desk, with people, bookings and a trust of its own.

        Takes about a second. Raises DeskExists, DiskFull.
        """
        from app.usecases.practice_desk import create

        draft = self._home.draft(DeskKind.PRACTICE, empty=True)
        create(self._home.at(DeskKind.PRACTICE, draft))
        self._home.take_place(DeskKind.PRACTICE, draft)

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
        draft = self._home.draft(DeskKind.REAL)
        create(self._home.at(DeskKind.REAL, draft), request, self._argon)
        self._home.take_place(DeskKind.REAL, draft)

    def unlock(self, kind: DeskKind, assessor_id: UUID, secret: str) -> Workspace:
        """Open the desk for an assessor. Takes 0.3–1 s.

        Raises WrongSecret, TooManyTries, DeskInUse, DamagedVault, PepperMissing,
        DamagedDatabase, NewerDatabase, DiskFull.
        """
        with DeskLock(self._home.lock_file(kind)).unless_kept() as lock:
            folder = self._home.at(kind)
            return self._begun(folder, folder.unlock(assessor_id, secret), lock)

    def look(self, kind: DeskKind, assessor_id: UUID, secret: str) -> Workspace:
        """Open the desk for looking while another window writes; it sees what that one commits.

        Raises WrongSecret, TooManyTries, DamagedVault, PepperMissing, DamagedDatabase,
        NewerDatabase, DeskBusy.
        """
        folder = self._home.at(kind)
        desk = folder.look(folder.keys.open(assessor_id, secret), assessor_id)
        return Workspace(desk, folder, None, takes_passphrase=self.needs_passphrase(kind))

    def is_free(self, kind: DeskKind) -> bool:
        """Whether no window writes at the desk any more."""
        return is_free(self._home.lock_file(kind))

    def writer(self, kind: DeskKind) -> Holder | None:
        """Who writes at the desk, since when, as far as it says."""
        return holder(self._home.lock_file(kind))

    def write_instead(self, looking: Workspace) -> Workspace:
        """The desk open for writing, in place of one open for looking, which closes.

        Raises DeskInUse, then it still looks; DamagedDatabase, NewerDatabase, DiskFull.
        """
        kind, who = looking.kind, looking.assessor.id
        with DeskLock(self._home.lock_file(kind)).unless_kept() as lock:
            folder = self._home.at(kind)
            opened = looking.desk.opened()
            looking.close()
            return self._begun(folder, folder.open_with(opened, who), lock)

    def _begun(self, folder: "DeskFolder", desk: "Desk", lock: DeskLock) -> Workspace:
        phrased = self.needs_passphrase(desk.kind)
        opened = Workspace(desk, folder, lock, takes_passphrase=phrased)
        opened.log_check.mend_behind()
        opened.course.lapse_due()
        lock.note(Holder(desk.assessor.name, desk.clock.now()))
        return opened

    @cached_property
    def restores(self) -> "Restores":
        """Putting a copy in a desk's place, with a look at it first."""
        from app.usecases.restores import Restores

        return Restores(self._home)

    def backups(self, kind: DeskKind) -> tuple["Backup", ...]:
        """The copies of a desk beside it, newest first."""
        from app.storage.backup import backups_in

        return backups_in(self._home.folder(kind) / "backups")

    def restore(self, kind: DeskKind, assessor_id: UUID, secret: str, backup: Path) -> Path | None:
        """Put a copy in the desk's place at once, and give where the file as it was lies now.

        Raises what `Restores.prepare` raises.
        """
        from app.usecases.restores import PinKey

        restores = self.restores
        key = PinKey(assessor_id, secret)
        done = restores.prepare(kind, key, restores.look_at(backup)).restore()
        return done.aside

    def has_recovery(self, kind: DeskKind) -> bool:
        """Whether a recovery code is in force. Raises DamagedVault, NewerVault."""
        return self._home.vault(kind).recovery is not None

    def recover(self, kind: DeskKind, assessor_id: UUID, code: str, secret: str) -> Workspace:
        """Open the desk for an assessor by the printed code; `secret` is theirs from now on.

        Takes about two seconds. Raises SecretTooShort, NoRecoveryCode, MistypedRecoveryCode,
        WrongRecoveryCode, VaultNotSaved and what `unlock` raises.
        """
        least = _shortest(passphrase=self.needs_passphrase(kind))
        if len(secret) < least:
            raise SecretTooShort(least)
        lock = DeskLock(self._home.lock_file(kind))
        try:
            self._home.at(kind).recover(assessor_id, code, secret)
        finally:
            lock.release()
        return self.unlock(kind, assessor_id, secret)


def _shortest(*, passphrase: bool) -> int:
    return SHORTEST_PASSPHRASE if passphrase else SHORTEST_PIN
