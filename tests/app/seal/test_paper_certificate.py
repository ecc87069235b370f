"""X.509 for the key that files are signed with: made alike by both kinds of authority, proved."""

import random
import shutil
import subprocess
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from app.seal.authority import sign_trust_list
from app.seal.codes import BadSeal, Code
from app.seal.keys import SigningKey
from app.seal.paper_certificate import (
    authority_certificate,
    certify_paper_key,
    is_of,
    prove_paper_certificate,
    read_paper_certificate,
)
from app.seal.paper_key import paper_key
from app.seal.trust import Trust, TrustList
from tests.app.seal.world import (
    ACCREDITATION,
    AUTHORITY,
    LISTED,
    OTHER_AUTHORITY,
    P256_AUTHORITY,
    ROOT,
    SEAL,
    window,
)
from tests.conftest import missing

PUBLIC = paper_key(SEAL).public
AUTHORITIES = pytest.mark.parametrize(
    "authority", [AUTHORITY, P256_AUTHORITY], ids=["ed25519", "p256"]
)

NEGATIVE_SERIALS = pytest.mark.filterwarnings(
    "ignore::cryptography.utils.CryptographyDeprecationWarning"
)
"""Bent certificates may have one: cryptography says so, and we refuse them."""


def trust(*authorities: SigningKey, first: date = date(2026, 1, 1)) -> Trust:
    """A verifier that believes these authorities for half a year."""
    listed = tuple(window(a, "Organet", first, first + timedelta(days=200)) for a in authorities)
    raw = sign_trust_list(ROOT, TrustList(1, LISTED, listed, ()))
    return Trust.load((ROOT.public,), raw)


def leaf(authority: SigningKey = AUTHORITY) -> bytes:
    """The certificate of the seal's paper key."""
    return certify_paper_key(authority, ACCREDITATION, PUBLIC)


@AUTHORITIES
def test_a_certificate_says_who_where_and_for_which_days(authority: SigningKey) -> None:
    """R38: assessor, number and centre as accredited, on every desk's own day."""
    stated = prove_paper_certificate(
        leaf(authority), authority_certificate(authority), trust(authority)
    )
    assert (stated.assessor, stated.number, stated.centre) == (
        "Maria Sandberg",
        2041,
        "Testcenter Värnamo",
    )
    assert stated.public == PUBLIC
    assert is_of(ACCREDITATION, stated)
    first_hour_in_sweden = datetime(2026, 1, 14, 23, 30, tzinfo=UTC)
    assert stated.covers(first_hour_in_sweden)
    assert not stated.covers(datetime(2026, 5, 16, tzinfo=UTC))
    assert not stated.covers(datetime(2026, 1, 13, tzinfo=UTC))


@AUTHORITIES
def test_the_same_is_certified_the_same_way(authority: SigningKey) -> None:
    """So that accepting an answer again changes nothing."""
    assert leaf(authority) == leaf(authority)
    assert authority_certificate(authority) == authority_certificate(authority)


@AUTHORITIES
def test_it_is_x509_as_the_standard_wants_it(authority: SigningKey) -> None:
    """RFC 5280: usages, key identifiers, a positive serial of at most 20 octets."""
    made = x509.load_der_x509_certificate(leaf(authority))
    above = x509.load_der_x509_certificate(authority_certificate(authority))
    usage = made.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert (usage.value.digital_signature, usage.value.content_commitment) == (True, True)
    assert not usage.value.key_cert_sign
    own = above.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    named = made.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
    assert named.key_identifier == own
    assert 0 < made.serial_number < 2**159
    assert made.issuer == above.subject
    made.verify_directly_issued_by(above)


def test_two_accreditations_of_one_seal_have_two_serials() -> None:
    later = replace(ACCREDITATION, serial=8, first_day=date(2026, 4, 1), last_day=date(2026, 7, 1))
    one, two = (
        x509.load_der_x509_certificate(certify_paper_key(AUTHORITY, claims, PUBLIC))
        for claims in (ACCREDITATION, later)
    )
    assert one.serial_number != two.serial_number
    assert not is_of(later, read_paper_certificate(leaf()))


def test_an_authority_nobody_listed_stands_behind_nothing() -> None:
    with pytest.raises(BadSeal) as refused:
        prove_paper_certificate(leaf(), authority_certificate(AUTHORITY), trust(OTHER_AUTHORITY))
    assert refused.value.code is Code.E_UNKNOWN_KEY


