"""Tab leads to every field: what a container is proxied by is the first of its own."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.tabbing import skipped_by_tab
from ui.screens.audit_draw import DrawForm


def test_the_form_of_a_sample_is_walked_from_its_number(qtbot: QtBot) -> None:
    """X9: by Tab alone."""
    form = DrawForm()
    qtbot.addWidget(form)
    form.show()
    assert skipped_by_tab(form) == []


def test_a_field_before_the_proxy_is_named(qtbot: QtBot) -> None:
    """As Qt has it: going forward the walk begins at the proxy."""
    holder, first, second = QWidget(), QLineEdit(), QLineEdit()
    qtbot.addWidget(holder)
    row = QHBoxLayout(holder)
    for edit, name in ((first, "first"), (second, "second")):
        edit.setObjectName(name)
        row.addWidget(edit)
    holder.setFocusProxy(second)
    holder.show()
    assert skipped_by_tab(holder) == ["first"]
