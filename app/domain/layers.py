"""Do page, badge and file say what the signed code says? What differs is named, fact by fact."""

from dataclasses import dataclass
from enum import StrEnum


class LayerState(StrEnum):
    """`differs` is the alarm; `missing` and `uncomparable` only say that less was checked."""

    OK = "ok"
    DIFFERS = "differs"
    MISSING = "missing"
    UNCOMPARABLE = "uncomparable"


class Why(StrEnum):
    """Why a layer's state is what it is; AGREES where nothing more is to be said."""

    AGREES = "agrees"
    FACTS = "facts"  # see the differences
    PICTURE = "picture"  # not a PDF
    SCANNED = "scanned"  # a PDF whose page is a picture, or turned, or cut
    UNPROVED = "unproved"  # nothing signed to compare with
    NONE = "none"  # there is no badge, no signature
    BROKEN = "broken"  # cannot be read
    PROOF = "proof"  # the signature or proof does not hold
    ADDED = "added"  # something was added after signing
    STRANGER = "stranger"  # signed by somebody else than the code's assessor
    OUT_OF_DAYS = "out_of_days"  # by the right person, on a day the key was not good for
    UNKNOWN = "unknown"  # signed, by a key nobody here knows
    UNENDORSED = "unendorsed"  # no authority's word stands in the badge
    ENDORSER_UNKNOWN = "endorser_unknown"  # one stands in it, of an authority not known here


class Fact(StrEnum):
    """What is compared."""

    NUMBER = "number"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    ROLE = "role"
    PROFILE = "profile"
    KIND = "kind"
    LEVEL = "level"
    AREAS = "areas"  # how many are shown
    ISSUED = "issued"
    VALID_TO = "valid_to"
    REPLACES = "replaces"
    CENTRE = "centre"
    ASSESSOR = "assessor"
    PRACTICE = "practice"
    SEAL = "seal"
    STATUS_INDEX = "status_index"
    TAGS = "tags"  # read aloud otherwise than shown
    PAGE = "page"  # a note, a stamp, a field on it


@dataclass(frozen=True, slots=True)
class Difference:
    """`found` is what the layer says, "" where it does not show it; `in_code` what is signed.

    Days as 2026-11-12, kinds as CertificateKind, levels as 0–4 or 14 (credited). `area` names the
    area of a level. `drawn_over`: something is drawn there that is not the page's text.
    """

    fact: Fact
    in_code: str
    found: str
    area: str = ""
    drawn_over: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """What became of one layer."""

    state: LayerState
    why: Why = Why.AGREES
    differences: tuple[Difference, ...] = ()


AGREES = Layer(LayerState.OK)
PICTURE = Layer(LayerState.UNCOMPARABLE, Why.PICTURE)
SCANNED = Layer(LayerState.UNCOMPARABLE, Why.SCANNED)
UNPROVED = Layer(LayerState.UNCOMPARABLE, Why.UNPROVED)
NONE = Layer(LayerState.MISSING, Why.NONE)


@dataclass(frozen=True, slots=True)
class Layers:
    """What stands beside the code: the page's text, the badge in the file, its signature."""

    text: Layer
    badge: Layer
    file: Layer

    @property
    def differ(self) -> bool:
        """Whether anything contradicts the code."""
        return LayerState.DIFFERS in (self.text.state, self.badge.state, self.file.state)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What text and badge say otherwise, the text's first."""
        return (*self.text.differences, *self.badge.differences)


OF_PICTURE = Layers(PICTURE, PICTURE, PICTURE)
"""A photo or a scan: there is only the code."""
