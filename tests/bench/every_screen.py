"""The desk with every screen opened once, offscreen; prints resident and own memory in MB."""

import sys
from pathlib import Path
from uuid import UUID

from PySide6.QtTest import QTest

from app.domain.clock import SystemClock
from app.domain.desks import PRACTICE_PIN, DeskKind
from app.paths import settings_file
from app.workspace import Desks, Workspace
from ui.application import Shell, build_window_in
from ui.session import Session

ROOMS = ("today", "people", "certificates", "verify", "sync", "settings")


def main(home: Path, case_id: UUID) -> int:
    """Unlock, open every room and the case, check the certificate's own code."""
    shell, clock = build_window_in(settings_file()), SystemClock()
    desks = Desks(home, clock)
    session = Session(shell, desks, clock)
    shell.window.show()
    session.start()
    _settle(shell)
    card = next(c for c in desks.assessors(DeskKind.PRACTICE) if "CNC-1" in c.profiles)
    workspace = desks.unlock(DeskKind.PRACTICE, card.id, PRACTICE_PIN)
    session._on_unlocked(workspace)
    _settle(shell)
    for room in ROOMS:
        shell.window.go(room)
        _settle(shell)
    shell.window.go("case", case_id)
    _settle(shell)
    _check_paper(workspace, home)
    print(f"{_megabytes('VmRSS'):.1f} {_megabytes('RssAnon'):.1f}")
    session.close()
    return 0


def _check_paper(workspace: Workspace, home: Path) -> None:
    line = workspace.certificates.list()[0]
    paper = home / "paper.pdf"
    paper.write_bytes(workspace.certificates.pdf(line.id))
    workspace.verification.check_file(paper)
    workspace.certificates.preview(line.id, 110)


def _settle(shell: Shell) -> None:
    """Until nothing is under way and the window is painted."""
    QTest.qWait(50)
    while not shell.background.idle:
        QTest.qWait(20)
    QTest.qWait(50)


def _megabytes(name: str) -> float:
    status = Path("/proc/self/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), UUID(sys.argv[2])))
