"""Is this file the one its manifest speaks of, and who says so: answered without a network."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from app.domain.errors import UserError
from app.reports.manifest_file import ManifestFile, NoManifest, read_manifest
from app.reports.whole_file import manifest_path
from app.seal import cose
from app.seal.claims import AccreditationClaims
from app.seal.codes import BadSeal
from app.seal.cose import Purpose
from app.seal.export_word import Manifest, claimed_export, prove_export
from app.seal.keys import key_id
from app.seal.status import SealState
from app.seal.trust import Delegation, Trust

__all__ = ["ExportAnswer", "ExportCheck", "ExportUnread", "NoManifest", "check_export", "is_export"]
_ENDING = ".manifest.json"
_ENDINGS = (".xlsx", ".csv", ".json", ".parquet")
_GRACE = timedelta(days=1)


class ExportAnswer(StrEnum):
    """What somebody who was handed the file is told."""

    WHOLE = "whole"
    CHANGED = "changed"
    MANIFEST_CHANGED = "manifest_changed"
    UNKNOWN_SIGNER = "unknown_signer"
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class ExportCheck:
    """The answer, what the manifest says, and whose signature holds; "" where none does.

    `is_same`: the file has the manifest's hash, whoever made that.
    """

    answer: ExportAnswer
    manifest: Manifest
    signer: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class _Signer:
    """Whose key it is, and whether a pinned root stands behind it."""

    public: bytes
    name: str
    is_known: bool


class ExportUnread(UserError):
    """The file `name` itself could not be read: `reason` in the system's words."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__()
        self.name = name
        self.reason = reason


def check_export(path: Path, trust: Trust) -> ExportCheck:
    """The answer for a file with its manifest beside it; either of the two may be given.

    Raises NoManifest, ExportUnread.
    """
    file, beside = _pair(path)
    content = read_manifest(beside)
    is_same = _hash(file) == content.manifest.sha256
    signer, is_proved = _signer(content, trust)
    if not is_proved:
        answer = ExportAnswer.MANIFEST_CHANGED
    elif not is_same:
        answer = ExportAnswer.CHANGED
    elif signer is None:
        answer = ExportAnswer.UNSIGNED
    else:
        answer = ExportAnswer.WHOLE if signer.is_known else ExportAnswer.UNKNOWN_SIGNER
    name = signer.name if signer is not None and is_proved else ""
    return ExportCheck(answer, content.manifest, name, is_same)


def is_export(path: Path) -> bool:
    """Whether the file is a manifest, has one beside it or ends as an export does."""
    return path.suffix.lower() in _ENDINGS or manifest_path(path).is_file()


def _pair(path: Path) -> tuple[Path, Path]:
    """The export and its manifest, whichever is given."""
    if path.name.endswith(_ENDING):
        return path.with_name(path.name.removesuffix(_ENDING)), path
    return path, manifest_path(path)


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ExportUnread(path.name, error.strerror or str(error)) from error


def _signer(content: ManifestFile, trust: Trust) -> tuple[_Signer | None, bool]:
    """Who signed, and whether what is shown is what was signed; an unsigned one is neither."""
    if content.signature is None:
        return None, True
    try:
        signed, manifest = claimed_export(content.signature)
        day = manifest.written_at.date()
        signer = _behind(content.authority or b"", cose.kid_of(signed), day, trust)
        prove_export(signed, signer.public)
    except BadSeal:
        return None, False
    return signer, manifest == content.manifest


def _behind(authority: bytes, kid: bytes, day: date, trust: Trust) -> _Signer:
    """The key the statement is about. Raises BadSeal for one that is no statement at all."""
    for node in trust.trust_list.nodes if trust.trust_list else ():
        if node.kid == kid:
            return _Signer(node.public, node.name, node.covers(day))
    try:
        claims, is_known = _accredited(authority, day, trust)
    except BadSeal:
        return _delegated(authority, day, trust)
    is_known = is_known and not _is_withdrawn(claims.seal_public, day, trust)
    return _Signer(claims.seal_public, f"{claims.assessor}, {claims.centre}", is_known)


def _accredited(raw: bytes, day: date, trust: Trust) -> tuple[AccreditationClaims, bool]:
    """What a statement about a seal says, and whether a listed authority made it for the day."""
    signed = cose.open1(raw, Purpose.ACCREDITATION)
    claims = AccreditationClaims.from_bytes(signed.payload)
    is_listed = trust.authority_behind(signed, claims.first_day) is not None
    return claims, is_listed and claims.first_day - _GRACE <= day <= claims.last_day + _GRACE


def _is_withdrawn(public: bytes, day: date, trust: Trust) -> bool:
    """Whether the region no longer believes the seal, as of the newest status held."""
    seal = trust.status.seals.get(key_id(public)) if trust.status else None
    if seal is None or seal.state is SealState.ACTIVE:
        return False
    return seal.state is SealState.COMPROMISED or seal.since is None or seal.since <= day


def _delegated(raw: bytes, day: date, trust: Trust) -> _Signer:
    """The node a root's word is about, whether or not the root is one of ours."""
    signed = cose.open1(raw, Purpose.NODE)
    node = Delegation.from_bytes(signed.payload).node
    try:
        Delegation.proved(raw, trust.roots)
    except BadSeal:
        return _Signer(node.public, node.name, is_known=False)
    return _Signer(node.public, node.name, node.covers(day))
