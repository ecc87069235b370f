"""Every widget of the desk on three sheets: `python -m tests.ui.gallery` draws them."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from tests.ui.drawing import draw, dress
from tests.ui.gallery_case import assessment
from tests.ui.gallery_desk import unlock
from tests.ui.gallery_today import today
from ui.language import set_language

SHEETS = {"today": today, "assessment": assessment, "unlock": unlock}


def main() -> None:
    """Draw all sheets, light, dark and at 200 %."""
    app = QApplication.instance() or QApplication([])
    set_language("sv")
    for name, build in SHEETS.items():
        for theme, scale in (("light", 100), ("dark", 100), ("light", 200)):
            dress(theme, scale)
            sheet = build()
            draw(sheet, f"gallery_{name}_{theme}_{scale}", QSize(1366, 768) * scale / 100)
            sheet.close()
    dress()
    sheet = today()
    draw(sheet, "gallery_today_small", QSize(1093, 614))
    app.processEvents()


if __name__ == "__main__":
    main()
