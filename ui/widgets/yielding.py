"""Widgets that take the height that is left and never make a page scroll for more."""

from typing import TypeVar

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import px

WidgetT = TypeVar("WidgetT", bound=QWidget)


def yielding(widget: WidgetT, least: int) -> WidgetT:
    """`widget`, content with `least` pixels of height at 100 %, glad of all there is."""
    policy = widget.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Ignored)
    policy.setHeightForWidth(False)
    widget.setSizePolicy(policy)
    widget.setMinimumHeight(px(least))
    return widget
