"""`python3 -m ui`: the desk in its window, until that is closed."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.log import start_log
from app.paths import data_folder, log_folder, settings_file
from ui.application import Shell, build_window_in
from ui.crash import CrashHook

if TYPE_CHECKING:
    from ui.session import Session


def main() -> int:
    """Run the desk until its window is closed; the exit code."""
    hook = CrashHook(start_log(log_folder()))
    hook.install()
    shell = build_window_in(settings_file())
    shell.window.take_over(QWidget())  # calm ground until the desk is there
    shell.window.show()
    opened: list[Session] = []
    QTimer.singleShot(0, shell.window, lambda: opened.append(_open_session(shell)))
    code = shell.app.exec()
    for session in opened:
        session.close()
    hook.remove()
    return code


def _open_session(shell: Shell) -> "Session":
    """What is heavy is loaded here, once the window is painted."""
    from app.domain.clock import SystemClock
    from app.workspace import Desks
    from ui.session import Session

    clock = SystemClock()
    session = Session(shell, Desks(data_folder(), clock), clock)
    session.start()
    return session


if __name__ == "__main__":
    sys.exit(main())
