"""A company's page names its orders: open or closed, how many are in each, at which centre."""

from pathlib import Path
from uuid import uuid4

from app.node.visiting import Role
from app.seal.company_payloads import CompanyRegistered, OrderJoined, OrderMade
from app.seal.payloads import CaseOpened, PersonRegistered
from app.seal.records import RecordType
from tests.app.node.page_visits import PageNode, words_of


def test_an_order_says_who_of_it_is_where(tmp_path: Path) -> None:
    """R54, X2: one whom another centre has is counted, one who left is not."""
    node = PageNode(tmp_path)
    log, company, order = node.laptop(), str(uuid4()), str(uuid4())
    here, left = str(uuid4()), str(uuid4())
    node.take(
        log.link(RecordType.COMPANY_REGISTERED, "", CompanyRegistered(company, "Hällsjö AB")),
        log.link(RecordType.ORDER_MADE, "", OrderMade(order, company, "CNC-1", "Våren")),
        log.link(RecordType.PERSON_REGISTERED, here, PersonRegistered(here, "Karin Lindqvist")),
        log.link(RecordType.CASE_OPENED, here, CaseOpened(str(uuid4()), here, "CNC-1/1", "C")),
    )
    for person, has_left in ((here, False), (left, True)):
        joined = OrderJoined(order, company, "CNC-1", person, has_left=has_left)
        node.take(log.link(RecordType.ORDER_JOINED, person, joined))
    with node.served() as served:
        page = served.visitor(Role.READER).see(f"/companies/card?company={company}")
    node.database.close()
    assert page.status_code == 200
    told = words_of(page)
    assert "Våren öppen 1 person · " in told
    assert "Karin" not in told
