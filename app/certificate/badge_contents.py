"""What the fields of a badge come to, where they agree with one another."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, NoReturn

from msgspec import UNSET

from app.certificate import badge_words as words
from app.certificate.badge_shape import (
    CONTEXTS,
    AreaDescription,
    AreaResult,
    Credential,
    Issuer,
    Subject,
)
from app.certificate.did_key import method_of, public_of
from app.domain.certificate import CertificateKind
from app.domain.certificate_number import format_certificate_number
from app.seal.claims import CREDITED, MAX_STATUS_INDEX
from app.seal.keys import key_id

_MOST_AREAS, _MOST_STEPS, _MOST_ALIGNMENTS = 64, 4, 8
_ID: Final = re.compile(r"urn:intyga:certificate:([0-9a-f]{20})")
_CODE: Final = re.compile(r"([A-Z0-9-]{1,12})/[0-9]{1,3}")
_VERSION: Final = re.compile(r"[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}")
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,9}")
_QR: Final = re.compile(r"https://([a-z0-9.-]{1,24})/v#[0-9]{20,4000}")
_KINDS: Final = {word: kind for kind, word in words.TYPES.items()}
_VALUES: Final = {words.value_of(level): level for level in (0, 1, 2, 3, 4, CREDITED)}


@dataclass(frozen=True, slots=True)
class BadgeArea:
    """One area, bound by its id. `level` as in KB1: 0 not assessed, 1–4, 14 credited."""

    number: int
    name: str
    level: int
    required_level: int


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge says; nothing proved yet. `areas` in protocol order, by their ids.

    `valid_to` of a practice badge is None: its credential ends where it begins. `qr_text` is the
    text of the code that the badge says it belongs to.
    """

    certificate_id: bytes
    kind: CertificateKind
    practice: bool
    name: str
    birth_date: date | None
    profile: str
    areas: tuple[BadgeArea, ...]
    issued: date
    valid_to: date | None
    centre: str
    assessor: str
    assessor_number: int
    status_index: int
    seal_public: bytes
    has_endorsement: bool
    qr_text: str


def badge_of(credential: Credential) -> Badge:
    """What the credential says; ValueError where one field contradicts another."""
    seal, subject = public_of(credential.issuer.id), credential.credential_subject
    matched = _ID.fullmatch(credential.id)
    if seal is None or matched is None or credential.context != CONTEXTS:
        _refuse()
    certificate_id = bytes.fromhex(matched[1])
    if subject.license_number != format_certificate_number(certificate_id):
        _refuse()
    practice, kind = _kind(subject.achievement.achievement_type)
    name, born = _person(subject)
    issued, valid_to = _days(credential, practice)
    return Badge(
        certificate_id=certificate_id,
        kind=kind,
        practice=practice,
        name=name,
        birth_date=born,
        profile=subject.achievement.human_code,
        areas=_areas(subject),
        issued=issued,
        valid_to=valid_to,
        centre=credential.issuer.name,
        assessor=credential.issuer.official,
        assessor_number=_number(credential.issuer.other_identifier[0].identifier),
        status_index=_index(credential, seal),
        seal_public=seal,
        has_endorsement=_has_endorsement(credential.issuer),
        qr_text=credential.evidence[0].id,
    )


def _kind(word: str) -> tuple[bool, CertificateKind]:
    if word == words.PRACTICE_TYPE:
        return True, CertificateKind.FULL
    if word not in _KINDS:
        _refuse()
    return False, _KINDS[word]


def _person(subject: Subject) -> tuple[str, date | None]:
    known = {fact.identity_type: fact.identity_hash for fact in subject.identifier}
    if len(known) != len(subject.identifier) or any(fact.hashed for fact in subject.identifier):
        _refuse()
    if "name" not in known:
        _refuse()
    born = known.get("ext:birthDate")
    return known["name"], None if born is None else _day(born)


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


