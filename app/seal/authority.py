"""The signing side: root, authority, seal and node, each with its own kind of statement."""

from app.seal import cose
from app.seal.centre_claims import CentreClaims
from app.seal.claims import AccreditationClaims, CertificateClaims
from app.seal.cose import Purpose
from app.seal.keys import SigningKey
from app.seal.status import StatusList, pack_bundle
from app.seal.trust import Delegation, ListedKey, TrustList


def create_root() -> SigningKey:
    """A new root key. Its public half is what gets pinned."""
    return SigningKey.generate()


def sign_trust_list(root_key: SigningKey, content: TrustList) -> bytes:
    """The trust list as verifiers take it."""
    return cose.sign1(root_key, content.to_bytes(), Purpose.TRUST)


def sign_delegation(root_key: SigningKey, node: ListedKey, serial: int) -> bytes:
    """The root's word on one node key; `serial`: of the first trust list that names the node."""
    return cose.sign1(root_key, Delegation(node, serial).to_bytes(), Purpose.NODE)


def sign_accreditation(authority_key: SigningKey, claims: AccreditationClaims) -> bytes:
    """The authority's statement about one seal."""
    return cose.sign1(authority_key, claims.to_bytes(), Purpose.ACCREDITATION)


def sign_centre(authority_key: SigningKey, claims: CentreClaims) -> bytes:
    """The authority's statement about one test centre (R2)."""
    return cose.sign1(authority_key, claims.to_bytes(), Purpose.CENTRE)


def sign_certificate(seal_key: SigningKey, claims: CertificateClaims) -> bytes:
    """The signed certificate. Without kid: the accreditation beside it names the key."""
    return cose.sign1(seal_key, claims.to_bytes(), Purpose.CERTIFICATE, with_kid=False)


def sign_status_bundle(node_key: SigningKey, content: StatusList, delegation: bytes) -> bytes:
    """The status bundle as published; `delegation` from `sign_delegation`."""
    statement = cose.sign1(node_key, content.to_bytes(), Purpose.STATUS)
    return pack_bundle(statement, delegation)
