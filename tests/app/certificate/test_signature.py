"""PAdES on a certificate's PDF: signed to the standard, and read without believing anything."""

import random
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from app.certificate.signature import FileSignature, SignatureState, check_signature
from app.certificate.signing import sign_pdf
from app.certificate.whole import whole_pdf
from app.seal.keys import SigningKey
from app.seal.paper_certificate import authority_certificate, certify_paper_key
from app.seal.paper_key import paper_key
from tests.app.certificate.samples import full
from tests.app.seal.world import ACCREDITATION, AUTHORITY, OTHER_SEAL, P256_AUTHORITY, SEAL
from tests.conftest import missing
from tests.node_process import ROOT

WHEN = datetime(2026, 3, 2, 14, 3, tzinfo=timezone(timedelta(hours=1)))
MUTATIONS = 3000


@cache
def page() -> bytes:
    """A certificate's file, ready to be signed."""
    return whole_pdf(full(), b'{"a": "badge"}', sign=True)


@cache
def signed(authority: SigningKey = AUTHORITY) -> bytes:
    """The file signed by the accredited seal."""
    key = paper_key(SEAL)
    leaf = certify_paper_key(authority, ACCREDITATION, key.public)
    return sign_pdf(page(), key, leaf, authority_certificate(authority), WHEN)


def test_what_was_there_is_left_as_it_was() -> None:
    """The signature is added at the end: the tags, metadata and badge before it are untouched."""
    assert signed().startswith(page())
    with pikepdf.open(BytesIO(signed())) as file, pikepdf.open(BytesIO(page())) as before:
        assert file.pdf_version == "1.7"
        assert "/Version" not in file.Root
        assert "/Extensions" not in file.Root
        assert file.docinfo == before.docinfo
        assert file.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        fields = file.Root.AcroForm.Fields
        assert [str(field.T) for field in fields] == ["Underskrift"]
        assert fields[0].V.SubFilter == "/ETSI.CAdES.detached"
        assert int(file.Root.AcroForm.SigFlags) == 3


@pytest.mark.parametrize("authority", [AUTHORITY, P256_AUTHORITY], ids=["ed25519", "p256"])
def test_a_signed_file_is_whole_and_says_who_and_when(authority: SigningKey) -> None:
    found = check_signature(signed(authority))
    leaf = certify_paper_key(authority, ACCREDITATION, paper_key(SEAL).public)
    assert found == FileSignature(
        SignatureState.INTACT, leaf, authority_certificate(authority), WHEN
    )


def test_a_file_without_a_field_gets_one() -> None:
    """A page from somewhere else can be signed too."""
    key = paper_key(SEAL)
    leaf = certify_paper_key(AUTHORITY, ACCREDITATION, key.public)
    bare = whole_pdf(full(), None, sign=False)
    assert check_signature(
        sign_pdf(bare, key, leaf, authority_certificate(AUTHORITY), WHEN)
    ).is_whole


def test_pyhanko_reads_it_as_valid_and_trusted() -> None:
    """Its own validation, with the authority as only trust anchor, on a day within the window."""
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    root = Certificate.load(authority_certificate(P256_AUTHORITY))
    reader = PdfFileReader(BytesIO(signed(P256_AUTHORITY)))
    (signature,) = reader.embedded_regular_signatures
    trusting = ValidationContext(trust_roots=[root], moment=WHEN, allow_fetching=False)
    status = validate_pdf_signature(signature, trusting)
    assert (status.valid, status.intact, status.trusted) == (True, True, True)
    assert status.bottom_line


