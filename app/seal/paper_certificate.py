"""X.509 for paper keys: the authority as certification authority, one leaf for each seal."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID, ObjectIdentifier

from app.seal.claims import AccreditationClaims
from app.seal.codes import BadSeal, Code
from app.seal.keys import ED25519, ESP256, SigningKey, algorithm_of, key_id
from app.seal.shape import bad_shape
from app.seal.trust import ListedKey, Trust

_LARGEST = 8 * 1024
_KID_LENGTH = 8
_LONGEST = 64  # RFC 5280, ub-common-name and its like
_ISSUED_SINCE = datetime(2020, 1, 1, tzinfo=UTC)
_NO_END = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)  # RFC 5280 §4.1.2.5: none is known
_EARLIEST, _LATEST = timedelta(hours=14), timedelta(hours=12)
_DOCUMENTS = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336, id-kp-documentSigning
_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
_UNREADABLE = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)
"""What cryptography raises for a certificate it cannot take apart."""
_Public = Ed25519PublicKey | EllipticCurvePublicKey
_Private = Ed25519PrivateKey | EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class PaperCertificate:
    """What a leaf states: whose paper key (33 bytes, compressed), and from when until when.

    `kid`: the seal's that it was made for, b"" in one of before it was stated.
    """

    public: bytes
    kid: bytes
    assessor: str
    number: int
    centre: str
    not_before: datetime
    not_after: datetime

    def covers(self, moment: datetime) -> bool:
        """Whether a file may be signed at that time."""
        return self.not_before <= moment <= self.not_after


def authority_certificate(authority: SigningKey) -> bytes:
    """The authority's self-signed certificate (DER), the same every time it is made.

    It names the key and nothing else: what the authority is called, and from when until when it
    counts, stands in the trust list. A P-256 signature in it is by RFC 6979.
    """
    public = _loaded(authority.public)
    builder = (
        _builder(authority, public, _issuer_name(authority.public), authority.public)
        .not_valid_before(_ISSUED_SINCE)
        .not_valid_after(_NO_END)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage("key_cert_sign", "crl_sign"), critical=True)
    )
    return _signed(builder, authority)


def certify_paper_key(authority: SigningKey, claims: AccreditationClaims, public: bytes) -> bytes:
    """The leaf (DER) for the paper key of an accredited seal, good for the same days.

    `public`: as `proved_paper_key` gives it. Raises BadSeal E_SHAPE for no point of the curve.
    """
    builder = (
        _builder(authority, _loaded(public), _subject(claims), public + claims.to_bytes())
        .not_valid_before(_first_moment(claims.first_day))
        .not_valid_after(_last_moment(claims.last_day))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage("digital_signature", "content_commitment"), critical=True)
        .add_extension(x509.ExtendedKeyUsage([_DOCUMENTS]), critical=False)
    )
    return _signed(builder, authority)


def is_of(claims: AccreditationClaims, stated: PaperCertificate) -> bool:
    """Whether a leaf was made for this accreditation: the same person, and the same days."""
    return (
        stated.assessor == claims.assessor[:_LONGEST]
        and stated.number == claims.number
        and stated.centre == claims.centre[:_LONGEST]
        and stated.kid in (b"", key_id(claims.seal_public))
        and stated.not_before == _first_moment(claims.first_day)
        and stated.not_after == _last_moment(claims.last_day)
    )


def read_paper_certificate(leaf: bytes) -> PaperCertificate:
    """What a leaf states, nothing proved. Raises BadSeal E_SHAPE."""
    loaded = _opened(leaf)
    number = _stated(loaded.subject, NameOID.SERIAL_NUMBER)
    if not (number.isascii() and number.isdecimal() and len(number) <= 15):
        raise bad_shape()
    return PaperCertificate(
        public=_paper_point(loaded),
        kid=_kid(loaded.subject),
        assessor=_stated(loaded.subject, NameOID.COMMON_NAME),
        number=int(number),
        centre=_stated(loaded.subject, NameOID.ORGANIZATION_NAME),
        not_before=loaded.not_valid_before_utc,
        not_after=loaded.not_valid_after_utc,
    )


def prove_paper_certificate(leaf: bytes, issuer: bytes, trust: Trust) -> PaperCertificate:
    """What a leaf states, once an authority of the trust list stands behind it.

    Raises BadSeal: E_UNKNOWN_KEY when the issuer is no listed authority, E_SIGNATURE when the
    issuer did not sign it so, E_ACC_DATE when the authority might not that day, E_SHAPE.
    """
    stated, above = read_paper_certificate(leaf), _opened(issuer)
    public = _raw(above)
    listed = trust.authorities(key_id(public))
    if not any(key.public == public for key in listed):
        raise BadSeal(Code.E_UNKNOWN_KEY)
    below = _opened(leaf)
    try:
        above.verify_directly_issued_by(above)
        below.verify_directly_issued_by(above)
    except (InvalidSignature, *_UNREADABLE) as error:
        raise BadSeal(Code.E_SIGNATURE) from error
    if not _may_certify(above) or not _may_sign(below):
        raise bad_shape()
    if not _covered(listed, (stated.not_before + _EARLIEST).date()):
        raise BadSeal(Code.E_ACC_DATE)
    return stated


def _covered(listed: tuple[ListedKey, ...], day: date) -> bool:
    return any(key.covers(day) for key in listed)


def _builder(
    authority: SigningKey, public: _Public, subject: x509.Name, numbered_by: bytes
) -> x509.CertificateBuilder:
    digest = hashlib.sha256(authority.public + numbered_by).digest()
    above = x509.SubjectKeyIdentifier.from_public_key(_loaded(authority.public)).digest
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(_issuer_name(authority.public))
        .public_key(public)
        .serial_number(int.from_bytes(digest[:15], "big") | 1)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier(above, None, None), critical=False)
    )


def _signed(builder: x509.CertificateBuilder, authority: SigningKey) -> bytes:
    private = _private(authority)
    if isinstance(private, Ed25519PrivateKey):
        made = builder.sign(private, None)
    else:
        made = builder.sign(private, SHA256(), ecdsa_deterministic=True)
    return made.public_bytes(Encoding.DER)


def _private(key: SigningKey) -> _Private:
    if algorithm_of(key.public) == ED25519:
        return Ed25519PrivateKey.from_private_bytes(key.raw)
    return derive_private_key(int.from_bytes(key.raw, "big"), SECP256R1())


def _loaded(public: bytes) -> _Public:
    try:
        if algorithm_of(public) == ED25519:
            return Ed25519PublicKey.from_public_bytes(public)
        return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public)
    except ValueError as error:
        raise bad_shape() from error


def _opened(der: bytes) -> x509.Certificate:
    """A certificate taken apart, its extensions once read so that later nothing is left to fail."""
    if len(der) > _LARGEST:
        raise bad_shape()
    try:
        loaded = x509.load_der_x509_certificate(der)
        _ = (loaded.extensions, loaded.subject, loaded.issuer, loaded.version)
    except _UNREADABLE as error:
        raise bad_shape() from error
    if loaded.serial_number <= 0:
        raise bad_shape()
    return loaded


def _paper_point(leaf: x509.Certificate) -> bytes:
    public = _raw(leaf)
    if algorithm_of(public) != ESP256:
        raise bad_shape()
    return public


def _raw(certificate: x509.Certificate) -> bytes:
    """The public key as it stands in statements; BadSeal E_SHAPE for a kind we do not use."""
    try:
        public = certificate.public_key()
    except _UNREADABLE as error:
        raise bad_shape() from error
    if isinstance(public, Ed25519PublicKey):
        return public.public_bytes_raw()
    if isinstance(public, EllipticCurvePublicKey) and isinstance(public.curve, SECP256R1):
        return public.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    raise bad_shape()


def _kid(name: x509.Name) -> bytes:
    found = name.get_attributes_for_oid(NameOID.DN_QUALIFIER)
    if not found:
        return b""
    try:
        kid = bytes.fromhex(_stated(name, NameOID.DN_QUALIFIER))
    except ValueError as error:
        raise bad_shape() from error
    if len(kid) != _KID_LENGTH:
        raise bad_shape()
    return kid


def _stated(name: x509.Name, oid: ObjectIdentifier) -> str:
    found = name.get_attributes_for_oid(oid)
    if len(found) != 1 or not isinstance(found[0].value, str):
        raise bad_shape()
    return found[0].value


def _subject(claims: AccreditationClaims) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, claims.centre[:_LONGEST]),
            x509.NameAttribute(NameOID.COMMON_NAME, claims.assessor[:_LONGEST]),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, str(claims.number)),
            x509.NameAttribute(NameOID.DN_QUALIFIER, key_id(claims.seal_public).hex()),
        ]
    )


def _issuer_name(public: bytes) -> x509.Name:
    words = f"Intyga ackreditering {key_id(public).hex()}"
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _key_usage(*wanted: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{usage: usage in wanted for usage in _USAGES})


def _may_certify(issuer: x509.Certificate) -> bool:
    try:
        extensions = issuer.extensions
        return (
            extensions.get_extension_for_class(x509.BasicConstraints).value.ca
            and extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
        )
    except x509.ExtensionNotFound:
        return False


def _may_sign(leaf: x509.Certificate) -> bool:
    try:
        extensions = leaf.extensions
        return (
            not extensions.get_extension_for_class(x509.BasicConstraints).value.ca
            and extensions.get_extension_for_class(x509.KeyUsage).value.content_commitment
        )
    except x509.ExtensionNotFound:
        return False


def _first_moment(day: date) -> datetime:
    """When the day begins anywhere on earth: a desk's own day is not UTC's."""
    return datetime.combine(day, time.min, UTC) - _EARLIEST


def _last_moment(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), UTC) + _LATEST
