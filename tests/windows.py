"""No window outlives its test: one left would take keyboard, memory and time of all that follow."""

import sys


def sweep() -> None:
    """Delete every window there is, once what was on its way to them has come.

    Else an answer to the test before opens a box in its hidden window, and the next test's own is
    no longer the active one; and every change of theme dresses all that were ever left.
    """
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication
    from shiboken6 import delete, isValid

    if not isinstance(QCoreApplication.instance(), QApplication):
        return
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for window in QApplication.topLevelWidgets():
        if isValid(window) and window.parent() is None:
            delete(window)
