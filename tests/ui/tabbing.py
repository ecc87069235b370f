"""What Tab never leads to: Qt skips what stands before the widget a container is proxied by."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def skipped_by_tab(root: QWidget) -> list[str]:
    """Names of widgets on view that only Shift+Tab reaches."""
    within = [root, *root.findChildren(QWidget)]
    found = (_before(one, one.focusProxy()) for one in within if one.isVisibleTo(root))
    return sorted({name for names in found for name in names})


def _before(container: QWidget, proxy: QWidget | None) -> Iterator[str]:
    if proxy is None or not container.isAncestorOf(proxy):
        return
    here = container.nextInFocusChain()
    while here not in (proxy, container):
        reached = here.focusPolicy() & Qt.FocusPolicy.TabFocus and here.focusProxy() is None
        if reached and here.isVisibleTo(container) and container.isAncestorOf(here):
            yield here.objectName() or type(here).__name__
        here = here.nextInFocusChain()
