"""A table in which several rows are chosen: ticks, keys, and rows that cannot be."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.models.rows import Cell, Index, RowsModel
from ui.widgets.cells import ColumnWidth
from ui.widgets.choice_table import ChoiceTable


class Letters(RowsModel[str]):
    """A letter a row; capitals can be chosen."""

    heads = ("Bokstav", "Igen")

    def cell(self, row: str, column: int) -> Cell:
        """The letter."""
        return Cell(row, key=not column)

    def id_of(self, row: str) -> object:
        """Itself."""
        return row

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Small letters stay where they are."""
        flags = super().flags(index)
        if self.rows[index.row()].islower():
            flags &= ~Qt.ItemFlag.ItemIsSelectable
        return flags


@pytest.fixture(params=[False, True], ids=["rows", "ticks only"])
def table(request: pytest.FixtureRequest, qtbot: QtBot) -> ChoiceTable:
    """Five rows, the third cannot be chosen."""
    made = ChoiceTable("row", "Bokstäver", ticks_only=request.param)
    model = Letters(made)
    model.show_rows("ABcDE")
    made.setModel(model)
    made.set_columns([ColumnWidth(100), ColumnWidth(100, stretch=True)])
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show()
    return made


def tick(table: ChoiceTable, row: int) -> QPoint:
    """Where the tick of a row is."""
    return QPoint(30, table.rowViewportPosition(row) + 10)


def test_ticks_add_and_take_away(table: ChoiceTable, qtbot: QtBot) -> None:
    heard: list[tuple[object, ...]] = []
    table.choice_changed.connect(lambda: heard.append(table.chosen_ids))
    for row in (0, 3, 4, 0):
        at = tick(table, row)
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert table.chosen_ids == ("D", "E")
    assert heard == [("A",), ("A", "D"), ("A", "D", "E"), ("D", "E")]


def test_space_takes_the_current_row_in_and_out(table: ChoiceTable, qtbot: QtBot) -> None:
    table.choose_rows([0, 1], 1)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert table.chosen_ids == ("A",)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert table.chosen_ids == ("A", "B")


def test_what_cannot_be_chosen_is_not(table: ChoiceTable, qtbot: QtBot) -> None:
    table.choose_rows([0], 2)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=tick(table, 2))
    assert table.chosen_ids == ("A",)
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.chosen_ids == ("A", "B", "D", "E")


def test_arrows_choose_alone_or_only_go(table: ChoiceTable, qtbot: QtBot) -> None:
    """In a list one looks through, the row gone to is chosen alone; among ticks nothing is."""
    is_ticks = table.selectionMode() is ChoiceTable.SelectionMode.MultiSelection
    table.choose_rows([0, 3], 0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1
    assert table.chosen_ids == (("A", "D") if is_ticks else ("B",))


def test_enter_opens_the_current_row(table: ChoiceTable, qtbot: QtBot) -> None:
    table.choose_rows([0, 1], 1)
    with qtbot.waitSignal(table.chosen, timeout=120_000) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["B"]
    assert table.chosen_ids == ("A", "B")
