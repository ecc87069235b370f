"""The auditor's page at the node: drawn, logged, opened, taken as a file (X9)."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.domain.certificate import CertificateKind
from app.domain.sampling import drawn
from app.node.account_tables import AuditLine
from app.node.tables import EnrolledSeal
from app.node.visiting import Role
from app.reports.export_check import ExportAnswer, check_export
from app.seal.payloads import DecisionMade, PersonRegistered
from app.seal.records import RecordType, open_record
from app.seal.trust import Trust
from tests.app.node.page_visits import PageNode, Served, words_of
from tests.signed_log import SignedLog

SEED = "revision · 2026"
NAMES = ("Vera Ahlgren", "Karin Lindqvist", "Ali Hassan", "Nils Ek")


@pytest.fixture(scope="module")
def cases() -> dict[str, UUID]:
    """The cases with a decision, by whose they are; the first person is protected."""
    return {}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, cases: dict[str, UUID]) -> Iterator[Served]:
    """A node with four cases, of which three are decided."""
    node = PageNode(tmp_path_factory.mktemp("sample"))
    log = node.laptop()
    for at, name in enumerate(NAMES):
        case = sent(node, log, name, is_protected=at == 0, is_decided=at < 3)
        if at < 3:
            cases[name] = case
    with node.served() as found:
        yield found
    node.database.close()


def sent(
    node: PageNode, log: SignedLog, name: str, *, is_protected: bool, is_decided: bool
) -> UUID:
    """A person and their case at the node."""
    person = uuid4()
    told = PersonRegistered(person=str(person), name=name, is_protected=is_protected)
    case, opened = log.case(person)
    node.take(log.link(RecordType.PERSON_REGISTERED, str(person), told), opened)
    if is_decided:
        made = DecisionMade(case=str(case), outcome=CertificateKind.FULL, areas=())
        node.take(log.link(RecordType.DECISION_MADE, str(person), made))
    return case


def acts(served: Served, act: str) -> list[str]:
    """What the log says was done so, oldest first."""
    with served.node.database.reading() as session:
        lines = select(AuditLine.subject).where(AuditLine.act == act).order_by(AuditLine.id)
        return list(session.scalars(lines))


def test_who_only_reads_draws_what_the_seed_says_and_it_is_logged(
    served: Served, cases: dict[str, UUID]
) -> None:
    """X9, R55: serial alone of a protected person, that it was read is logged; drawn alike."""
    reader = served.visitor(Role.READER)
    assert "Skriv hur många ärenden" in words_of(reader.see("/sample"))
    assert "Skriv hur många" in words_of(reader.see(f"/sample?count=3&seed={SEED}"))
    seen = acts(served, "log_protected_seen")
    drawn_now = reader.fill("/sample", count="3", seed=SEED)
    page = words_of(reader.see(drawn_now.headers["location"]))
    assert "3 av 3 beslutade ärenden" in page
    assert page.count("Alla underskrifter håller") == 3
    assert "2 poster" in page
    assert ("Karin Lindqvist" in page, "Vera Ahlgren" in page) == (True, False)
    places = [page.index(str(one)) for one in drawn(SEED, cases.values(), 3)]
    assert places == sorted(places)
    lines = acts(served, "log_sample_drawn")
    assert lines[-1].startswith(f"3 · {SEED} · 3/3 · ")
    assert acts(served, "log_protected_seen") == [*seen, str(cases["Vera Ahlgren"])]
    again = words_of(reader.see(f"/sample?count=3&seed={SEED}"))
    assert again == page
    for wrong in ({"count": "0", "seed": SEED}, {"count": "x", "seed": "y"}, {"count": "5"}):
        refused = reader.send("/sample", **{"seed": "", **wrong})
        assert (refused.status_code, "Inget är draget" in words_of(refused)) == (400, True)
    assert acts(served, "log_sample_drawn") == lines


def test_the_file_is_signed_names_nobody_and_each_record_proves_again(
    served: Served, cases: dict[str, UUID], tmp_path: Path
) -> None:
    """X9, I14: seed in the manifest, rows and hash in the log, signatures whole."""
    reader = served.visitor(Role.READER)
    answer = reader.see(f"/sample.json?count=3&seed={SEED}")
    assert not [name for name in NAMES if name in answer.text]
    rows = json.loads(answer.content)
    assert answer.headers["X-Row-Count"] == str(len(rows)) == "6"
    for row in rows:
        header = open_record(bytes.fromhex(row["signed"]), public(served, row["seal"]))
        assert (header.seq, header.type, row["holds"]) == (row["seq"], row["type"], True)
    assert {row["case"] for row in rows} == {None, *map(str, list(cases.values())[1:])}
    assert SEED in acts(served, "log_export_made")[-1]
    coordinator = served.visitor(Role.COORDINATOR)
    listed = coordinator.see("/exports").text
    found = listed[listed.index("/exports/", listed.index("intyga-sample-")) :]
    manifest = coordinator.see(found[: found.index('"')])
    name = unquote(manifest.headers["Content-Disposition"]).split('"')[1]
    (tmp_path / name).write_bytes(manifest.content)
    file = tmp_path / name.removesuffix(".manifest.json")
    file.write_bytes(answer.content)
    keys = served.node.keys
    check = check_export(file, Trust.load(keys.roots, keys.trust_list))
    assert (check.answer, check.manifest.filters["seed"]) == (ExportAnswer.WHOLE, SEED)
    assert reader.see("/sample.exe?count=3&seed=a").status_code == 404
    assert reader.see("/sample.json").status_code == 404
    assert served.visitor().see("/sample").status_code == 303


def public(served: Served, kid: str) -> bytes:
    """The seal's own key."""
    with served.node.database.reading() as session:
        return session.get_one(EnrolledSeal, bytes.fromhex(kid)).public
