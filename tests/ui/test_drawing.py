"""What the drawn tests lean on: words judged once they stand still, no window of a test before."""

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drawing import clipped_texts, picture
from tests.windows import sweep
from ui.widgets.labels import TextLabel


def test_words_that_come_last_get_their_room_before_they_are_judged(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    line = TextLabel("Kort", wrap=True)
    column = QVBoxLayout(page)
    column.addWidget(line)
    column.addStretch(1)
    picture(page, QSize(200, 300))
    line.setText("Utan nät: en krypterad fil som bara noden kan öppna, och svaret tillbaka hit.")
    assert line.heightForWidth(line.width()) > line.height()
    assert clipped_texts(page) == []


def test_a_late_answer_to_a_test_before_opens_its_box_before_the_sweep(qtbot: QtBot) -> None:
    left = QWidget()
    box = QDialog(left)
    QTimer.singleShot(0, box.open)
    sweep()
    assert not QApplication.topLevelWidgets()
    own = QWidget()
    qtbot.addWidget(own)
    own.show()
    own.activateWindow()
    qtbot.waitUntil(own.isActiveWindow, timeout=120_000)
