"""Seals: accreditation taken over only when proved, status indexes given once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.seal.authority import create_root, sign_accreditation, sign_trust_list
from app.seal.claims import AccreditationClaims
from app.seal.codes import BadSeal
from app.seal.keys import ED25519, SigningKey
from app.seal.trust import ListedKey, Trust, TrustList
from app.storage import seals
from app.storage.database import Database
from app.storage.tables import CertificateRow, SealRow
from tests.stored_desk import CASE, DAY, PERSON, fill

ASSESSOR = UUID(int=77)
ROOT, AUTHORITY, SEAL = create_root(), SigningKey.generate(), SigningKey.generate()
CLAIMS = AccreditationClaims(
    number=4107,
    seal_public=SEAL.public,
    algorithm=ED25519,
    assessor="Maria Sandberg",
    centre="Testcenter Värnamo",
    profiles=("CNC-1", "SVETS-1"),
    first_day=date(2026, 4, 1),
    last_day=date(2026, 6, 30),
    serial=3,
)
LISTED = ListedKey(AUTHORITY.public, "Ackreditering", date(2026, 1, 1), date(2026, 12, 31))
LIST = TrustList(1, datetime(2026, 1, 1, tzinfo=UTC), (LISTED,), ())
TRUST = Trust.load([ROOT.public], sign_trust_list(ROOT, LIST))


def test_a_proved_accreditation_is_taken_over(database: Database) -> None:
    """What the seal may certify, and until when, stands beside it."""
    raw = sign_accreditation(AUTHORITY, CLAIMS)
    assert seals.prove_accreditation(raw, TRUST, SEAL.public).claims == CLAIMS
    with _with_seal(database) as session:
        seals.set_accreditation(session, SEAL.kid, raw)
        seal = seals.seal_of(session, ASSESSOR)
        assert seal is not None
        assert (seal.profiles, seal.first_day, seal.last_day) == (
            CLAIMS.profiles,
            CLAIMS.first_day,
            CLAIMS.last_day,
        )
        assert seal.accreditation == raw


@pytest.mark.parametrize(
    ("authority", "claims"),
    [
        (SigningKey.generate(), CLAIMS),
        (AUTHORITY, replace(CLAIMS, seal_public=SigningKey.generate().public)),
    ],
    ids=["unknown authority", "another seal"],
)
def test_an_accreditation_nobody_stands_behind_is_refused(
    authority: SigningKey, claims: AccreditationClaims
) -> None:
    """R1: only an authority of the trust list, and only for this seal."""
    with pytest.raises(BadSeal):
        seals.prove_accreditation(sign_accreditation(authority, claims), TRUST, SEAL.public)


def test_status_indexes_count_up_and_are_never_given_twice(database: Database) -> None:
    """I7: also when the counter is behind the certificates, as after a restored backup."""
    with _with_seal(database) as session:
        assert [seals.take_status_index(session, SEAL.kid) for _ in range(3)] == [0, 1, 2]
        fill(session)
        session.add(_certificate(41))
        session.flush()
        session.get_one(SealRow, SEAL.kid).next_status_index = 7
        assert [seals.take_status_index(session, SEAL.kid) for _ in range(2)] == [42, 43]


def test_a_withdrawn_seal_is_nobodys(database: Database) -> None:
    """Only an active seal is found for an assessor."""
    with _with_seal(database) as session:
        session.get_one(SealRow, SEAL.kid).state = seals.WITHDRAWN
        session.flush()
        assert seals.seal_of(session, ASSESSOR) is None
        assert seals.all_seals(session) == []


@contextmanager
def _with_seal(database: Database) -> Iterator[Session]:
    new = seals.NewAssessor(
        ASSESSOR, "Maria Sandberg", 4107, ("assessor",), SEAL.public, SEAL.kid, "Testcenter"
    )
    with database.transaction() as session:
        seals.add_assessor(session, new)
        yield session


def _certificate(index: int) -> CertificateRow:
    return CertificateRow(
        id=bytes([1] * 10),
        case_id=CASE,
        person_id=PERSON,
        number="another",
        kind="full",
        state="issued",
        kid=SEAL.kid,
        status_index=index,
        issued=DAY,
        snapshot=b"{}",
        prints=0,
    )
