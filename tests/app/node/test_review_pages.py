"""What waits at the node is shown, and a conflict is settled in the browser (R57, R58)."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.domain.conflicts import Keep
from app.node.conflict_tables import ConflictWord
from app.node.contacts import last_synced
from app.node.enrolment import Invited
from app.node.needs import needs
from app.node.tables import EnrolledSeal, KnownEntry, KnownPerson, StoredRecord
from app.node.visiting import Role
from app.node.wording import words
from app.seal.payloads import PersonCorrected
from app.seal.records import RecordType
from app.sync.call_proof import prove_session
from tests.app.node.funding_world import JANUARY, FundingWorld
from tests.app.node.page_visits import PageNode, Served, words_of
from tests.app.node.small_node import INVITED
from tests.app.node.test_conflicts import BORN, ELIN, Laptop
from tests.postgres import fresh_database

WHY = "Elins prov gjordes på fel maskin."


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A node on either engine with two laptops."""
    url = ""
    if request.param == "postgresql":
        url = fresh_database(request.getfixturevalue("postgres_server"))
    node = PageNode(tmp_path_factory.mktemp("review") / "node", url)
    with node.served() as found:
        yield found
    node.database.close()


@pytest.fixture
def laptops(served: Served) -> tuple[Laptop, Laptop]:
    """Maria's and Elin's."""
    node = served.node
    return Laptop(node, node.laptop(INVITED)), Laptop(node, node.laptop(ELIN))


def assessed_twice(maria: Laptop, elin: Laptop) -> str:
    """Two certificates for one person; the conflict's number in an address."""
    before, name = open_ones(maria), f"Karin {uuid4().hex}"
    mine, hers = maria.registers(name), elin.registers(name)
    case, other = maria.opens(mine), elin.opens(hers)
    maria.waits(3)
    maria.issues(mine, case)
    elin.waits(5)
    elin.issues(hers, other)
    (new,) = open_ones(maria) - before
    return new.hex()


def open_ones(laptop: Laptop) -> set[bytes]:
    """The conflicts nobody has settled."""
    with laptop.node.database.reading() as session:
        return set(session.scalars(select(ConflictWord.id).where(ConflictWord.keep == "")))


def test_a_conflict_is_settled_with_both_versions_in_sight(
    served: Served, laptops: tuple[Laptop, Laptop]
) -> None:
    """With a reason; the desks are told, it is logged, and the second answer is refused."""
    conflict = assessed_twice(*laptops)
    path, browser = f"/review/{conflict}", served.visitor(Role.REVIEWER)
    assert path in browser.see("/review").text
    page = words_of(browser.see(path))
    for said in ("Maria Sandberg (10472)", "Elin Sjöberg (10520)", "skiljer"):
        assert said in page
    answer = browser.send(path, keep="first", reason="kort")
    assert answer.status_code == 400
    assert "minst 10 tecken" in words_of(answer)
    for keep in ("", "over", "king"):
        answer = browser.send(path, keep=keep or "x", reason=WHY)
        assert answer.status_code == 400, keep
    assert browser.send(path, keep="first", reason=WHY).status_code == 303
    second = browser.send(path, keep="second", reason=WHY)
    assert second.status_code == 409
    assert "redan avgjord" in words_of(second)
    _, resolutions = laptops[0].hears()
    told = [one for one in resolutions if one.conflict.hex() == conflict]
    assert [(one.keep, one.by, one.reason) for one in told] == [(Keep.FIRST, "Omar Falk", WHY)]
    log = words_of(served.visitor(Role.ADMINISTRATOR).see("/log?act=log_conflict_settled"))
    assert f"{conflict[:8]} · first" in log
    assert "Version 1 gäller" in words_of(browser.see(path))


def test_a_reader_sees_and_settles_nothing(served: Served, laptops: tuple[Laptop, Laptop]) -> None:
    """The form is not there, and sending it anyway is refused."""
    path, browser = f"/review/{assessed_twice(*laptops)}", served.visitor(Role.READER)
    page = browser.see(path)
    assert 'name="keep"' not in page.text
    browser.see("/account")
    assert browser.send(path, keep="first", reason=WHY).status_code == 403
    assert bytes.fromhex(path[8:]) in open_ones(laptops[0])


