"""A time of day written as 08:30; tells a time from what is none."""

from datetime import time

from PySide6.QtWidgets import QLineEdit


class TimeEdit(QLineEdit):
    """One line for hour and minute; the colon may be left out, and the minutes of a whole hour."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("08:30")
        self.setMaxLength(5)
        self.editingFinished.connect(self._tidy)

    @property
    def at(self) -> time | None:
        """The time written, None where nothing or no time is."""
        figures = self.text().strip().replace(":", "").replace(".", "")
        if not figures.isascii() or not figures.isdecimal() or len(figures) > 4:
            return None
        hour, minute = (figures, "0") if len(figures) < 3 else (figures[:-2], figures[-2:])
        if int(hour) > 23 or int(minute) > 59:
            return None
        return time(int(hour), int(minute))

    def show_time(self, value: time) -> None:
        """Show a time."""
        self.setText(value.isoformat("minutes"))

    def _tidy(self) -> None:
        if self.at is not None:
            self.show_time(self.at)
