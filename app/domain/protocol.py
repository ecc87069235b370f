"""A validation protocol: an occupational role as data, immutable once loaded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from app.domain.text import Text


class Method(StrEnum):
    """How a criterion is shown."""

    THEORY = "theory"
    PRACTICAL = "practical"
    ORAL = "oral"
    DOCUMENT = "document"


class LearningOutcome(StrEnum):
    """The qualification framework's trio."""

    KNOWLEDGE = "knowledge"
    SKILL = "skill"
    COMPETENCE = "competence"


class Critical(StrEnum):
    """What a rating under the required level means for the area."""

    NO = "no"
    MUST = "must"
    STOP = "stop"


class Evidence(StrEnum):
    """What the assessor has to leave beside the rating."""

    NONE = "none"
    NOTE = "note"
    PHOTO = "photo"
    VALUE = "value"


class ItemKind(StrEnum):
    """How a theory item is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMERIC = "numeric"
    ORDER = "order"
    MATCH = "match"


class MultipleScoring(StrEnum):
    """What a multiple choice that is partly right is worth: a share, or nothing."""

    PARTIAL = "partial"
    ALL_OR_NOTHING = "all_or_nothing"


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """One named step of the rating scale; code 1 is the lowest."""

    code: int
    name: Text
    description: Text


@dataclass(frozen=True, slots=True)
class MeasuredValue:
    """A measure judged by its tolerance, never by hand: nominal, limits included, in `unit`."""

    unit: str
    nominal: Decimal
    lower: Decimal
    upper: Decimal
    gauge: Text


@dataclass(frozen=True, slots=True)
class OralQuestion:
    """What to ask where an act was not seen, and what a good answer holds."""

    ask: Text
    good: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """An observable act, rated on the scale or "not assessed"."""

    id: str
    area: str
    text: Text
    detail: Text
    outcome: LearningOutcome
    method: Method
    critical: Critical
    evidence: Evidence
    weight: int = 1
    measured: MeasuredValue | None = None
    levels: tuple[Text, ...] = ()
    questions: tuple[OralQuestion, ...] = ()

    @property
    def is_rated(self) -> bool:
        """Whether an assessor rates it; theory criteria are covered by items."""
        return self.method is not Method.THEORY


@dataclass(frozen=True, slots=True)
class Measure:
    """A proposed way to close a gap, such as a course of two days."""

    text: Text
    length: Text


@dataclass(frozen=True, slots=True)
class Area:
    """A competence area; areas with one shared id are the same object across profiles."""

    id: str
    name: Text
    shared_id: str
    weight: int
    required_level: int
    required: bool
    items: int
    cut_permille: int
    share_permille: int
    statements: tuple[Text, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, to put in order, or the left side of a match."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class ItemKey:
    """The right answer. Never handed to the candidate's screen (R22).

    `choice`: option ids; for ORDER in the right order; for MATCH `left=right` pairs.
    `value`, `tolerance`: NUMERIC, in the item's unit, limits included.
    """

    choice: tuple[str, ...] = ()
    value: Decimal | None = None
    tolerance: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Question:
    """What a candidate may see of an item: everything but key and explanation."""

    id: str
    area: str
    kind: ItemKind
    stem: Text
    hint: Text | None
    options: tuple[Option, ...]
    targets: tuple[Option, ...]
    unit: str
    picture: str | None
    picture_text: Text | None


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its family of equivalents, its key and why the key is right.

    `slips`: option id and what somebody thinks who chooses it, where the file says so (R22).
    """

    question: Question
    family: str
    points: int
    key: ItemKey
    why: Text
    slips: tuple[tuple[str, Text], ...] = ()

    @property
    def id(self) -> str:
        """The item's id, unique in the scheme."""
        return self.question.id

    @property
    def area(self) -> str:
        """The id of the area it belongs to."""
        return self.question.area


@dataclass(frozen=True, slots=True)
class Task:
    """The practical task sheet: what is made, with what, in how long."""

    id: str
    title: Text
    brief: Text
    setup: tuple[Text, ...]
    materials: tuple[Text, ...]
    safety_walk: tuple[Text, ...]
    minutes: int
    picture: str | None


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that varies between schemes: cuts in permille, times in the unit named."""

    total_cut_permille: int
    theory_minutes: int
    practical_minutes: int
    extra_time_permille: int
    validity_months: int
    banked_months: int
    waiting_days: int
    max_attempts: int
    appeal_days: int
    reviewer_required: bool
    credit_share_permille: int
    credit_age_months: int
    print_birth_date: bool
    impartiality_months: int = 24
    case_days: int = 180
    two_assessors: bool = False
    multiple_scoring: MultipleScoring = MultipleScoring.PARTIAL


@dataclass(frozen=True, slots=True)
class Codes:
    """Classification codes; empty when there is no sure match."""

    ssyk: str = ""
    isco: str = ""
    jobtech_ssyk: str = ""
    jobtech_occupation: str = ""
    esco_occupation: str = ""
    sun_field: str = ""


@dataclass(frozen=True, slots=True)
class GuidePart:
    """A heading of a role's one-page guide, and its points."""

    title: Text
    points: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class RoleGuide:
    """One page for who is to be validated, one for who assesses."""

    candidate: tuple[GuidePart, ...]
    assessor: tuple[GuidePart, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Texts said or printed as they stand."""

    label: Text
    disclaimer: Text
    briefing: tuple[Text, ...]
    privacy_version: str
    privacy: Text
    guide: RoleGuide | None = None


@dataclass(frozen=True, slots=True)
class Protocol:
    """One version of a profile. `hash` is the SHA-256 (hex) of its canonical form."""

    scheme: str
    code: str
    version: str
    name: Text
    level: Text
    owner: str
    scale: tuple[ScaleStep, ...]
    areas: tuple[Area, ...]
    criteria: tuple[Criterion, ...]
    items: tuple[Item, ...]
    tasks: tuple[Task, ...]
    rules: Rules
    codes: Codes
    wording: Wording
    hash: str
    pictures: Mapping[str, str] = field(default_factory=dict)

    @property
    def profile(self) -> str:
        """Profile code and major version as it stands in a certificate, e.g. `CNC-1/1`."""
        return f"{self.code}/{self.version.split('.')[0]}"

    def area(self, area_id: str) -> Area:
        """The area with this id; KeyError when the protocol has none."""
        for area in self.areas:
            if area.id == area_id:
                return area
        raise KeyError(area_id)

    def criteria_of(self, area_id: str) -> tuple[Criterion, ...]:
        """The criteria of one area that an assessor rates, in protocol order."""
        return tuple(c for c in self.criteria if c.area == area_id and c.is_rated)
