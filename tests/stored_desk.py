"""One row in every table, kept as a file for each version by `python -m tests.stored_desk`."""

from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.domain.desks import DeskKind
from app.storage import tables as t
from app.storage.upgrade import LATEST, open_desk
from tests.factories import NOON
from tests.stored_companies import company_rows
from tests.stored_ids import ASSESSOR, CASE, COMPANY, DAY, DECISION, KID, PERSON, PROTOCOL, SITTING

KEY = bytes(range(32))
FOLDER = Path(__file__).parent / "data" / "desks"


def rows() -> list[t.Row]:
    """One of each, parents first."""
    return [
        *_people(),
        *_authority(),
        *_case(),
        *_sitting(),
        *_outcome(),
        *_depth(),
        *_disputes(),
        *_log(),
        *_papers(),
        *_told(),
        *company_rows(),
    ]


def _people() -> list[t.Row]:
    return [
        t.DeskFact(name="kind", value=DeskKind.PRACTICE),
        t.OrganisationRow(
            id=COMPANY,
            kind="company",
            name="Hällsjö Mekaniska AB",
            search_name="hallsjo mekaniska ab",
            created=NOON,
        ),
        t.PersonRow(
            id=PERSON,
            line=1,
            name="Karin Lindqvist",
            sort_name="lindqvist karin",
            birth_date=date(1987, 5, 21),
            identity_kind="personnummer",
            identity_sealed=b"sealed",
            identity_hash=b"hash",
            protected=False,
            language="sv",
            employment="employed",
            employer_id=COMPANY,
            registered=NOON,
        ),
        t.PersonNameRow(person_id=PERSON, since=NOON, name="Karin Lindqvist"),
        t.PersonEventRow(person_id=PERSON, at=NOON, kind="registered", actor="Maria", detail=""),
        t.PersonTokenRow(rank=0, token="karin", sort_name="lindqvist karin", line=1),
        t.PersonWordsRow(line=1, words=" karin lindqvist"),
    ]


def _authority() -> list[t.Row]:
    return [
        t.AssessorRow(id=ASSESSOR, name="Maria Sandberg", number=4107, roles=("assessor",)),
        t.ProtocolRow(
            hash=PROTOCOL,
            code="CNC-1",
            version="1.0.0",
            state="published",
            canonical=b"{}",
            installed=NOON,
        ),
        t.PictureRow(sha256=PROTOCOL, content=b"{}"),
        t.SealRow(
            kid=KID,
            assessor_id=ASSESSOR,
            public=bytes(32),
            profiles=("CNC-1",),
            first_day=DAY,
            last_day=DAY,
            centre="Testcenter Värnamo",
            next_status_index=1,
            state="active",
        ),
    ]


def _case() -> list[t.Row]:
    return [
        t.CaseRow(
            id=CASE,
            person_id=PERSON,
            protocol_hash=PROTOCOL,
            code="CNC-1",
            centre="Testcenter Värnamo",
            assessor_id=ASSESSOR,
            state="running",
            opened=NOON,
            booked=NOON,
            touched=NOON,
            machine="Svarv 4",
            gauge="Mikrometer 14",
            gauge_calibrated_to=DAY,
        ),
        t.CaseEventRow(case_id=CASE, at=NOON, kind="opened", actor="Maria", detail=""),
    ]


def _sitting() -> list[t.Row]:
    return [
        t.SittingRow(
            id=SITTING,
            case_id=CASE,
            part="theory",
            number=1,
            state="started",
            seed=7,
            minutes=60,
            started=NOON,
            active_seconds=5,
            heartbeat=NOON,
            current="a",
            stop_note="",
        ),
        t.DrawnItemRow(sitting_id=SITTING, position=0, item_id="a", marked=False),
        t.MetItemRow(person_id=PERSON, scheme="s", item_id="a"),
        t.ResponseRow(sitting_id=SITTING, item_id="a", answer=("b",), at=NOON),
        _observation(),
        t.IncidentRow(sitting_id=SITTING, stopped=NOON, found=NOON, confirmed_by=ASSESSOR),
    ]


def _outcome() -> list[t.Row]:
    return [
        t.DecisionRow(
            id=DECISION,
            case_id=CASE,
            outcome="full",
            result=b"{}",
            signer_id=ASSESSOR,
            signed=NOON,
            appeal_by=DAY,
        ),
        t.PlanRow(case_id=CASE, measures=b"[]", comment="", talked=NOON, saved=NOON),
        t.CertificateRow(
            id=bytes(10),
            case_id=CASE,
            person_id=PERSON,
            number="0000 0000 0000 0000 0",
            kind="full",
            state="issued",
            kid=KID,
            status_index=0,
            issued=DAY,
            valid_to=DAY,
            snapshot=b"{}",
            prints=1,
        ),
    ]


def _depth() -> list[t.Row]:
    return [
        t.AdjustmentRow(
            case_id=CASE, kind="extra_time", name="", language="", note="", approved_by=ASSESSOR
        ),
        t.CreditRow(
            case_id=CASE,
            area_id="matteknik",
            kind="banked",
            level=3,
            source="0000 0000 0000 0000 0",
            issued=DAY,
            credited_by=ASSESSOR,
            at=NOON,
        ),
        *_second_eyes(),
    ]


