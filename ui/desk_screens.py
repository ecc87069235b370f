"""The rooms of an open desk: what stands on the rail, and what is reached from there."""

from datetime import date
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from typing import TYPE_CHECKING

from app.domain.desks import DeskKind
from ui.language import marked, tr
from ui.main_window import Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.workspace import Workspace
    from ui.application import Shell
    from ui.main_window import MainWindow
    from ui.screen import Screen
    from ui.sync_timer import SyncTimer


LICENCE = "EUPL-1.2"


class DeskRooms:
    """Builds each screen of one workspace at the first visit."""

    def __init__(
        self,
        shell: "Shell",
        workspace: "Workspace",
        runner: "SyncTimer",
        restore: "Callable[[], object]" = lambda: None,
        *,
        passphrase: bool,
    ) -> None:
        """`restore`: locks and shows the copies; `passphrase`: one opens the desk, not a PIN."""
        self._workspace, self._runner, self._restore = workspace, runner, restore
        self._window, self._background = shell.window, shell.background
        self._appearance, self._passphrase = shell.appearance, passphrase
        self._status = shell.status

    def rooms(self) -> tuple[Room, ...]:
        """Every room; the first is where the day begins."""
        return (
            Room("today", self._today, "home", marked("Idag")),
            Room("people", self._people, "people", marked("Personer")),
            Room("companies", self._companies, "company", marked("Företag")),
            Room("certificates", self._certificates, "file", marked("Bevis")),
            Room("verify", self._verify, "shield-check", marked("Kontrollera")),
            Room("sync", self._sync, "sync", marked("Synk")),
            Room("protocols", self._protocols, "book", marked("Protokoll")),
            Room("disputes", self._disputes, "list", marked("Register")),
            Room("settings", self._settings, "settings", marked("Inställningar"), at_foot=True),
            Room("case", self._case, rail_key="today"),
            Room("debrief", self._debrief, rail_key="today"),
            Room("review", self._review, rail_key="today"),
            Room("conflicts", self._conflicts, rail_key="sync"),
            Room("candidate", self._candidate, rail_key="today"),
            Room("audit", self._audit, rail_key="disputes"),
            Room("participant", self._participant, rail_key="companies"),
        )

    def _today(self) -> "Screen":
        from ui.screens.today import TodayScreen

        desk = self._workspace
        who = (desk.assessor, desk.centre)
        return TodayScreen(
            (desk.today, desk.roster, desk.rota),
            desk.people,
            desk.cases,
            desk.course,
            self._background,
            who,
            desk.co_assessing,
        )

    def _people(self) -> "Screen":
        from ui.screens.export_box import ExportBox
        from ui.screens.participation_section import ParticipationSection
        from ui.screens.people import PeopleScreen

        desk = self._workspace
        erasing = (desk.erase_requests, self._passphrase)
        hours = ParticipationSection(
            (desk.participations, desk.month_hours), self._day, self._background
        )
        screen = PeopleScreen(desk.people, desk.cases, desk.ties, self._background, erasing, hours)
        kinds = ("people", "cases", "certificates")
        screen.export_asked.connect(
            lambda: ExportBox(screen, desk.exports, self._background, kinds).open()
        )
        return screen

    def _companies(self) -> "Screen":
        from app.usecases.exports import ExportFilters
        from ui.screens.companies import CompaniesScreen
        from ui.screens.company_places import company_places
        from ui.screens.export_box import ExportBox

        desk, appearance = self._workspace, self._appearance
        screen = CompaniesScreen(
            desk.companies,
            self._background,
            company_places(desk, self._background, appearance),
            appearance.settings.companies,
            lambda view: appearance.change(companies=view),
        )
        kinds = ("cases", "people", "certificates")
        screen.export_asked.connect(
            lambda company: ExportBox(
                screen, desk.exports, self._background, kinds, ExportFilters(company=company)
            ).open()
        )
        return screen

    def _certificates(self) -> "Screen":
        from ui.screens.certificates import CertificatesScreen
        from ui.screens.certificates_work import CertificateWork

        desk, appearance = self._workspace, self._appearance
        work = CertificateWork(
            desk.certificates,
            desk.certificate_list,
            desk.batch,
            desk.exports,
            self._background,
            lambda: appearance.settings.certificates,
            lambda view: appearance.change(certificates=view),
            self._passphrase,
            desk.status_acts,
            desk.certificate_files,
        )
        return CertificatesScreen(work)

    def _verify(self) -> "Screen":
        from ui.screens.verify import VerifyScreen

        desk = self._workspace
        return VerifyScreen(desk.verification, desk.exports, self._background, desk.desk.clock.now)

    def _sync(self) -> "Screen":
        from ui.screens.sync import SyncScreen

        desk = self._workspace
        return SyncScreen(self._runner, desk.bundles, self._background, desk.photo_mending)

    def _protocols(self) -> "Screen":
        from ui.screens.protocols import ProtocolsScreen

        desk, appearance = self._workspace, self._appearance
        return ProtocolsScreen(
            desk.library,
            desk.protocol_import,
            self._background,
            appearance.settings.protocols,
            lambda view: appearance.change(protocols=view),
            is_practice=desk.kind is DeskKind.PRACTICE,
        )

    def _settings(self) -> "Screen":
        from ui.screens.case.work import CaseWork
        from ui.screens.settings import SettingsScreen
        from ui.screens.settings_authority import AuthorityCard
        from ui.screens.settings_clock import ClockCard
        from ui.screens.settings_keeping import KeepingCard
        from ui.screens.settings_people import PeopleCard
        from ui.screens.settings_recovery import RecoveryCard
        from ui.screens.settings_region import RegionCard

        desk = self._workspace
        card = AuthorityCard(
            desk.authority,
            desk.secrecy,
            self._background,
            None if desk.desk.is_practice else desk.accrediting,
            passphrase=self._passphrase,
        )
        people = PeopleCard(
            desk.colleagues,
            desk.assessor,
            self._background,
            passphrase=self._passphrase,
            practice=desk.desk.is_practice,
        )
        clock = ClockCard(desk.desk_clock, CaseWork(desk, self._background, self._day))
        region = [] if desk.desk.is_practice else [RegionCard(desk.roots, self._background)]
        recovery = RecoveryCard(
            desk.recovery, desk.rejoining, self._background, passphrase=self._passphrase
        )
        keeping = KeepingCard(desk.backups, desk.log_check, self._background)
        cards = (clock, card, people, *region, keeping)
        screen = SettingsScreen(self._appearance, (version(), LICENCE), cards, (recovery,))
        screen.visited.connect(clock.load)
        screen.visited.connect(keeping.load)
        keeping.restore_asked.connect(self._restore)
        return screen

    def _case(self) -> "Screen":
        from ui.screens.case.screen import CaseScreen

        screen = CaseScreen(self._workspace, self._background, self._day)
        screen.saved.connect(lambda: self._status.saved(self._workspace.desk.clock.now()))
        return screen

    def _disputes(self) -> "Screen":
        from ui.screens.case.work import CaseWork
        from ui.screens.disputes import DisputesScreen

        return DisputesScreen(CaseWork(self._workspace, self._background, self._day))

    def _audit(self) -> "Screen":
        from ui.screens.audit import AuditScreen

        return AuditScreen(self._workspace, self._background)

    def _conflicts(self) -> "Screen":
        from ui.screens.conflicts import ConflictsScreen

        return ConflictsScreen(
            self._workspace.conflicts, self._background, passphrase=self._passphrase
        )

    def _review(self) -> "Screen":
        from ui.screens.case.review import ReviewScreen
        from ui.screens.case.work import CaseWork

        return ReviewScreen(CaseWork(self._workspace, self._background, self._day))

    def _debrief(self) -> "Screen":
        from ui.screens.case.debrief import DebriefScreen
        from ui.screens.case.work import CaseWork

        return DebriefScreen(CaseWork(self._workspace, self._background, self._day))

    def _candidate(self) -> "Screen":
        from ui.candidate_door import CandidateDoor

        return CandidateDoor(
            self._window, self._workspace, self._background, passphrase=self._passphrase
        )

    def _participant(self) -> "Screen":
        from ui.participation_door import ParticipationDoor

        return ParticipationDoor(
            self._window, self._workspace, self._background, passphrase=self._passphrase
        )

    def _day(self) -> date:
        return self._workspace.desk.clock.now().date()


def register_screens(window: "MainWindow", rooms: DeskRooms) -> None:
    """Furnish the window; the first room comes on view."""
    window.furnish(rooms.rooms())


def version() -> str:
    """The version installed, or that this is the source itself."""
    try:
        return installed_version("intyga")
    except PackageNotFoundError:
        return tr("källkod")
