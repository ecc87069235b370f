"""The scheme owner of a practice desk, so that anybody can try an import there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from msgspec.structs import replace
from sqlalchemy.orm import Session

from app.protocols.canonical import check_canonical
from app.protocols.content import PackageContent, canonical_bytes, content_from
from app.protocols.format_items import ItemsFile
from app.protocols.format_words import BothText
from app.protocols.package_file import PackageFile
from app.protocols.sealed import seal_package
from app.seal.keys import SigningKey
from app.seal.package_seal import OwnerClaims, sign_owner
from app.storage import protocols
from app.usecases.practice_trust import PracticeKeys

OWNER = "Övningshuvudman"
_WINDOW = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class PracticeOwner:
    """The owner's key and what the practice authority states of them."""

    key: SigningKey
    statement: bytes

    @classmethod
    def of(cls, session: Session, scheme: str, code: str, now: datetime) -> "PracticeOwner":
        """The owner of this desk for one profile; the same key as long as the desk lives."""
        authority = PracticeKeys.read(session).authority
        key = SigningKey.from_bytes(sha256(b"practice owner" + authority.raw).digest())
        today = now.date()
        claims = OwnerClaims(
            public=key.public,
            name=OWNER,
            schemes=(scheme,),
            codes=(code,),
            first_day=today - _WINDOW,
            last_day=today + _WINDOW,
            serial=1,
        )
        return cls(key, sign_owner(authority, claims))


def sample_package(session: Session, protocol_hash: str, now: datetime) -> PackageFile:
    """The next version of an installed one, a little changed and signed by the practice owner.

    Raises UnknownProtocol, DamagedRecord.
    """
    content = content_from(protocols.canonical(session, protocol_hash))
    pictures = protocols.pictures(session, content.pictures)
    canonical = canonical_bytes(_changed(content))
    loaded = check_canonical(canonical, pictures)
    owner = PracticeOwner.of(session, loaded.protocol.scheme, loaded.protocol.code, now)
    return seal_package(loaded, owner.key, owner.statement, now.date())


def _changed(content: PackageContent) -> PackageContent:
    """The next minor version: more time for theory, one item less in a test, one explained more."""
    protocol = content.protocol
    major, minor, _ = protocol.version.split(".")
    rules = replace(protocol.rules, theory_minutes=min(1440, protocol.rules.theory_minutes + 15))
    areas = list(protocol.areas)
    at = next((n for n, area in enumerate(areas) if area.items > 1), None)
    if at is not None:
        areas[at] = replace(areas[at], items=areas[at].items - 1)
    version = f"{major}.{int(minor) + 1}.0"
    made = replace(protocol, version=version, rules=rules, areas=tuple(areas))
    return replace(content, protocol=made, items=(_explained(content.items[0]), *content.items[1:]))


def _explained(file: ItemsFile) -> ItemsFile:
    """The first item of an area with a sentence more in its explanation."""
    if not file.families:
        return file
    family = file.families[0]
    item = family.items[0]
    why = BothText(f"{item.why.sv} (Förtydligat.)", f"{item.why.en} (Clarified.)")
    items = (replace(item, why=why), *family.items[1:])
    return replace(file, families=(replace(family, items=items), *file.families[1:]))
