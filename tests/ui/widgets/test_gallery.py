"""Every widget draws in light, dark and at 200 % without a clipped text or a Qt warning."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drawing import DESK, SMALL, clipped_texts, dress, picture
from tests.ui.gallery import SHEETS
from ui.theme import ThemeChoice


@pytest.mark.parametrize("build", SHEETS.values(), ids=SHEETS)
@pytest.mark.parametrize(
    ("theme", "scale", "size"),
    [("light", 100, DESK), ("dark", 100, DESK), ("light", 200, DESK * 2), ("light", 100, SMALL)],
    ids=["light", "dark", "200", "small"],
)
def test_a_sheet_draws_whole(
    qtbot: QtBot, build: Callable[[], QWidget], theme: ThemeChoice, scale: int, size: QSize
) -> None:
    dress(theme, scale)
    sheet = build()
    qtbot.addWidget(sheet)
    assert not picture(sheet, size).isNull()
    assert clipped_texts(sheet) == []


@pytest.mark.parametrize("build", SHEETS.values(), ids=SHEETS)
def test_everything_one_can_act_on_has_a_name_for_screen_readers(
    qtbot: QtBot, build: Callable[[], QWidget]
) -> None:
    sheet = build()
    qtbot.addWidget(sheet)
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QTableView)
    nameless = [
        f"{type(one).__name__} {one.objectName()}"
        for kind in kinds
        for one in sheet.findChildren(kind)
        if one.isVisibleTo(sheet)
        and not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
        and not one.objectName().startswith("qt_")
    ]
    assert nameless == []
