"""One day at the desk: the whole window on a practice desk whose clock the test turns."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from pytestqt.qtbot import QtBot

from app.domain.desks import PRACTICE_PIN, DeskKind
from app.workspace import Workspace
from tests.desk_work import CaseWalk, booked_case, desks
from tests.factories import FixedClock
from tests.pages import UnlockPage, settle
from tests.pages_case import CasePage
from ui.application import Shell
from ui.session import Session


class Day:
    """The window as somebody unlocked it, and what a journey needs beside it.

    `walk` brings a case to a step without the screen; everything the journey is about goes through
    the window: `case_page()` and the page objects of tests/pages*.py, on `shell`.
    """

    def __init__(self, home: Path, shell: Shell, clock: FixedClock, qtbot: QtBot) -> None:
        self.home, self.shell, self.clock, self.qtbot = home, shell, clock, qtbot
        self.desks = desks(home, clock)
        self.session = Session(shell, self.desks, clock)
        self.session.start()

    @property
    def desk(self) -> Workspace:
        """The open desk's use cases, to look behind the screen."""
        assert self.session.workspace is not None
        return self.session.workspace

    def unlock(self, assessor: str | None = None) -> None:
        """Come in by PIN; as the first on the screen, or as the one of that name."""
        page = UnlockPage(self.shell, self.qtbot)
        page.settle()
        if assessor is not None:
            cards = self.desks.assessors(DeskKind.PRACTICE)
            page.click(f"assessor_{next(card.id for card in cards if card.name == assessor)}")
        page.type(PRACTICE_PIN)
        self.settle()
        assert self.session.workspace is not None

    def lock(self) -> None:
        """Lock the desk, as the assessor does before a colleague takes over."""
        self.session.lock()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way and everything is shown."""
        settle(self.shell, self.qtbot)

    def walk(self, case_id: UUID | None = None) -> CaseWalk:
        """A case (else the first booked today) to bring forward without the screen."""
        return CaseWalk(self.desk, case_id or booked_case(self.desk))

    def case_page(self, case_id: UUID) -> CasePage:
        """The case on view."""
        return CasePage(self.shell, self.qtbot, self.settle).open(case_id)


def turn_away(session: Session) -> None:
    """Close the session without the copy that is kept on leaving: that has tests of its own."""
    workspace, session.workspace = session.workspace, None
    session.close()
    if workspace is not None:
        workspace.close()


@contextmanager
def day_at(home: Path, shell: Shell, clock: FixedClock, qtbot: QtBot) -> Iterator[Day]:
    """A day in the window, shown and unlocked; at its end nothing of either is left."""
    shell.window.show()
    made = Day(home, shell, clock, qtbot)
    made.unlock()
    yield made
    turn_away(made.session)
    shell.window.close()
    shell.background.close()
    shell.window.deleteLater()