def test_two_corrections_are_settled_fact_by_fact(
    served: Served, laptops: tuple[Laptop, Laptop]
) -> None:
    """Each fact that differs wants its own choice; nothing of a name runs."""
    maria, elin = laptops
    person, before = maria.registers(f"Åsa {uuid4().hex}"), open_ones(maria)
    for hours, laptop, name in ((1, maria, "Åsa Ek"), (2, elin, "Åsa <b>Ask</b>")):
        laptop.waits(hours)
        told = PersonCorrected(person, name, BORN)
        laptop.sends(laptop.log.link(RecordType.PERSON_CORRECTED, person, told))
    (new,) = open_ones(maria) - before
    path, browser = f"/review/{new.hex()}", served.visitor(Role.COORDINATOR)
    page = browser.see(path)
    assert "<b>Ask" not in page.text
    assert "Åsa <b>Ask</b>" in words_of(page)
    assert browser.send(path, reason=WHY).status_code == 400
    assert browser.send(path, field_name="neither", reason=WHY).status_code == 400
    assert browser.send(path, field_name="second", reason=WHY).status_code == 303
    with served.node.database.reading() as session:
        assert session.get_one(KnownPerson, person).name == "Åsa <b>Ask</b>"


def test_what_waits_is_one_list_the_most_pressing_first(
    served: Served, laptops: tuple[Laptop, Laptop]
) -> None:
    """Conflicts before what is due, before laptops that are silent and days that end (R3, R62)."""
    node = served.node
    assessed_twice(*laptops)
    quiet = Invited("Per-Olof Håkansson", 10700, "Testcenter Norrån", ("CNC-1",))
    log = node.laptop(quiet)
    with node.database.transaction() as session:
        seal = session.get_one(EnrolledSeal, log.key.kid)
        seal.accredited_to = node.now.date() + timedelta(days=12)
        session.add(
            KnownEntry(
                id=str(uuid4()),
                kind="appeal",
                number="ÖV 2026-1",
                deadline=node.now.date() + timedelta(days=5),
                filed=node.now,
            )
        )
        held = session.scalars(select(StoredRecord).limit(1)).one()
        kept, held.result, held.reason = held.result, "stored_held", "unknown_protocol"
    later = node.now + timedelta(days=8)
    with node.database.reading() as session:
        found = needs(session, later)
    kinds = [need.word for need in found]
    assert kinds[0] == "need_conflicts"
    assert kinds.index("need_appeal") < kinds.index("need_stale")
    assert {"need_expiring", "need_held"} <= set(kinds)
    assert ("Per-Olof Håkansson, Testcenter Norrån") in {need.detail for need in found}
    for language in ("sv", "en"):
        for need in found:
            assert words(language).counted(need.word, need.n)  # type: ignore[arg-type]
    page = words_of(served.visitor(Role.READER).see("/review"))
    for said in ("ÖV 2026-1", "Protokollets version är inte publicerad", "Behöver din hjälp"):
        assert said in page
    with node.database.transaction() as session:
        session.get_one(StoredRecord, held.hash).result = kept
        session.get_one(StoredRecord, held.hash).reason = ""


def test_a_laptop_that_speaks_and_has_nothing_to_send_has_synced(served: Served) -> None:
    """By the session it opens, noted at most once an hour (R62)."""
    node = served.node
    log = node.laptop(Invited("Ida Ek", 10801, "Testcenter Ydre", ("CNC-1",)))
    began, kid = node.now, log.key.kid

    def silent() -> bool:
        with node.database.reading() as session:
            found = needs(session, node.now)
        return any(need.word == "need_stale" and "Ida Ek" in need.detail for need in found)

    node.pass_time(timedelta(days=8))
    assert silent()
    node.enrolment.open_session(prove_session(log.key, node.now))
    node.pass_time(timedelta(minutes=59))
    node.enrolment.open_session(prove_session(log.key, node.now))
    with node.database.reading() as session:
        assert last_synced(session, [kid]) == {kid: began + timedelta(days=8)}
    assert not silent()


def test_months_that_are_late_or_to_go_again_wait_for_who_may_see_them(served: Served) -> None:
    """A coordinator is told, a reader is not: the page is not theirs (R63)."""
    node = served.node
    world = FundingWorld(node)
    hours = world.part("Karin Lindqvist")
    world.hours(hours, JANUARY, 10)

    def months(role: Role) -> list[tuple[str, str]]:
        with node.database.reading() as session:
            found = needs(session, node.now, role)
        return [(one.word, one.path) for one in found if "month" in one.word]

    path = f"/participation/{world.project.id}"
    assert months(Role.COORDINATOR) == [("need_month_late", path)]
    assert months(Role.REVIEWER) == []
    world.send(JANUARY)
    world.hours(hours, JANUARY, 12)
    assert ("need_month_again", path) in months(Role.ADMINISTRATOR)
    assert "En månad måste skickas om" in words_of(served.visitor(Role.COORDINATOR).see("/review"))


def test_every_reason_that_holds_a_record_has_its_words() -> None:
    """None is shown as a code."""
    reasons = (
        "unknown_certificate unknown_protocol unknown_conflict unknown_type awaiting_blobs "
        "no_payload unreadable_payload certificate_differs practice conflict settled_before "
        "not_entitled not_possible"
    )
    for reason in reasons.split():
        assert f"held_{reason}" in words("sv")
