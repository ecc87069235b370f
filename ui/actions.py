"""Commands at work: bound to a widget by name, shown all together by F1."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.commands import BY_KEY, COMMANDS, SCOPES, Command
from ui.language import tr
from ui.theme import metrics, px
from ui.widgets.buttons import SecondaryButton
from ui.widgets.key_hint import Key
from ui.widgets.labels import TextLabel


def bind(owner: QWidget, key: str, act: Callable[[], object]) -> QAction:
    """Let the command `key` do `act` while `owner` or something in it has the keyboard.

    Commands of the scope "desk" hold in the whole window. KeyError for an unknown command.
    """
    command = BY_KEY[key]
    action = QAction(tr(command.words), owner)
    action.setObjectName(f"command_{key}")
    action.setShortcut(QKeySequence(command.keys))
    context = Qt.ShortcutContext.WidgetWithChildrenShortcut
    if command.scope == "desk":
        context = Qt.ShortcutContext.WindowShortcut
    action.setShortcutContext(context)
    action.triggered.connect(lambda _on=False: act())
    owner.addAction(action)
    return action


def keys_of(key: str) -> str:
    """The keys of a command as they stand on the keyboard, for hints and tooltips."""
    return QKeySequence(BY_KEY[key].keys).toString(QKeySequence.SequenceFormat.NativeText)


class KeysSheet(QDialog):
    """Every command with its keys, by screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keys_sheet")
        self.setWindowTitle(tr("Tangenter"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        around = parent.window().size()
        self.resize(min(px(760), around.width()), min(px(560), around.height() - px(16)))
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(m.gap_huge, m.gap_huge, m.gap_huge, m.card_padding)
        column.setSpacing(m.gap_wide)
        column.addWidget(TextLabel(tr("Tangenter"), "title"))
        column.addWidget(self._list(), 1)
        close = SecondaryButton(tr("Stäng"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)

    def _list(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        inner = QWidget()
        inner.setObjectName("scrolled")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, metrics().gap, 0)
        grid.setHorizontalSpacing(metrics().gap_huge)
        grid.setVerticalSpacing(metrics().gap_small)
        for scope, words in SCOPES.items():
            self._add_scope(grid, tr(words), [one for one in COMMANDS if one.scope == scope])
        grid.setColumnStretch(1, 1)
        area.setWidget(inner)
        return area

    def _add_scope(self, grid: QGridLayout, words: str, commands: list[Command]) -> None:
        head = TextLabel(words, "caption", "muted")
        head.setMinimumHeight(metrics().gap_huge)
        grid.addWidget(head, grid.rowCount(), 0, 1, 2)
        for command in commands:
            row = grid.rowCount()
            grid.addWidget(Key(keys_of(command.key)), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(TextLabel(tr(command.words)), row, 1)