def _days(credential: Credential, practice: bool) -> tuple[date, date | None]:
    issued = words.day_of(credential.valid_from)
    if not credential.valid_from == credential.awarded_date == words.day_begins(issued):
        _refuse()
    if practice:
        if credential.valid_until != credential.valid_from:
            _refuse()
        return issued, None
    if credential.valid_until is UNSET:
        return issued, None
    valid_to = words.day_of(credential.valid_until)
    if credential.valid_until != words.day_ends(valid_to):
        _refuse()
    return issued, valid_to


def _areas(subject: Subject) -> tuple[BadgeArea, ...]:
    """The areas by number, each with the one result that names it."""
    achievement = subject.achievement
    profile = _CODE.fullmatch(achievement.human_code)
    if profile is None or not _VERSION.fullmatch(achievement.version):
        _refuse()
    expected = words.achievement_id(profile[1], achievement.version, achievement.achievement_type)
    alignments = achievement.alignment or ()
    if (
        achievement.id != expected
        or achievement.creator.id != words.owner_id(profile[1])
        or not len(set(alignments)) == len(alignments) <= _MOST_ALIGNMENTS
    ):
        _refuse()
    described = {area.id: area for area in achievement.result_description}
    results = {result.result_description: result for result in subject.result}
    ids = [words.area_id(expected, number) for number in range(1, len(described) + 1)]
    if not set(ids) == set(described) == set(results) or not 1 <= len(ids) <= _MOST_AREAS:
        _refuse()
    if len(achievement.result_description) != len(subject.result) or len(ids) != len(
        subject.result
    ):
        _refuse()
    return tuple(
        _area(number, described[area_id], results[area_id]) for number, area_id in enumerate(ids, 1)
    )


def _area(number: int, described: AreaDescription, result: AreaResult) -> BadgeArea:
    steps = {step.id: step.level for step in described.rubric_criterion_level}
    codes = [str(code) for code in range(1, len(steps) + 1)]
    ids = [words.level_id(described.id, int(code)) for code in codes]
    is_whole = len(steps) == len(described.rubric_criterion_level) <= _MOST_STEPS
    if not is_whole or steps != dict(zip(ids, codes, strict=True)):
        _refuse()
    level = _VALUES[result.value] if result.value in _VALUES else _refuse()
    shown = steps.get(str(result.achieved_level)) if result.achieved_level else None
    if described.required_level not in steps or (level in (0, CREDITED)) != (shown is None):
        _refuse()
    if shown is not None and shown != result.value:
        _refuse()
    return BadgeArea(number, described.name, level, int(steps[described.required_level]))


def _index(credential: Credential, seal: bytes) -> int:
    """The place in the seal's own list, which is on the host the code leads to."""
    entry = credential.credential_status
    qr = _QR.fullmatch(credential.evidence[0].id)
    if qr is None or entry.status_message != words.STATUS_MESSAGES:
        _refuse()
    address = words.list_address(qr[1], key_id(seal))
    index = _number(entry.status_list_index)
    is_ours = (entry.status_list_credential, entry.id) == (address, f"{address}#{index}")
    if not is_ours or index > MAX_STATUS_INDEX:
        _refuse()
    return index


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        _refuse()
    return int(text)


def _has_endorsement(issuer: Issuer) -> bool:
    if issuer.endorsement is UNSET:
        return False
    endorsement = issuer.endorsement[0]
    if endorsement.context != CONTEXTS or endorsement.proof is UNSET:
        _refuse()
    method, theirs = endorsement.proof.verification_method, endorsement.issuer.id
    known = (public_of(theirs), public_of(endorsement.credential_subject.id))
    if None in known or method != method_of(theirs):
        _refuse()
    if not words.ACCREDITATION_ID.fullmatch(endorsement.id):
        _refuse()
    words.day_of(endorsement.valid_from)
    words.day_of(endorsement.valid_until)
    return True


def _refuse() -> NoReturn:
    raise ValueError
