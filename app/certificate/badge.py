"""The Open Badges 3.0 credential of a certificate, signed by the seal that signed the code."""

import msgspec
from msgspec import UNSET, UnsetType

from app.certificate import badge_words as words
from app.certificate.badge_shape import (
    Achievement,
    AreaDescription,
    AreaResult,
    Credential,
    Criteria,
    Endorsement,
    Evidence,
    Identity,
    Issuer,
    Level,
    Number,
    Owner,
    Status,
    StatusEntry,
    Subject,
    as_json,
)
from app.certificate.data_integrity import secured
from app.certificate.did_key import did_of
from app.certificate.endorsement import says
from app.certificate.wording import CHECK, KINDS, PRACTICE, PRACTICE_MARK
from app.domain.certificate import AreaLine, AreaOutcome, CertificateFacts
from app.domain.certificate_number import format_certificate_number
from app.domain.protocol import ScaleStep
from app.seal import cose
from app.seal.carrier import read_text
from app.seal.claims import CREDITED, AccreditationClaims
from app.seal.codes import BadSeal
from app.seal.keys import SigningKey

_STATUSES: dict[AreaOutcome, Status] = {
    AreaOutcome.SHOWN: "Completed",
    AreaOutcome.CREDITED: "Completed",
    AreaOutcome.NOT_YET: "InProgress",
    AreaOutcome.SAFETY: "InProgress",
    AreaOutcome.NOT_ASSESSED: "Enrolled",
}


def make_badge(
    facts: CertificateFacts, status_index: int, seal: SigningKey, endorsement: bytes | None
) -> bytes:
    """The signed badge as JSON (UTF-8), the same bytes every time for an Ed25519 seal.

    `endorsement` is embedded where it is of the accreditation in the code, else left out.
    A practice badge says PROV and ends where it begins, so that no verifier calls it valid.
    """
    credential = Credential(
        id=words.credential_id(facts.certificate_id),
        name=_name(facts),
        issuer=_issuer(facts, seal, endorsement),
        valid_from=words.day_begins(facts.issued),
        valid_until=_end(facts),
        awarded_date=words.day_begins(facts.issued),
        credential_subject=_subject(facts),
        evidence=(Evidence(id=facts.qr_text, name=words.both(CHECK)),),
        credential_status=_status(facts, status_index, seal.kid),
    )
    return msgspec.json.encode(secured(as_json(credential), seal, credential.valid_from))


def _name(facts: CertificateFacts) -> str:
    name = f"{words.both(KINDS[facts.kind].title)}: {words.both(facts.role)}"
    return f"{PRACTICE_MARK} · {words.both(PRACTICE)} · {name}" if facts.practice else name


def _end(facts: CertificateFacts) -> str | UnsetType:
    if facts.practice:
        return words.day_begins(facts.issued)
    return UNSET if facts.valid_to is None else words.day_ends(facts.valid_to)


def _issuer(facts: CertificateFacts, seal: SigningKey, endorsement: bytes | None) -> Issuer:
    embedded = None if endorsement is None else _embedded(facts, endorsement)
    return Issuer(
        id=did_of(seal.public),
        name=facts.centre,
        official=facts.assessor,
        other_identifier=(Number(identifier=str(facts.assessor_number)),),
        endorsement=UNSET if embedded is None else (embedded,),
    )


def _embedded(facts: CertificateFacts, raw: bytes) -> Endorsement | None:
    """The endorsement, where it is of the accreditation that the code carries."""
    endorsement = msgspec.json.decode(raw, type=Endorsement)
    try:
        statement = cose.open1(read_text(facts.qr_text)[1], cose.Purpose.ACCREDITATION)
        claims = AccreditationClaims.from_bytes(statement.payload)
    except BadSeal:
        return None
    return endorsement if says(endorsement, claims) else None


def _subject(facts: CertificateFacts) -> Subject:
    achievement = _achievement(facts)
    return Subject(
        identifier=_identifiers(facts),
        license_number=format_certificate_number(facts.certificate_id),
        achievement=achievement,
        result=tuple(
            _result(described.id, area)
            for described, area in zip(achievement.result_description, facts.areas, strict=True)
        ),
    )


def _identifiers(facts: CertificateFacts) -> tuple[Identity, ...]:
    name = Identity(identity_type="name", identity_hash=facts.name)
    if facts.birth_date is None:
        return (name,)
    born = Identity(identity_type="ext:birthDate", identity_hash=facts.birth_date.isoformat())
    return (name, born)


def _achievement(facts: CertificateFacts) -> Achievement:
    kind = words.PRACTICE_TYPE if facts.practice else words.TYPES[facts.kind]
    achievement = words.achievement_id(facts.protocol_code, facts.protocol_version, kind)
    described = (facts.level, facts.label)
    return Achievement(
        id=achievement,
        achievement_type=kind,
        name=words.both(facts.role),
        description=". ".join(words.both(text) for text in described if text.sv),
        criteria=Criteria(narrative=words.both(facts.disclaimer)),
        creator=Owner(id=words.owner_id(facts.protocol_code), name=facts.owner),
        human_code=facts.profile,
        version=facts.protocol_version,
        alignment=words.alignments(facts.codes, facts.role) or UNSET,
        result_description=tuple(
            _described(words.area_id(achievement, number), area, facts.scale)
            for number, area in enumerate(facts.areas, 1)
        ),
    )


def _described(area_id: str, area: AreaLine, scale: tuple[ScaleStep, ...]) -> AreaDescription:
    return AreaDescription(
        id=area_id,
        name=words.both(area.name),
        required_level=words.level_id(area_id, area.required_level),
        rubric_criterion_level=tuple(
            Level(
                id=words.level_id(area_id, step.code),
                level=str(step.code),
                name=words.both(step.name),
            )
            for step in scale
        ),
    )


def _result(area_id: str, area: AreaLine) -> AreaResult:
    is_credited = area.outcome is AreaOutcome.CREDITED and area.level in (0, CREDITED)
    level = CREDITED if is_credited else area.level
    has_level = level not in (0, CREDITED)
    return AreaResult(
        result_description=area_id,
        achieved_level=words.level_id(area_id, level) if has_level else UNSET,
        status=_STATUSES[area.outcome],
        value=words.value_of(level),
    )


def _status(facts: CertificateFacts, index: int, kid: bytes) -> StatusEntry:
    address = words.list_address(words.host_of(facts.qr_text), kid)
    return StatusEntry(
        id=f"{address}#{index}",
        status_list_index=str(index),
        status_list_credential=address,
        status_message=words.STATUS_MESSAGES,
    )