def _second_eyes() -> list[t.Row]:
    return [
        t.BlobRow(sha256=PROTOCOL, media="image/jpeg", content=b"{}", added=NOON),
        t.PhotoRow(
            id=UUID(int=7),
            sitting_id=SITTING,
            criterion_id="c",
            sha256=PROTOCOL,
            author_id=ASSESSOR,
            at=NOON,
        ),
        t.SettlementRow(
            sitting_id=SITTING,
            criterion_id="c",
            rating=3,
            measured="",
            note="",
            settled_by=ASSESSOR,
            at=NOON,
        ),
        t.ReviewRow(
            id=UUID(int=8),
            case_id=CASE,
            reviewer_id=ASSESSOR,
            verdict="agreed",
            note="",
            result=b"{}",
            at=NOON,
        ),
        t.OverrideRow(
            case_id=CASE,
            area_id="matteknik",
            computed=2,
            level=3,
            reason="",
            made_by=ASSESSOR,
            second_id=ASSESSOR,
            at=NOON,
        ),
    ]


def _disputes() -> list[t.Row]:
    return [
        t.CentreAccreditationRow(
            centre="Testcenter Värnamo",
            site="",
            profile="CNC-1",
            first_day=DAY,
            last_day=DAY,
            state="valid",
        ),
        t.TieRow(
            id=UUID(int=9),
            person_id=PERSON,
            assessor_id=ASSESSOR,
            kind="trained",
            since=DAY,
            note="",
            noted=NOON,
        ),
        t.RegisterRow(
            id=UUID(int=10),
            kind="complaint",
            year=2026,
            number=1,
            case_id=CASE,
            filed=NOON,
            filed_by="Karin Lindqvist",
            words="",
            state="open",
            handler="",
            outcome="",
            reason="",
            case_state="",
        ),
    ]


def _papers() -> list[t.Row]:
    return [
        t.CertificateFileRow(certificate_id=bytes(10), pdf=b"%PDF-", made=NOON, sha256=""),
        t.CertificateChangeRow(
            certificate_id=bytes(10),
            status="suspended",
            reason="found_wrong",
            note="",
            at=NOON,
            by_id=ASSESSOR,
        ),
        t.PaperCertificateRow(kid=KID, certificate=b"0", issuer=b"0"),
        t.EndorsementRow(kid=KID, credential=b"{}"),
        t.NamedBlobRow(sha256="00" * 32, size=3, there=NOON),
    ]


def _told() -> list[t.Row]:
    return [
        t.ConflictRow(id=bytes(16), kind="certificates", review=b"r", told=NOON),
        t.ToldProtocolRow(
            hash="00" * 32,
            code="CNC-1",
            version="1.2.0",
            word="published",
            object="11" * 32,
            size=7,
            from_day=NOON.date(),
            told=NOON,
            state="told",
        ),
        t.ObjectPieceRow(object="11" * 32, start=0, content=b"piece"),
        t.BookingRow(
            id=UUID(int=7),
            day=DAY,
            profile="CNC-1",
            name="Karin Lindqvist",
            birth_date=date(1987, 5, 21),
            company="Hällsjö Mekaniska AB",
            note="",
            state="waiting",
            word=b"w",
        ),
    ]


def _log() -> list[t.Row]:
    return [
        t.RecordRow(
            hash=bytes(32),
            kid=KID,
            epoch=bytes(16),
            seq=0,
            type="log.opened",
            subject="",
            raw=b"raw",
            written=NOON,
        ),
        t.ReceiptRow(record_hash=bytes(32), result="stored", raw=b"r", received=NOON),
        t.FeedEntryRow(cursor=1, type="trust", content=b"c", applied=NOON),
        t.TrustDocumentRow(name="root", content=b"c", fetched=NOON),
        t.VerificationRow(at=NOON, number="0", answer="VALID"),
        t.ExportRow(id=1, at=NOON, actor="Maria", kind="cases.csv", rows=1, sha256="0" * 64),
        t.ExportFileRow(export_id=1, file="cases.csv", filters=b"{}"),
    ]


def _observation() -> t.Row:
    return t.ObservationRow(
        sitting_id=SITTING,
        criterion_id="c",
        rating=3,
        note="",
        measured="25,00",
        later=False,
        author_id=ASSESSOR,
        at=NOON,
    )


def fill(session: Session) -> None:
    """Write the rows."""
    for row in rows():
        session.add(row)
        session.flush()


def counts(session: Session) -> dict[str, int]:
    """How many rows each of our tables holds."""
    names = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
    found = {name: session.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in names}
    return {name: count for name, count in found.items() if not name.startswith("sqlite_")}


def store(folder: Path = FOLDER) -> Path:
    """Write the file of the newest version."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"v{LATEST}.db"
    file.unlink(missing_ok=True)
    database = open_desk(file, KEY)
    with database.transaction() as session:
        fill(session)
    database.close()
    return file


if __name__ == "__main__":
    store()
