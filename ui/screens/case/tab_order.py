"""The order in which Tab goes through parts that are made after the rest of the page."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtWidgets import QWidget


def tab_through(parts: Iterable[QWidget]) -> None:
    """Let Tab go through `parts` in this order."""
    for before, after in pairwise(parts):
        QWidget.setTabOrder(before, after)
