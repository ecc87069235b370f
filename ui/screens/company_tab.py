"""What every tab of a company's page is."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.change import Change
from app.domain.errors import UserError
from ui.theme import metrics


class CompanyTab(QWidget):
    """One tab: shows a company, loads when it comes on view and after a change.

    A tab builds itself into `self.page`, sets its fixed words in `retranslate`, and tells the
    screen around it by its signals; the screen calls `open_company` before the tab is shown.
    """

    go = Signal(str, object)  # to another screen of the desk: its key and subject
    failed = Signal(UserError)  # shown in the screen's error bar
    headed = Signal(str)  # the line under the company's name in the page head

    def __init__(self) -> None:
        super().__init__()
        self.company_id: UUID | None = None
        self.page = QVBoxLayout(self)
        self.page.setContentsMargins(0, 0, 0, 0)
        self.page.setSpacing(metrics().gap)

    def open_company(self, company_id: UUID) -> None:
        """Show this company from now on."""
        self.company_id = company_id
        self.refresh()

    def refresh(self) -> None:
        """Load what the tab shows."""

    def on_change(self, change: Change) -> None:
        """Something changed while the tab is on view; the default loads again."""
        self.refresh()

    def retranslate(self) -> None:
        """Every fixed word in the language in force."""
