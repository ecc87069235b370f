"""What becomes of a certificate, as somebody does it in the room of certificates."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.domain.certificate_status import StatusAct, StatusReason
from app.domain.desks import PRACTICE_PIN
from tests.day import Day
from tests.pages_registers import CTRL, PinPage
from ui.screens.case.status_box import StatusBox
from ui.screens.case.status_line import StatusLine
from ui.screens.case.status_menu import StatusMenu
from ui.screens.certificates import CertificatesScreen
from ui.widgets.timeline import Timeline


class StatusPage(PinPage):
    """The panel of one certificate, its menu, its boxes."""

    def __init__(self, day: Day, certificate: bytes) -> None:
        super().__init__(day)
        self.window.go("certificates")
        day.settle()
        self.screen.open_with(certificate)
        day.settle()

    @property
    def screen(self) -> CertificatesScreen:
        """The room."""
        found = self.window.screen_of("certificates")
        assert isinstance(found, CertificatesScreen)
        return found

    @property
    def shown(self) -> bytes | None:
        """The certificate on view."""
        return None if self.screen.panel.line is None else self.screen.panel.line.id

    @property
    def line(self) -> str:
        """What the panel says became of it."""
        found = self.screen.panel.findChild(StatusLine, "certificate_standing")
        assert found is not None
        return found.words.text() if found.isVisible() else ""

    def menu(self) -> StatusMenu:
        """Ask for the menu by its key."""
        self.screen.table.setFocus()
        self.key(Qt.Key.Key_E, CTRL)
        found = self.box(StatusMenu, "status_menu")
        assert isinstance(found, StatusMenu)
        return found

    def acts(self) -> list[str]:
        """The acts the menu offers; it is left again."""
        menu = self.menu()
        offered = [act.value for act in StatusAct if menu.findChild(QPushButton, f"status_{act}")]
        menu.reject()
        self.day.settle()
        return offered

    def history(self) -> str:
        """The history as a screen reader reads it; the menu is left again."""
        menu = self.menu()
        timeline = menu.findChild(Timeline)
        assert timeline is not None
        said = timeline.accessibleName()
        menu.reject()
        self.day.settle()
        return said

    def begin(self, act: StatusAct) -> StatusBox:
        """Choose an act in the menu."""
        entry = self.menu().findChild(QPushButton, f"status_{act}")
        assert entry is not None
        self.click(entry)
        found = self.box(StatusBox, "status_box")
        assert isinstance(found, StatusBox)
        return found

    def do(
        self, act: StatusAct, reason: StatusReason | None = None, note: str = "", name: str = ""
    ) -> None:
        """The whole act: why, own words, the name, and the PIN."""
        box = self.begin(act)
        if reason is not None:
            self.click(box.tiles[reason])
        if name:
            field = box.findChild(QLineEdit, "status_name")
            assert field is not None
            field.selectAll()
            self.qtbot.keyClicks(field, name)
        box.note.insertPlainText(note)
        self.click(box.act)
        self.sign(PRACTICE_PIN)
