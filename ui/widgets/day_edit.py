"""A day written as 2026-11-30; tells a day from what is none."""

from datetime import date

from PySide6.QtWidgets import QLineEdit


class DayEdit(QLineEdit):
    """One line for a day in year, month, day; hyphens may be left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("2026-11-30")
        self.setMaxLength(10)
        self.editingFinished.connect(self._tidy)

    @property
    def day(self) -> date | None:
        """The day written, None where nothing or no day is."""
        figures = self.text().strip().replace("-", "")
        if len(figures) != 8 or not figures.isdecimal():
            return None
        try:
            return date(int(figures[:4]), int(figures[4:6]), int(figures[6:]))
        except ValueError:
            return None

    @property
    def is_wrong(self) -> bool:
        """Whether something is written that is no day."""
        return bool(self.text().strip()) and self.day is None

    def show_day(self, day: date | None) -> None:
        """Show a day, or nothing."""
        self.setText(day.isoformat() if day else "")

    def _tidy(self) -> None:
        if self.day is not None:
            self.show_day(self.day)
