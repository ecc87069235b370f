"""The Qt binding in use does not lose Python's constants: 6.12.0 aborted after a few hundred."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel


class Emitter(QObject):
    """Something that emits."""

    told = Signal(bool)


def test_thousands_of_signals_keep_true_alive(qapp: QApplication) -> None:
    emitter = Emitter()
    before = sys.getrefcount(True)
    for _ in range(5_000):
        emitter.told.emit(True)
    assert sys.getrefcount(True) > before - 100


def test_thousands_of_calls_keep_none_alive(qapp: QApplication) -> None:
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(8_000):
        label.setText(str(number))
    assert sys.getrefcount(None) > before - 100
