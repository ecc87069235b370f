"""`protocol.yaml` and `texts.yaml` as structs: unknown fields are refused, limits stand here."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from app.domain.protocol import Critical, Evidence, LearningOutcome, Method, MultipleScoring
from app.protocols.format_words import (
    BothText,
    Day,
    Line,
    Minutes,
    Months,
    Number,
    Permille,
    PicturePath,
    Slug,
)

ProfileCode = Annotated[str, Meta(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)*$", max_length=12)]
"""With `/` and a major version of three digits it fills a certificate's 16 bytes (KB1, key 4)."""

Version = Annotated[str, Meta(pattern=r"^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,3})){2}$")]
Uuid = Annotated[str, Meta(pattern=r"^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$")]
Level = Annotated[int, Meta(ge=1, le=4)]


class ScaleStepFile(Struct, forbid_unknown_fields=True, frozen=True):
    """One step of the scale; codes count 1, 2, 3 … from the lowest."""

    code: Level
    name: BothText
    description: BothText


class MeasureFile(Struct, forbid_unknown_fields=True, frozen=True):
    """A proposed way to close a gap: `length` says how much, e.g. "2 dagar"."""

    text: BothText
    length: BothText


class MeasuredFile(Struct, forbid_unknown_fields=True, frozen=True):
    """A measured value: decimals as text, limits included."""

    unit: Line
    nominal: Number
    lower: Number
    upper: Number
    gauge: BothText


class OralQuestionFile(Struct, forbid_unknown_fields=True, frozen=True):
    """What to ask where the act was not seen, and what a good answer holds."""

    ask: BothText
    good: tuple[BothText, ...]


class CriterionFile(Struct, forbid_unknown_fields=True, frozen=True):
    """An observable act; theory criteria are covered by items, the others are rated."""

    id: Slug
    text: BothText
    detail: BothText
    outcome: LearningOutcome
    method: Method
    critical: Critical = Critical.NO
    evidence: Evidence = Evidence.NONE
    weight: Annotated[int, Meta(ge=1, le=100)] = 1
    levels: tuple[BothText, ...] = ()
    measured: MeasuredFile | None = None
    questions: tuple[OralQuestionFile, ...] | UnsetType = UNSET


class AreaFile(Struct, forbid_unknown_fields=True, frozen=True):
    """A competence area: `weight` permille of the protocol, `items` drawn for the theory test."""

    id: Slug
    name: BothText
    shared_id: Slug
    weight: Permille
    required_level: Level
    items: Annotated[int, Meta(ge=0, le=200)]
    cut: Permille
    share: Permille
    statements: tuple[BothText, ...]
    measures: tuple[MeasureFile, ...]
    criteria: tuple[CriterionFile, ...]
    required: bool = True


class RulesFile(Struct, forbid_unknown_fields=True, frozen=True):
    """What varies between schemes; shares and factors in permille."""

    total_cut: Permille
    theory_minutes: Minutes
    practical_minutes: Minutes
    extra_time: Annotated[int, Meta(ge=1000, le=5000)]
    validity_months: Months
    banked_months: Months
    waiting_days: Day
    max_attempts: Annotated[int, Meta(ge=1, le=100)]
    appeal_days: Day
    reviewer_required: bool
    credit_share: Permille
    credit_age_months: Months
    print_birth_date: bool
    impartiality_months: Months = 24
    case_days: Day = 180
    two_assessors: bool = False
    multiple_scoring: MultipleScoring = MultipleScoring.PARTIAL


class CodesFile(Struct, forbid_unknown_fields=True, frozen=True):
    """Classification codes; left out when there is no sure match."""

    ssyk: Annotated[str, Meta(pattern=r"^(\d{4})?$")] = ""
    isco: Annotated[str, Meta(pattern=r"^(\d{4})?$")] = ""
    jobtech_ssyk: Annotated[str, Meta(pattern=r"^(\w{4}_\w{3}_\w{3})?$")] = ""
    jobtech_occupation: Annotated[str, Meta(pattern=r"^(\w{4}_\w{3}_\w{3})?$")] = ""
    esco_occupation: Uuid = ""
    sun_field: Annotated[str, Meta(pattern=r"^(\w{4}_\w{3}_\w{3})?$")] = ""


class TaskFile(Struct, forbid_unknown_fields=True, frozen=True):
    """The practical task sheet."""

    id: Slug
    title: BothText
    brief: BothText
    minutes: Minutes
    setup: tuple[BothText, ...] = ()
    materials: tuple[BothText, ...] = ()
    safety_walk: tuple[BothText, ...] = ()
    picture: PicturePath | None = None


class ProtocolFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`protocol.yaml`, beside `texts.yaml`, `items/<area-id>.yaml` and `pictures/*.svg`.

    The type of a scalar is decided by the field, never by its spelling: `no` is a word, `7223` may
    be a code, `25.000` keeps its decimals.
    """

    format: Literal[1]
    scheme: Slug
    code: ProfileCode
    version: Version
    name: BothText
    level: BothText
    owner: Line
    scale: tuple[ScaleStepFile, ...]
    areas: tuple[AreaFile, ...]
    rules: RulesFile
    codes: CodesFile = field(default_factory=CodesFile)
    tasks: tuple[TaskFile, ...] = ()


class PrivacyFile(Struct, forbid_unknown_fields=True, frozen=True):
    """The privacy notice and the version that a case records (R10)."""

    version: Line
    text: BothText


class GuidePartFile(Struct, forbid_unknown_fields=True, frozen=True):
    """A heading of a guide and its points, a sentence or two each."""

    title: BothText
    points: tuple[BothText, ...]


class RoleGuideFile(Struct, forbid_unknown_fields=True, frozen=True):
    """One page for who is to be validated, and one for who assesses."""

    candidate: tuple[GuidePartFile, ...]
    assessor: tuple[GuidePartFile, ...]


class TextsFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`texts.yaml`: said or printed as they stand; `briefing` holds the six points (R9)."""

    label: BothText
    disclaimer: BothText
    briefing: tuple[BothText, ...]
    privacy: PrivacyFile
    guide: RoleGuideFile | UnsetType = UNSET
