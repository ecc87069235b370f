"""Every page of the node in one table, and who may open it: a slice registers by one line."""

from typing import Final

from app.node import (
    account_pages,
    cases_page,
    companies_page,
    export_pages,
    funding_pages,
    log_pages,
    login_pages,
    picture_pages,
    registry_page,
    review_pages,
    sample_pages,
    seal_pages,
    settings_pages,
    statistics_pages,
)
from app.node.visiting import Page

PAGES: Final[tuple[Page, ...]] = (
    *picture_pages.PAGES,
    *cases_page.PAGES,
    *registry_page.PAGES,
    *companies_page.PAGES,
    *export_pages.PAGES,
    *statistics_pages.PAGES,
    *funding_pages.PAGES,
    *login_pages.PAGES,
    *account_pages.PAGES,
    *log_pages.PAGES,
    *sample_pages.PAGES,
    *settings_pages.PAGES,
    *review_pages.PAGES,
    *seal_pages.PAGES,
)
