"""No window outlives its test, and no look: either would change all tests that follow."""

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
    _dress_plainly()


def _dress_plainly() -> None:
    """Light, 100 %, Swedish: what every test begins with that asks for nothing else."""
    if "ui.application" not in sys.modules:
        return
    from ui.application import application
    from ui.language import language, set_language
    from ui.theme import apply_theme, look, set_contrast

    if look().contrast:
        set_contrast(application(), on=False)
    apply_theme(application(), "light")
    if language() != "sv":
        set_language("sv")
