"""A copied laptop gave another certificate the same place: today asks, and a new one is made."""

import pytest
from PySide6.QtWidgets import QPushButton

from app.domain.case import Step
from app.domain.certificate_status import StatusAct
from app.storage.tables import FeedEntryRow
from app.sync.wire import REGION_STATUS, RegionStatus, encode
from tests.day import Day
from tests.pages_status import StatusPage
from ui.screens.case.status_menu import StatusMenu


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_a_certificate_whose_place_is_shared_is_made_anew_without_a_new_name(day: Day) -> None:
    """R43 R57: nothing to choose and nothing to type but the PIN."""
    walk = day.walk().to(Step.CERTIFICATE)
    certificate = day.desk.certificates.issue(walk.case_id)
    day.desk.cases.close(walk.case_id)
    desk = day.desk.desk
    now = desk.clock.now()
    content = encode(RegionStatus(certificate, "suspended", "shared_place", now))
    with desk.database.transaction() as session:
        row = FeedEntryRow(cursor=1, type=REGION_STATUS, content=content, applied=now)
        session.add(row)

    page = StatusPage(day, certificate)
    assert page.line.startswith("Tillfälligt stoppat av regionen")
    assert "delar plats i statuslistan med ett annat bevis" in page.line
    entry = page.menu().findChild(QPushButton, "status_replace")
    assert entry is not None
    assert "Ersätt med ett nytt bevis" in entry.text()
    page.box(StatusMenu, "status_menu").reject()
    day.settle()
    page.do(StatusAct.REPLACE)

    new = page.shown
    assert new not in (None, certificate)
    states = {line.id: line.state for line in day.desk.certificates.list()}
    assert (states[certificate], states[new or b""]) == ("replaced", "issued")
