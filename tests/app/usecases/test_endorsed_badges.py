"""The badge in a certificate's file: signed by the seal, endorsed, the same as the code."""

import json

import pytest

from app.certificate.badge_file import attached
from app.certificate.badge_reading import BadgeCheck, EndorsementState, check_badge
from app.certificate.whole import BADGE_NAME
from app.domain.case import Step
from app.seal import cose
from app.seal.carrier import read_text
from app.seal.claims import AccreditationClaims, CertificateClaims
from app.seal.cose import Purpose
from app.workspace import Workspace
from tests.desk_work import CaseWalk

pytestmark = pytest.mark.begins_at(Step.CERTIFICATE)


def checked(desk: Workspace, certificate: bytes) -> BadgeCheck:
    """The badge in the kept file held against the code on the page."""
    cert, acc = read_text(desk.certificates.facts(certificate).qr_text)
    claims = CertificateClaims.from_bytes(cose.open1(cert, Purpose.CERTIFICATE).payload)
    accreditation = AccreditationClaims.from_bytes(cose.open1(acc, Purpose.ACCREDITATION).payload)
    listed = desk.desk.trust().authority_keys(accreditation.first_day)
    return check_badge(badge_in(desk, certificate), claims, accreditation, listed)


def badge_in(desk: Workspace, certificate: bytes) -> bytes:
    """The badge in the file."""
    found = attached(desk.certificate_files.pdf(certificate).pdf, BADGE_NAME)
    assert found is not None
    (badge,) = found
    return badge


def test_an_issued_certificate_carries_a_badge_that_agrees_with_its_code(walk: CaseWalk) -> None:
    """R38 R40 I4: proof, endorsement and every fact, in the file that is kept."""
    certificate = walk.desk.certificates.issue(walk.case_id)
    check = checked(walk.desk, certificate)
    assert check.is_good
    assert check.endorsement is EndorsementState.GENUINE
    assert check.badge.practice


def test_the_badge_has_no_identity_number_in_it(walk: CaseWalk) -> None:
    """I12: the number is known to the desk and stays there."""
    certificate = walk.desk.certificates.issue(walk.case_id)
    facts = walk.desk.certificates.facts(certificate)
    assert facts.birth_date is not None
    raw = badge_in(walk.desk, certificate).decode()
    assert facts.birth_date.strftime("%Y%m%d") not in raw
    assert json.loads(raw)["credentialSubject"]["identifier"][0]["identityHash"] == facts.name
