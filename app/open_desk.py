"""Everything a desk can do once it is open: the use cases as attributes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.change import Change
from app.domain.desks import SHORTEST_PASSPHRASE, SHORTEST_PIN, DeskKind, SignedIn
from app.storage.lock import DeskLock

if TYPE_CHECKING:
    from app.usecases.desk import Desk
    from app.usecases.desk_folder import DeskFolder
    from app.usecases.sittings import Sittings


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
        from app.usecases.cases import Cases
        from app.usecases.decisions import Decisions
        from app.usecases.erasing import EraseRequests
        from app.usecases.feedback import Feedback
        from app.usecases.people import People
        from app.usecases.practical import Practical
        from app.usecases.roster import Roster
        from app.usecases.self_assessment import SelfAssessment
        from app.usecases.sittings import Sittings
        from app.usecases.theory import Theory
        from app.usecases.today import Today

        self.desk, self._folder, self._lock = desk, folder, lock
        self.takes_passphrase = takes_passphrase
        self._is_open = True
        sittings = Sittings(desk)
        self.people, self.cases = People(desk), Cases(desk)
        self.erase_requests, self.roster = EraseRequests(desk), Roster(desk)
        self.self_assessment = SelfAssessment(desk, sittings)
        self.theory, self.practical = Theory(desk, sittings), Practical(desk, sittings)
        self.today = Today(desk, self.practical)
        self.decisions, self.feedback = Decisions(desk, self.practical), Feedback(desk)
        self._open_keeping(desk)
        self._open_certificates(desk)
        self._open_course(desk, sittings)
        self._open_depth(desk, sittings)
        self._open_protocols(desk)
        self._open_two(desk)
        self._open_funding(desk)
        self._open_conversations(desk)
        self._open_companies(desk)

    def _open_keeping(self, desk: "Desk") -> None:
        """The use cases that keep, prove and send what was done."""
        from app.usecases.auditing import Audits
        from app.usecases.backups import Backups
        from app.usecases.bundles import Bundles
        from app.usecases.exports import Exports
        from app.usecases.log_check import LogCheck
        from app.usecases.photo_mending import PhotoMending
        from app.usecases.second_person import SecondPersons
        from app.usecases.syncing import Syncing

        self.exports, self.syncing = Exports(desk), Syncing(desk)
        self.audits = Audits(desk)
        self.bundles = Bundles(desk, self.syncing)
        self.second_persons, self.backups = SecondPersons(desk), Backups(desk)
        self.log_check = LogCheck(desk, self.backups)
        self.photo_mending = PhotoMending(desk, self.backups)

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
        """The use cases of what is assessed here, in which versions, and of hearing of new ones."""
        from app.usecases.hearing import Hearing
        from app.usecases.library import Library
        from app.usecases.protocol_import import ProtocolImport
        from app.usecases.region_protocols import RegionProtocols

        self.library = Library(desk, self.item_statistics)
        self.protocol_import = ProtocolImport(desk)
        self.region_protocols = RegionProtocols(desk)
        self.hearing = Hearing(desk)

    def _open_two(self, desk: "Desk") -> None:
        """The use cases of more than one person at the desk."""
        from app.usecases.agreeing import Agreeing
        from app.usecases.asking import Asking
        from app.usecases.colleagues import Colleagues
        from app.usecases.helping import CoAssessing
        from app.usecases.recovery_codes import RecoveryCodes
        from app.usecases.rejoining import Rejoining
        from app.usecases.two_assessors import TwoAssessors

        self.colleagues = Colleagues(desk, shortest_secret(passphrase=self.takes_passphrase))
        self.two_assessors, self.agreeing = TwoAssessors(desk), Agreeing(desk)
        self.asking, self.co_assessing = Asking(desk), CoAssessing(desk)
        self.recovery, self.rejoining = RecoveryCodes(desk), Rejoining(desk)

    def _open_companies(self, desk: "Desk") -> None:
        """The use cases of companies: their register, their orders."""
        from app.usecases.companies import Companies
        from app.usecases.company_plan import CompanyPlans
        from app.usecases.company_report import CompanyReports
        from app.usecases.group_orders import GroupOrders
        from app.usecases.matrix import Matrices
        from app.usecases.matrix_reasons import MatrixReasons
        from app.usecases.people_import import PeopleImport
        from app.usecases.rota import Rota
        from app.usecases.rota_files import RotaFiles

        self.companies, self.group_orders = Companies(desk), GroupOrders(desk)
        self.rota, self.people_import = Rota(desk), PeopleImport(desk)
        self.rota_files = RotaFiles(desk)
        self.matrices, self.company_plans = Matrices(desk), CompanyPlans(desk)
        self.matrix_reasons, self.company_reports = MatrixReasons(desk), CompanyReports(desk)

    def _open_conversations(self, desk: "Desk") -> None:
        """The use cases of the guided conversations with companies."""
        from app.paths import conversation_folder
        from app.usecases.conversation_reports import ConversationReports
        from app.usecases.conversations import Conversations

        self.conversations = Conversations(desk, conversation_folder() / "SKF-1")
        self.conversation_reports = ConversationReports(desk, self.conversations)

    def _open_funding(self, desk: "Desk") -> None:
        """The use cases of funding projects: who takes part, hours, papers."""
        from app.usecases.attendance import Attendance
        from app.usecases.month_hours import MonthHours
        from app.usecases.participation import Participations

        self.participations, self.month_hours = Participations(desk), MonthHours(desk)
        self.attendance = Attendance(desk)

    @property
    def is_for_reading(self) -> bool:
        """Whether another window writes and this one only looks."""
        return self._lock is None

    @property
    def is_open(self) -> bool:
        """Until `close`."""
        return self._is_open

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


def shortest_secret(*, passphrase: bool) -> int:
    """How many characters a PIN or passphrase has at least."""
    return SHORTEST_PASSPHRASE if passphrase else SHORTEST_PIN
