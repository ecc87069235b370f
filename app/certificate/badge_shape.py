"""The JSON of a badge, field by field: Open Badges 3.0 as Intyga writes it, nothing else."""

from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType, field

from app.certificate.contexts import CREDENTIALS, OPEN_BADGES

Contexts = tuple[str, str]
CONTEXTS: Contexts = (CREDENTIALS, OPEN_BADGES)
Status = Literal["Completed", "InProgress", "Enrolled"]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """What every part has in common."""


class Proof(Part, frozen=True, kw_only=True):
    """A Data Integrity proof."""

    type: Literal["DataIntegrityProof"]
    cryptosuite: Literal["eddsa-rdfc-2022", "ecdsa-rdfc-2019"]
    created: str
    verification_method: str
    proof_purpose: Literal["assertionMethod"]
    proof_value: str


class Authority(Part, frozen=True, kw_only=True):
    """Who endorses: the accreditation authority."""

    id: str
    type: tuple[Literal["Profile"]] = ("Profile",)
    name: str


class Endorsed(Part, frozen=True, kw_only=True):
    """Whom the endorsement is about: the seal, and what is said of it."""

    id: str
    type: tuple[Literal["EndorsementSubject"]] = ("EndorsementSubject",)
    endorsement_comment: str


class Endorsement(Part, frozen=True, kw_only=True):
    """The authority's accreditation of the seal as an EndorsementCredential."""

    context: Contexts = field(name="@context", default=CONTEXTS)
    id: str
    type: tuple[Literal["VerifiableCredential"], Literal["EndorsementCredential"]] = (
        "VerifiableCredential",
        "EndorsementCredential",
    )
    name: str
    issuer: Authority
    valid_from: str
    valid_until: str
    credential_subject: Endorsed
    proof: Proof | UnsetType = UNSET


class Number(Part, frozen=True, kw_only=True):
    """The assessor's accreditation number."""

    type: Literal["IdentifierEntry"] = "IdentifierEntry"
    identifier: str
    identifier_type: Literal["ext:accreditationNumber"] = "ext:accreditationNumber"


class Issuer(Part, frozen=True, kw_only=True):
    """The seal: the test centre, and the assessor who signs for it."""

    id: str
    type: tuple[Literal["Profile"]] = ("Profile",)
    name: str
    official: str
    other_identifier: tuple[Number]
    endorsement: tuple[Endorsement] | UnsetType = UNSET


class Identity(Part, frozen=True, kw_only=True):
    """A fact by which to know the person; never an identity number (I12)."""

    type: Literal["IdentityObject"] = "IdentityObject"
    hashed: bool = False
    identity_type: Literal["name", "ext:birthDate"]
    identity_hash: str


class Level(Part, frozen=True, kw_only=True):
    """One step of the scale, for one area."""

    id: str
    type: tuple[Literal["RubricCriterionLevel"]] = ("RubricCriterionLevel",)
    level: str
    name: str


class AreaDescription(Part, frozen=True, kw_only=True):
    """An area: its steps and the one required."""

    id: str
    type: tuple[Literal["ResultDescription"]] = ("ResultDescription",)
    name: str
    result_type: Literal["RubricCriterionLevel"] = "RubricCriterionLevel"
    required_level: str
    rubric_criterion_level: tuple[Level, ...]


class AreaResult(Part, frozen=True, kw_only=True):
    """What was shown in the area it names; no level where none was assessed or only credited."""

    type: tuple[Literal["Result"]] = ("Result",)
    result_description: str
    achieved_level: str | UnsetType = UNSET
    status: Status
    value: str


class Alignment(Part, frozen=True, kw_only=True):
    """A concept of a public classification."""

    type: tuple[Literal["Alignment"]] = ("Alignment",)
    target_name: str
    target_url: str
    target_framework: str
    target_code: str


class Owner(Part, frozen=True, kw_only=True):
    """Whose model it is."""

    id: str
    type: tuple[Literal["Profile"]] = ("Profile",)
    name: str


class Criteria(Part, frozen=True, kw_only=True):
    """What it takes, and what the certificate is not."""

    narrative: str


class Achievement(Part, frozen=True, kw_only=True):
    """The profile in one version, for one kind of certificate."""

    id: str
    type: tuple[Literal["Achievement"]] = ("Achievement",)
    achievement_type: str
    name: str
    description: str
    criteria: Criteria
    creator: Owner
    human_code: str
    version: str
    in_language: Literal["sv"] = "sv"
    alignment: tuple[Alignment, ...] | UnsetType = UNSET
    result_description: tuple[AreaDescription, ...]


class Subject(Part, frozen=True, kw_only=True):
    """The person and what they have shown; `license_number` as printed on the paper."""

    type: tuple[Literal["AchievementSubject"]] = ("AchievementSubject",)
    identifier: tuple[Identity, ...]
    license_number: str
    achievement: Achievement
    result: tuple[AreaResult, ...]


class Evidence(Part, frozen=True, kw_only=True):
    """The signed certificate itself, as the text in its QR code."""

    id: str
    type: tuple[Literal["Evidence"]] = ("Evidence",)
    name: str


class StatusMessage(Part, frozen=True, kw_only=True):
    """What one value of the status list means."""

    status: str
    message: str


class StatusEntry(Part, frozen=True, kw_only=True):
    """Where the certificate stands in the issuing seal's status list."""

    id: str
    type: Literal["BitstringStatusListEntry"] = "BitstringStatusListEntry"
    status_purpose: Literal["message"] = "message"
    status_size: Literal[2] = 2
    status_list_index: str
    status_list_credential: str
    status_message: tuple[StatusMessage, ...]


class Credential(Part, frozen=True, kw_only=True):
    """The whole badge."""

    context: Contexts = field(name="@context", default=CONTEXTS)
    id: str
    type: tuple[Literal["VerifiableCredential"], Literal["AchievementCredential"]] = (
        "VerifiableCredential",
        "AchievementCredential",
    )
    name: str
    issuer: Issuer
    valid_from: str
    valid_until: str | UnsetType = UNSET
    awarded_date: str
    credential_subject: Subject
    evidence: tuple[Evidence]
    credential_status: StatusEntry
    proof: Proof | UnsetType = UNSET


def as_json(part: Part) -> dict[str, Any]:
    """The part as JSON's own objects and arrays."""
    tree: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(part))
    return tree