def test_poppler_reads_it_as_valid(tmp_path: Path) -> None:
    pdfsig = shutil.which("pdfsig") or missing("pdfsig", "apt-get install poppler-utils")
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed())
    said = subprocess.run([pdfsig, file], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "Maria Sandberg" in said
    assert "ETSI.CAdES.detached" in said


def test_a_file_that_was_added_to_says_so() -> None:
    """What comes after the signature is not signed, even where the page looks the same."""
    added = signed() + b"\n1 0 obj\n<< >>\nendobj\n%%EOF\n"
    assert check_signature(added).state is SignatureState.EXTENDED
    assert not check_signature(added).is_whole


def test_a_page_put_over_by_an_update_is_not_whole() -> None:
    """A level painted over in an incremental update: the old bytes hold, the file does not."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(signed()))
    writer.root["/Lang"] = writer.root["/Lang"]
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    assert check_signature(out.getvalue()).state is SignatureState.EXTENDED


def resaved(pdf: bytes) -> bytes:
    """As a well-meaning tool leaves it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as file:
        file.save(out)
    return out.getvalue()


def foreign(pdf: bytes) -> bytes:
    """The signature of a file on another one."""
    hole = re.search(rb"/Contents <[0-9A-Fa-f]+>", pdf)
    assert hole is not None
    other = sign_pdf(
        whole_pdf(full(5), None, sign=True),
        paper_key(SEAL),
        certify_paper_key(AUTHORITY, ACCREDITATION, paper_key(SEAL).public),
        authority_certificate(AUTHORITY),
        WHEN,
    )
    return re.sub(rb"/Contents <[0-9A-Fa-f]+>", hole[0], other)


def re_keyed(pdf: bytes) -> bytes:
    """Another's signature with the certificate of this seal."""
    leaf = certify_paper_key(AUTHORITY, ACCREDITATION, paper_key(SEAL).public)
    return sign_pdf(page(), paper_key(OTHER_SEAL), leaf, authority_certificate(AUTHORITY), WHEN)


@pytest.mark.parametrize(
    ("forged", "state"),
    [
        (resaved, SignatureState.CHANGED),
        (foreign, SignatureState.CHANGED),
        (re_keyed, SignatureState.CHANGED),
        (lambda pdf: pdf.replace(b"/Annot", b"/Anoot", 1), SignatureState.CHANGED),
        (lambda pdf: pdf[:-1], SignatureState.CHANGED),
        (lambda pdf: re.sub(rb"/ByteRange \[0 \d+", b"/ByteRange [1 12345", pdf), None),
        (lambda pdf: re.sub(rb"<3082", b"<3083", pdf), None),
        (lambda pdf: re.sub(rb"/Contents <308", b"/Contents <zzz", pdf), None),
    ],
    ids=["saved again", "copied", "other key", "edited", "cut", "range", "length", "no hex"],
)
def test_a_forged_file_is_never_whole(
    forged: Callable[[bytes], bytes], state: SignatureState | None
) -> None:
    found = check_signature(forged(signed())).state
    assert found is not SignatureState.INTACT
    assert state is None or found is state


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"%PDF-1.7",
        b"/ByteRange [0 1 2 3]",
        b"/ByteRange [0 999999999 999999999 999999999]",
        b"/ByteRange [0 99999999999999999999 1 1]",
        b"/ByteRange [ 0 22 32 1 ]<30820000>x",
        b"/ByteRange [" * 10_000,
        b"%PDF-1.7\n" + zlib.compress(bytes(10_000_000)),
        b"<" + b"30" * 200_000 + b">/ByteRange [0 0 400002 10]",
    ],
)
def test_bytes_of_any_kind_get_an_answer(raw: bytes) -> None:
    """Nothing in the file is unpacked, so no bomb has anything to burst in."""
    assert not check_signature(raw).is_whole


def test_a_file_with_no_signature_says_so() -> None:
    assert check_signature(page()).state is SignatureState.MISSING
    assert check_signature(whole_pdf(full(), None, sign=False)).state is SignatureState.MISSING


def test_random_damage_is_always_an_answer_and_never_whole() -> None:
    """Damage in the signed bytes is always found; in the signature it never crashes."""
    chance, file = random.Random(20261122), signed()
    ranges = re.search(rb"/ByteRange \[0 (\d+) (\d+)", file)
    assert ranges is not None
    start, end = int(ranges[1]), int(ranges[2])
    for number in range(MUTATIONS):
        bent = bytearray(file)
        inside = number % 2 == 0
        at = (
            chance.randrange(start, end)
            if inside
            else chance.choice((chance.randrange(start), chance.randrange(end, len(file))))
        )
        bent[at] ^= 1 << chance.randrange(8)
        if number % 5 == 0:
            del bent[chance.randrange(len(bent)) :]
        found = check_signature(bytes(bent))
        assert inside or not found.is_whole


def test_a_program_that_never_signed_reads_it_alike(tmp_path: Path) -> None:
    """Reading leans on nothing that only signing has loaded; pyHanko is not loaded for it."""
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed())
    program = (
        "import sys; from pathlib import Path\n"
        "from app.certificate.signature import check_signature\n"
        "print(check_signature(Path(sys.argv[1]).read_bytes()).state)\n"
        "print('pyhanko' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, file], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["intact", "False"]
