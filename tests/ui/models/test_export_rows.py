"""What a line among the exports says where there is no file to find again."""

import pytest
from pytestqt.qtbot import QtBot

from app.usecases.exports import MadeExport
from tests.factories import NOON
from ui.models.export_rows import ExportRows

LINES = {
    "order.rota.print": ("Schema", "Kontoret", "Utskriven"),
    "sample": ("Stickprov", "–", "Ingen fil"),
}


@pytest.mark.parametrize("kind", LINES)
def test_what_made_no_file_is_not_said_to_be_gone(qtbot: QtBot, kind: str) -> None:
    """I14: a printout names its printer."""
    filters = {"printer": "Kontoret"} if kind.endswith("print") else {}
    made = MadeExport(NOON, "Maria", kind, 2, "0" * 64, None, filters, False)
    rows = ExportRows()
    words = [rows.cell(made, column) for column in (0, 1, 5)]
    told = tuple(cell.state.words if cell.state else cell.text for cell in words)
    assert told == LINES[kind]
