"""Every page of the node in one table, and who may open it: a slice registers by one line."""

from typing import Final

from app.node import front_pages, login_pages
from app.node.visiting import Page

PAGES: Final[tuple[Page, ...]] = (
    *front_pages.PAGES,
    *login_pages.PAGES,
)
