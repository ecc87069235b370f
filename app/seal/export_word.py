"""What a file for somebody else states about itself, signed by who made it (I14)."""

from datetime import datetime

import msgspec

from app.seal import cose
from app.seal.codes import BadSeal, Code
from app.seal.cose import Purpose
from app.seal.keys import SigningKey, algorithm_of


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Rows, SHA-256 (hex) of the file, when (aware); what it holds, narrowed by what, by whom.

    `columns` are keys, `place` the test centre or region, `cut` how many cells a spreadsheet
    could not hold whole. `practice`: nothing in it is real.
    """

    rows: int
    sha256: str
    written_at: datetime
    kind: str = ""
    file: str = ""
    by: str = ""
    place: str = ""
    filters: dict[str, str] = {}
    columns: tuple[str, ...] = ()
    cut: int = 0
    practice: bool = False


def sign_export(key: SigningKey, manifest: Manifest) -> bytes:
    """The COSE_Sign1 over the manifest's one form: JSON, sorted, defaults left out."""
    return cose.sign1(key, _canonical(manifest), Purpose.EXPORT)


def claimed_export(raw: bytes) -> tuple[cose.Signed, Manifest]:
    """The signature taken apart and what it is over, nothing proved yet. Raises BadSeal."""
    signed = cose.open1(raw, Purpose.EXPORT)
    cose.kid_of(signed)
    try:
        manifest = msgspec.json.decode(signed.payload, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadSeal(Code.E_SHAPE) from error
    if _canonical(manifest) != signed.payload:
        raise BadSeal(Code.E_NONCANONICAL)
    return signed, manifest


def prove_export(signed: cose.Signed, public: bytes) -> None:
    """Prove that `public` signed it. Raises BadSeal."""
    cose.check1(signed, public, algorithm_of(public) or 0)


def _canonical(manifest: Manifest) -> bytes:
    return msgspec.json.encode(manifest, order="sorted")
