"""A company's conversation at the screen: by keyboard, put off, closed, held again, handed over."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QPlainTextEdit, QWidget

from app.domain.conversation import Answer, ConversationState, Participant
from app.storage.tables import ExportRow
from app.usecases.companies import NewCompany
from tests.app.certificate.reading_back import text_of
from tests.day import Day
from tests.pages import BoxPage, Page, type_text
from ui.screens.conversation_report_box import ReportBox
from ui.widgets.theme_development import ThemeDevelopment
from ui.widgets.theme_profile import ThemeProfile

ENTER, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class TalkPage(Page):
    """The tab Samtal of a company."""

    def question(self) -> str:
        """What is asked now."""
        return self.find(QLabel, "question_text").text()

    def answer(self, digit: str) -> None:
        """Choose a step by its key and go on."""
        self.key(Qt.Key(ord(digit)))
        self.key(ENTER)


class ReasonPage(BoxPage):
    """Why something is put off."""

    name = "reason_box"


class BeginPage(BoxPage):
    """Who takes part."""

    name = "participants_box"


class ConfirmPage(BoxPage):
    """A last question."""

    name = "confirm_box"


class ReportPage(BoxPage):
    """What is to be in the report."""

    name = "report_box"


@pytest.fixture
def company(day: Day) -> UUID:
    return day.desk.companies.register(NewCompany("Ryds Gjuteri AB"))


def at_conversations(day: Day, company: UUID) -> TalkPage:
    """The tab on view."""
    day.shell.window.go("companies", (company, "conversation"))
    back(day)
    return TalkPage(day.shell, day.qtbot)


def back(day: Day) -> None:
    """The window has the keyboard again after a box; no system gives it back here."""
    day.shell.window.activateWindow()
    day.settle()


def held(day: Day, company: UUID, level: int) -> UUID:
    """A conversation in which everything was answered alike, without the screen."""
    use, today = day.desk.conversations, day.clock.now().date()
    talk = use.begin(company, (Participant("Platschef", "Eva Ek"),), today)
    for question in use.guide().questions:
        use.answer(talk, question.id, Answer(level))
    use.close(talk)
    return talk


def test_it_is_led_by_keyboard_and_goes_on_after_a_pause(day: Day, company: UUID) -> None:
    """R18: every answer is there at once; the first question without one is where it goes on."""
    page = at_conversations(day, company)
    page.click("conversation_first")
    box = BeginPage(day.shell, day.qtbot)
    box.write("participant_name_1", "Eva Ek")
    box.key(ENTER)
    back(day)
    assert page.question().startswith("Vet alla här vart företaget är på väg")
    page.answer("2")
    page.key(Qt.Key.Key_V, ALT)
    type_text(page.find(QPlainTextEdit, "question_note"), "Listan hänger i fikarummet, 4 mål")
    page.key(ENTER, CONTROL)
    assert page.question().startswith("När ni köper en maskin")
    page.key(Qt.Key.Key_H, ALT)
    assert page.says("Lyssna efter: Om utbildning finns med i budgeten.")
    page.key(Qt.Key.Key_M, CONTROL)
    reason = ReasonPage(day.shell, day.qtbot)
    type_text(reason.find(QWidget, "reason"), "Inköp vet")
    reason.key(ENTER)
    back(day)
    page.key(Qt.Key.Key_P, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    reason = ReasonPage(day.shell, day.qtbot)
    type_text(reason.find(QWidget, "reason"), "Leverans kl. 14")
    reason.key(ENTER)
    back(day)
    line = day.desk.conversations.list(company)[0]
    assert (line.state, line.answered) == (ConversationState.PAUSED, 2)
    sheet = day.desk.conversations.sheet(line.id)
    assert sheet.answer("mal-omvarld").note == "Listan hänger i fikarummet, 4 mål"
    page.click("conversation_begin")
    assert page.says("Pausat: Leverans kl. 14")
    assert not page.find(QAbstractButton, "step_1").isEnabled()
    page.click("conversation_resume")
    page.key(Qt.Key.Key_3)
    day.settle()
    assert day.desk.conversations.sheet(line.id).line.answered == 3


def test_closed_it_shows_what_changed_and_is_handed_over(
    day: Day, company: UUID, tmp_path: Path
) -> None:
    """I1, I14: roles and next steps, signed and locked; the report is written down."""
    held(day, company, 1)
    day.lock()
    day.clock.advance(timedelta(days=180))
    day.unlock()
    use = day.desk.conversations
    talk = use.begin(company, (Participant("Platschef", "Eva Ek"),), day.clock.now().date())
    for question in use.guide().questions[1:]:
        use.answer(talk, question.id, Answer(2, note="Sa Eva"))
    page = at_conversations(day, company)
    page.click("conversation_begin")
    assert page.says("Förra samtalet: 1 Inte än.")
    page.answer("3")
    write_role(page)
    page.key(Qt.Key.Key_S, ALT)
    profile = page.find(ThemeProfile, "theme_profile").accessibleName()
    assert "Mål: nivå 2,3, förra gången 1,0" in profile
    spoken = page.find(ThemeDevelopment, "theme_development").accessibleName()
    assert "Mål: 2026-05-04 1,0, 2026-10-31 2,3" in spoken
    choose_step(page)
    page.click("conversation_close")
    ConfirmPage(day.shell, day.qtbot).click("confirm_yes")
    assert page.says("Avslutat och signerat 31 oktober 2026")
    sheet = use.sheet(talk)
    assert sheet.is_locked
    assert (sheet.roles[0].gap, sheet.steps[0].responsible) == (3, "Eva Ek")
    page.click("step_done_0")
    assert use.sheet(talk).steps[0].done == day.clock.now().date()
    printed = text_of(handed_over(day, page, tmp_path).read_bytes())
    assert "Gjort 2026-10-31" in printed
    assert not [name for name in ("Sa Eva", "Platschef Eva") if name in printed]
    with day.desk.desk.database.reading() as session:
        (export,) = session.query(ExportRow).all()
    assert (export.kind, export.rows) == ("conversation.pdf", 26)


def write_role(page: TalkPage) -> None:
    """A critical role that nobody can take over."""
    page.click("place_roles")
    page.write("role_name_1", "CNC-svarvare")
    for part, number in (("now", "4"), ("one", "5"), ("three", "7")):
        page.write(f"role_{part}_1", number)
    page.click("role_critical_1")
    assert page.says("Att hitta: 3.")
    assert page.says("1 kritisk roll har ingen som kan ta över.")


def choose_step(page: TalkPage) -> None:
    """A proposal, with who sees to it and until when."""
    page.click("step_mal_1_tick")
    page.write("step_mal_1_who", "Eva Ek")
    page.write("step_mal_1_due", "2026-12-01")


def handed_over(day: Day, page: TalkPage, folder: Path) -> Path:
    """The report without notes, saved where the dialog is told."""
    page.click("conversation_report")
    box = ReportPage(day.shell, day.qtbot)
    box.click("report_save")
    dialog = day.shell.window.findChild(QFileDialog, "choose_file")
    assert dialog is not None
    assert "Ryds Gjuteri AB" in dialog.selectedFiles()[0]
    path = folder / "rapport.pdf"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    day.settle()
    shown = day.shell.window.findChild(ReportBox)
    assert shown is not None
    assert shown.saved_as.text() == "Sparad: rapport.pdf"
    shown.reject()
    return path
