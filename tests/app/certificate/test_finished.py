"""The finished file: badge inside, signature over all of it, by either kind of key."""

import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from app.certificate.badge_reading import read_badge
from app.certificate.finished import FileKeys, WantedFile, finished_pdf
from app.certificate.kept_file import has_badge, is_signed, is_whole_file
from app.certificate.signature import check_signature
from app.domain.certificate_number import format_certificate_number
from app.seal.keys import SigningKey
from app.seal.paper_certificate import (
    authority_certificate,
    certify_paper_key,
    read_paper_certificate,
)
from app.seal.paper_key import paper_key
from tests.app.certificate.samples import full
from tests.app.seal.world import (
    ACCREDITATION,
    AUTHORITY,
    P256_AUTHORITY,
    P256_SEAL,
    SEAL,
)
from tests.conftest import missing

WANTED = WantedFile(full(), 7, datetime(2026, 3, 2, 13, 3, tzinfo=UTC))


def keys(seal: SigningKey = SEAL, authority: SigningKey = AUTHORITY) -> FileKeys:
    """Of an accredited assessor."""
    claims = replace(ACCREDITATION, seal_public=seal.public, algorithm=seal.algorithm)
    leaf = certify_paper_key(authority, claims, paper_key(seal).public)
    return FileKeys(seal.public, seal.raw, None, leaf, authority_certificate(authority))


@pytest.mark.parametrize("seal", [SEAL, P256_SEAL], ids=["ed25519", "p256"])
@pytest.mark.parametrize("authority", [AUTHORITY, P256_AUTHORITY], ids=["ed25519", "p256"])
def test_every_kind_of_seal_and_authority_makes_a_whole_file(
    seal: SigningKey, authority: SigningKey
) -> None:
    """Badge and signature are there, and the signature is over the badge too."""
    pdf = finished_pdf(WANTED, keys(seal, authority))
    found = check_signature(pdf)
    assert found.is_whole
    assert read_paper_certificate(found.leaf).public == paper_key(seal).public
    assert (is_signed(pdf), has_badge(pdf)) == (True, True)
    assert is_whole_file(pdf, format_certificate_number(WANTED.facts.certificate_id))
    with pikepdf.open(BytesIO(pdf)) as file:
        raw = file.attachments["kompetensbevis.json"].get_file().read_bytes()
    assert read_badge(raw).name == WANTED.facts.name


def test_without_a_certificate_the_file_has_no_field_to_sign_in() -> None:
    """An empty field would look as if somebody had forgotten something."""
    pdf = finished_pdf(WANTED, replace(keys(), leaf=b"", issuer=b""))
    assert (is_signed(pdf), has_badge(pdf)) == (False, True)
    with pikepdf.open(BytesIO(pdf)) as file:
        assert "/AcroForm" not in file.Root


def test_other_tools_find_nothing_wrong(tmp_path: Path) -> None:
    """qpdf reads every object of the signed file; poppler calls it tagged and lists the badge."""
    file = tmp_path / "bevis.pdf"
    file.write_bytes(finished_pdf(WANTED, keys()))
    said = {}
    for tool, *options in (("qpdf", "--check"), ("pdfinfo",), ("pdfdetach", "-list")):
        program = shutil.which(tool) or missing(tool, "apt-get install qpdf poppler-utils")
        done = subprocess.run([program, *options, file], capture_output=True, text=True, check=True)
        said[tool] = done.stdout + done.stderr
    assert "No syntax or stream encoding errors" in said["qpdf"]
    assert "Tagged:          yes" in said["pdfinfo"]
    assert "PDF version:     1.7" in said["pdfinfo"]
    assert "kompetensbevis.json" in said["pdfdetach"]


def test_a_secret_is_not_in_what_is_printed_of_the_keys() -> None:
    """Whoever logs the keys by mistake logs no secret."""
    assert repr(SEAL.raw) not in repr(keys())
