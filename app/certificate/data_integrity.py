"""W3C Data Integrity proofs: eddsa-rdfc-2022, and ecdsa-rdfc-2019 with P-256, over RDFC-1.0."""

import hashlib
import threading
from typing import Any, Final

from app.certificate.contexts import load
from app.certificate.did_key import did_of, from_multibase, method_of, multibase, public_of
from app.seal.keys import ED25519, ESP256, SigningKey, algorithm_of, verify_signature

SUITES: Final = {ED25519: "eddsa-rdfc-2022", ESP256: "ecdsa-rdfc-2019"}
_DOCUMENT = dict[str, Any]
_ONE_AT_A_TIME = threading.Lock()  # PyLD keeps one cache of contexts for all threads, unguarded


def secured(document: _DOCUMENT, key: SigningKey, created: str) -> _DOCUMENT:
    """The document with a proof by `key`; `created` as an XML dateTime in UTC."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITES[key.algorithm],
        "created": created,
        "verificationMethod": method_of(did_of(key.public)),
        "proofPurpose": "assertionMethod",
    }
    signature = key.sign(_hashed(document, proof))
    return {**document, "proof": {**proof, "proofValue": multibase(signature)}}


def proof_holds(document: _DOCUMENT) -> bool:
    """Whether the document's one proof is by the key it names.

    Whose key that is, and whether the document has a shape worth reading, is the caller's to ask
    first: only what comes out of `badge_shape` is safe to work out here.
    """
    unsecured, proof = dict(document), dict(document["proof"])
    del unsecured["proof"]
    signature = from_multibase(proof.pop("proofValue"))
    public = signer_of(document)
    if public is None or signature is None:
        return False
    algorithm = algorithm_of(public)
    if algorithm is None or SUITES[algorithm] != proof["cryptosuite"]:
        return False
    return verify_signature(public, algorithm, signature, _hashed(unsecured, proof))


def signer_of(document: _DOCUMENT) -> bytes | None:
    """The key the proof names, None when it names none by did:key."""
    method = str(document["proof"]["verificationMethod"])
    did = method.partition("#")[0]
    return public_of(did) if method == method_of(did) else None


def _hashed(document: _DOCUMENT, proof: _DOCUMENT) -> bytes:
    """What is signed: the hash of the proof's options, then that of the document (§3.2.4)."""
    options = {"@context": document["@context"], **proof}
    return _digest(options) + _digest(document)


def _digest(document: _DOCUMENT) -> bytes:
    from pyld import jsonld

    # PyLD knows RDFC-1.0 by the name it had before it became a standard.
    options = {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "documentLoader": load,
    }
    with _ONE_AT_A_TIME:
        statements: str = jsonld.normalize(document, options)
    return hashlib.sha256(statements.encode()).digest()
