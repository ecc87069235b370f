"""The practical at the machine: a rating key until durable and painted, a large case until open."""

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.case import Step
from app.domain.protocol import Evidence
from app.settings import Settings
from app.usecases.installing import install_shipped
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.bench.desk import opened
from tests.bench.measured import Measured
from tests.desk_work import CaseWalk
from ui.application import Shell, build_window
from ui.main_window import Room
from ui.screen import Screen
from ui.screens.case.practical import PracticalPane
from ui.screens.case.screen import CaseScreen

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "protocols" / "CNC-1"
CRITERIA, RATINGS, OPENINGS = 300, 200, 30


def measured() -> Sequence[Measured]:
    """On a practice desk with a protocol of 300 criteria, in a real window of 1366×768."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        desk = opened(Path(folder) / "home")
        try:
            _install_large(desk, Path(folder) / "protocols")
            walk = CaseWalk(desk, _open_case(desk)).to(Step.PRACTICAL)
            assessor = _Assessor(app, desk)
            desk.practical.start(walk.case_id)
            first = assessor.open(walk.case_id)
            openings = [assessor.open_again(walk.case_id) for _ in range(OPENINGS)]
            ratings = [assessor.rate() for _ in range(RATINGS)]
            assessor.close()
        finally:
            desk.close()
    return (
        Measured("rating durable and painted, ms", "ms", ratings, 50),
        Measured(f"case of {CRITERIA} criteria open, ms", "ms", openings, 150),
        Measured("the same, its screen built anew, ms", "ms", [first], 300, "median"),
    )


def _install_large(desk: Workspace, folder: Path) -> None:
    """CNC-1 with its criteria said over and over, as a newer version of the same profile."""
    package = shutil.copytree(SHIPPED, folder / "CNC-1")
    path = package / "protocol.yaml"
    said: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    said["version"] = "9.0.0"
    areas = said["areas"]
    for number, area in enumerate(areas):
        wanted = CRITERIA // len(areas) + (number < CRITERIA % len(areas))
        known = [c for c in area["criteria"] if c["method"] != "theory"]
        rest = [c for c in area["criteria"] if c["method"] == "theory"]
        rated = [
            known[at % len(known)] | {"id": f"{area['id'][:6]}-{at + 1}x"} for at in range(wanted)
        ]
        area["criteria"] = rest + rated
    path.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), "utf-8")
    install_shipped(desk.desk.database, folder, desk.desk.clock.now())


def _open_case(desk: Workspace) -> UUID:
    """A case of somebody who has none, on the large version."""
    person = desk.people.register(NewPerson("Nils Östlund"))
    return desk.cases.open(person, "CNC-1")


@dataclass
class _Assessor:
    """Somebody at the window who rates and waits for nothing but the machine."""

    app: QApplication
    desk: Workspace
    rated: int = 0

    def __post_init__(self) -> None:
        self.shell: Shell = build_window(Settings(theme="light"), lambda _settings: None)
        self.desk.announce_to(self.shell.changes.announce)
        rooms = [
            Room("case", lambda: CaseScreen(self.desk, self.shell.background)),
            Room("today", Screen),
            Room("candidate", Screen),
        ]
        self.shell.window.furnish(rooms)
        self.shell.window.resize(1366, 768)
        self.shell.window.show()
        self.shell.window.activateWindow()

    def open(self, case_id: UUID) -> float:
        """Go to the case; milliseconds until its criterion stands there."""
        begun = time.perf_counter()
        self.shell.window.go("case", case_id)
        return self._until_painted(begun)

    def open_again(self, case_id: UUID) -> float:
        """As from another screen of the desk."""
        self.shell.window.go("today", None)
        self._until_painted(time.perf_counter())
        return self.open(case_id)

    def rate(self) -> float:
        """Press the key of a step; milliseconds until it is durable and painted."""
        pane = self.pane
        assert pane.book is not None
        plain = [e.criterion.id for e in pane.book if e.criterion.evidence is Evidence.NONE]
        self.rated += 1
        rated, key = plain[self.rated % len(plain)], 3 + self.rated // len(plain) % 2
        pane._go_to(rated)
        self._until_painted(time.perf_counter())
        here = QApplication.focusWidget()
        assert here is not None
        begun = time.perf_counter()
        QTest.keyClick(here, Qt.Key(Qt.Key.Key_0 + key))
        taken = self._until_painted(begun)
        assert pane.book.sheet(rated).seen.rating == key
        return taken

    @property
    def pane(self) -> PracticalPane:
        """The practical on view."""
        screen = self.shell.window.screen_of("case")
        assert isinstance(screen, CaseScreen)
        assert isinstance(screen.pane, PracticalPane)
        return screen.pane

    def close(self) -> None:
        """Let the window go."""
        self.shell.window.close()
        self.shell.background.close()

    def _until_painted(self, begun: float) -> float:
        """Until nothing is under way and what is to be painted is."""
        while True:
            self.app.processEvents()
            if self.shell.background.idle:
                self.app.processEvents()
                if self.shell.background.idle:
                    break
            time.sleep(0.0005)
        return (time.perf_counter() - begun) * 1_000
