"""A node without HTTP in this process, its clock to turn, with laptops enrolled at will."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from app.domain.certificate import CertificateKind
from app.node.database import NodeDatabase
from app.node.enrolment import Enrolment, Invited
from app.node.ingest import Ingest
from app.node.keys import load_or_create
from app.node.ledger import Ledger
from app.node.publication import Publication
from app.node.rebuild import Rebuilt, rebuild
from app.seal.authority import sign_certificate
from app.seal.claims import CertificateClaims
from app.seal.issued_facts import IssuedFacts
from app.seal.keys import SigningKey
from app.seal.payloads import CertificateIssued
from app.seal.records import RecordType
from app.sync.wire import EnrolRequest, RecordAnswer, SentRecord, enrol_proof
from tests.app.certificate.samples import full
from tests.empty_node import lay_out
from tests.signed_log import SignedLog

DAY = date(2026, 5, 4)
INVITED = Invited("Maria Sandberg", 10472, "Testcenter Värnamo", ("CNC-1",))


class SmallNode:
    """The node's parts on one database."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.now = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
        self.keys = load_or_create(folder, "Nod Jönköping", "intyga.example", self.now)
        if not url:
            lay_out(folder)
        ledger = Ledger(folder, self.keys.node)
        self.database = NodeDatabase(url or f"sqlite:///{folder / 'node.db'}", ledger)
        self.enrolment = Enrolment(self.database, self.keys, lambda: self.now)
        self.ingest = Ingest(self.database, self.keys, lambda: self.now)
        self.publication = Publication(self.database, self.keys, lambda: self.now)

    def pass_time(self, step: timedelta) -> None:
        """Let the node's clock go on."""
        self.now += step

    def laptop(self, invited: Invited = INVITED) -> SignedLog:
        """A log whose seal is enrolled."""
        log = SignedLog()
        code = self.enrolment.invite(invited)
        proof = log.key.sign(enrol_proof(code, log.key.public))
        self.enrolment.enrol(EnrolRequest(code, log.key.public, proof))
        return log

    def take(self, *records: SentRecord) -> tuple[RecordAnswer, ...]:
        """The node's answers."""
        return self.ingest.take(records).results

    def rebuild(self) -> Rebuilt:
        """Make what is shown again."""
        with self.database.transaction() as session:
            self.database.take_turn(session)
            return rebuild(session)


def issued(
    log: SignedLog, case: UUID, index: int, name: str = "Karin Lindqvist", told_name: str = ""
) -> SentRecord:
    """A certificate.issued link; `told_name`: a name that differs from what is signed."""
    payload = certificate(log.key, case, index, name, told_name)
    return log.link(RecordType.CERTIFICATE_ISSUED, "", payload)


def certificate(
    key: SigningKey,
    case: UUID,
    index: int,
    name: str = "Karin Lindqvist",
    told_name: str = "",
    day: date = DAY,
) -> CertificateIssued:
    """A certificate by a seal and every fact on it."""
    claims = CertificateClaims(
        certificate_id=uuid4().bytes[:10],
        name=name,
        birth_date=None,
        profile="CNC-1/1",
        levels=(3,) * 8,
        issued=day,
        valid_to=None,
        status_index=index,
    )
    facts = replace(
        full(),
        certificate_id=claims.certificate_id,
        kind=CertificateKind.FULL,
        practice=False,
        name=told_name or name,
        profile=claims.profile,
        issued=day,
        valid_to=None,
    )
    return CertificateIssued(
        case=str(case),
        person=str(uuid4()),
        facts=IssuedFacts.of(facts),
        status_index=index,
        cert=sign_certificate(key, claims),
        acc=b"",
    )
