"""Choose a file to open or a place to save, without holding up the program."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def open_file(
    parent: QWidget, words: str, patterns: str, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask for an existing file; `chosen` gets it."""
    dialog = QFileDialog(parent.window(), words, _folder(), f"{words} ({patterns})")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _opened(dialog, chosen)


def save_file(
    parent: QWidget, words: str, name: str, chosen: Callable[[Path], object], folder: str = ""
) -> QFileDialog:
    """Ask for a place to save, beginning in `folder` while that is there.

    The dialog itself asks before a file is replaced.
    """
    begins = folder if folder and Path(folder).is_dir() else _folder()
    dialog = QFileDialog(parent.window(), words, begins)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    return _opened(dialog, chosen)


def choose_folder(parent: QWidget, words: str, chosen: Callable[[Path], object]) -> QFileDialog:
    """Ask for a folder to save in."""
    dialog = QFileDialog(parent.window(), words, _folder())
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _opened(dialog, chosen)


def _opened(dialog: QFileDialog, chosen: Callable[[Path], object]) -> QFileDialog:
    dialog.setObjectName("choose_file")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog


def _folder() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
