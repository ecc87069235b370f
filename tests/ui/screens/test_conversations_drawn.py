"""A company's conversations, drawn: nothing is cut in either language, light or dark."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.conversation import Answer, ChosenStep, Participant
from app.domain.needed_roles import NeededRole
from app.open_desk import Workspace
from app.usecases.companies import NewCompany
from tests.desk_work import practice_desk
from tests.factories import NOON, FixedClock
from tests.pages import wait_for
from tests.ui.drawing import clipped_texts, dress, in_every_look, picture, settle
from ui.background import Background
from ui.language import Language, set_language
from ui.screens.conversation_side import ROLES, SUMMARY
from ui.screens.conversations_tab import ConversationsTab
from ui.theme import ThemeChoice

ROWS = (
    NeededRole("CNC-svarvare", 4, 5, 7, critical=True),
    NeededRole("Underhållstekniker", 1, 2, 2, critical=True, successors="Ali från 2027"),
)
LONG = "Lägg in en timme i veckan för träning i schemat och håll den hela året (1 timme i veckan)"


LATER = NOON + timedelta(days=180)


class Drawn:
    """The tab alone in a window, with a conversation held and another begun."""

    def __init__(self, desk: Workspace, qtbot: QtBot) -> None:
        self.qtbot, self.background = qtbot, Background()
        (company,) = [one.id for one in desk.companies.list("ryds")]
        self.held = desk.conversations.list(company)[-1].id
        self.holder = QWidget()
        column = QVBoxLayout(self.holder)
        self.tab = ConversationsTab(desk, self.background)
        self.tab.retranslate()
        column.addWidget(self.tab)
        self.tab.open_company(company)

    def look(self, name: str, size: QSize) -> None:
        """Nothing that is on view is cut."""
        picture(self.holder, size)
        self.wait()
        picture(self.holder, size)
        assert clipped_texts(self.holder) == [], name

    def look_at_box(self, name: str) -> None:
        """Nothing in the box is cut; it goes."""
        self.wait()
        (shown,) = [box for box in self.holder.findChildren(QDialog, name) if box.isVisible()]
        assert clipped_texts(shown) == [], name
        shown.reject()
        self.wait()

    def wait(self) -> None:
        """Until nothing is under way."""
        wait_for(self.background, self.qtbot)
        settle(self.holder)


@pytest.fixture(scope="module")
def talked_home(noon_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with two conversations, half a year apart; copy it, never open it."""
    home = shutil.copytree(noon_home, tmp_path_factory.mktemp("talked") / "desks")
    clock = FixedClock()
    desk = practice_desk(home, clock)
    company = desk.companies.register(NewCompany("Ryds Gjuteri AB"))
    desk.conversations.close(talk(desk, company, NOON.date(), 2))
    clock.set_wall(LATER)
    talk(desk, company, LATER.date(), 3)
    desk.close()
    return home


def talk(desk: Workspace, company: UUID, day: date, level: int) -> UUID:
    """A conversation with everything in it."""
    use = desk.conversations
    people = (Participant("Platschef", "Eva Ek"), Participant("Facklig företrädare"))
    begun = use.begin(company, people, day)
    for question in use.guide().questions:
        use.answer(begun, question.id, Answer(level, note="Tavlan vid fikat."))
    use.keep_roles(begun, ROWS)
    use.keep_steps(begun, (ChosenStep("larande", LONG, "Eva Ek", day),))
    return begun


@pytest.fixture
def drawn(
    qapp: QApplication,
    talked_home: Path,
    tmp_path: Path,
    qtbot: QtBot,
    theme: ThemeChoice,
    scale: int,
    language: Language,
) -> Iterator[Drawn]:
    """Dressed before anything is built."""
    dress(theme, scale)
    set_language(language)
    desk = practice_desk(shutil.copytree(talked_home, tmp_path / "desks"), FixedClock(LATER))
    made = Drawn(desk, qtbot)
    yield made
    made.wait()
    made.background.close()
    made.holder.deleteLater()
    desk.close()


@in_every_look
def test_nothing_is_cut(drawn: Drawn, size: QSize) -> None:
    """R36 of a company: list, question with help, roles, summary, one that was held, boxes."""
    tab, room = drawn.tab, QSize(size.width() - 124, size.height() - 190)
    drawn.look("list", room)
    tab.list.begin.click()
    drawn.wait()
    tab.work.go_to("kri-ensam")
    tab.work.question.help.click()
    drawn.look("question", room)
    assert tab.work.question.listen.isVisible()
    for place in (ROLES, SUMMARY):
        tab.work.go_to(place)
        drawn.look(place, room)
    assert tab.work.summary.close_it.isVisible()
    tab.work.side.pause.click()
    drawn.look_at_box("reason_box")
    tab.work.open(drawn.held)
    drawn.look("held", room)
    tab.work.summary.report.click()
    drawn.look_at_box("report_box")
    tab.list.begin_asked.emit()
    drawn.look_at_box("participants_box")