def test_an_authority_stands_behind_its_own_certificates_only() -> None:
    both = trust(AUTHORITY, OTHER_AUTHORITY)
    with pytest.raises(BadSeal) as refused:
        prove_paper_certificate(leaf(), authority_certificate(OTHER_AUTHORITY), both)
    assert refused.value.code is Code.E_SIGNATURE


def test_an_authority_certifies_only_within_its_days() -> None:
    late = trust(AUTHORITY, first=date(2026, 2, 1))
    with pytest.raises(BadSeal) as refused:
        prove_paper_certificate(leaf(), authority_certificate(AUTHORITY), late)
    assert refused.value.code is Code.E_ACC_DATE


def test_a_leaf_is_no_authority_and_an_authority_is_no_leaf() -> None:
    above = authority_certificate(AUTHORITY)
    with pytest.raises(BadSeal):
        prove_paper_certificate(leaf(), leaf(), trust(AUTHORITY))
    with pytest.raises(BadSeal):
        prove_paper_certificate(above, above, trust(AUTHORITY))


@NEGATIVE_SERIALS
def test_every_byte_of_a_certificate_counts() -> None:
    """One bit turned in each: nobody stands behind any of them.

    But for the one that says how many bits before the signature's end mean nothing.
    """
    made, above, believed = leaf(), authority_certificate(AUTHORITY), trust(AUTHORITY)
    taken = []
    for at in range(len(made)):
        with suppress(BadSeal):
            bent = made[:at] + bytes([made[at] ^ 1]) + made[at + 1 :]
            prove_paper_certificate(bent, above, believed)
            taken.append(at)
    assert taken == [len(made) - 65]


@pytest.mark.parametrize("raw", [b"", b"0", b"\x30\x80" * 4000, bytes(9000)])
def test_what_is_no_certificate_is_said_to_be_none(raw: bytes) -> None:
    with pytest.raises(BadSeal) as refused:
        prove_paper_certificate(raw, authority_certificate(AUTHORITY), trust(AUTHORITY))
    assert refused.value.code is Code.E_SHAPE


def test_a_certificate_of_another_kind_is_said_to_be_none() -> None:
    """An RSA certificate from anywhere: read without a crash, and not ours."""
    key = generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Någon annan")])
    foreign = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(datetime(2026, 1, 1))
        .not_valid_after(datetime(2027, 1, 1))
        .sign(key, SHA256())
        .public_bytes(Encoding.DER)
    )
    with pytest.raises(BadSeal):
        read_paper_certificate(foreign)
    with pytest.raises(BadSeal):
        prove_paper_certificate(leaf(), foreign, trust(AUTHORITY))


def test_a_long_name_is_cut_where_the_standard_ends() -> None:
    """RFC 5280 allows 64 characters; the accreditation's own text is untouched."""
    claims = replace(ACCREDITATION, assessor="Ann-Sofie " * 7 + "Ek", centre="C" * 70)
    stated = read_paper_certificate(certify_paper_key(AUTHORITY, claims, PUBLIC))
    assert (len(stated.assessor), len(stated.centre)) == (64, 64)
    assert is_of(claims, stated)


@AUTHORITIES
def test_another_implementation_builds_the_same_chain(
    authority: SigningKey, tmp_path: Path
) -> None:
    """OpenSSL, for signing documents, on a day within the accreditation."""
    openssl = shutil.which("openssl") or missing("openssl", "apt-get install openssl")
    above, below = tmp_path / "above.pem", tmp_path / "below.pem"
    for file, der in ((above, authority_certificate(authority)), (below, leaf(authority))):
        pem = x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM)
        file.write_bytes(pem)
    day = int(datetime(2026, 3, 1, tzinfo=UTC).timestamp())
    command = [openssl, "verify", "-x509_strict", "-attime", str(day), "-CAfile", above, below]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr


@NEGATIVE_SERIALS
def test_random_damage_is_always_an_answer() -> None:
    """2 000 bent certificates, as leaf and as issuer: an answer or a certificate, no crash."""
    chance, believed = random.Random(7), trust(AUTHORITY)
    genuine = (leaf(), authority_certificate(AUTHORITY))
    for number in range(2000):
        pair = [bytearray(der) for der in genuine]
        bent = pair[number % 2]
        for _ in range(chance.randrange(1, 5)):
            bent[chance.randrange(len(bent))] = chance.randrange(256)
        with suppress(BadSeal):
            prove_paper_certificate(bytes(pair[0]), bytes(pair[1]), believed)
