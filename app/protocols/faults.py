"""What can be wrong with a protocol package, each fault with its file and path."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import UserError


class Problem(StrEnum):
    """What is wrong; the fault's `detail` says with what, in the words of the file."""

    FILE_MISSING = "file_missing"
    FILE_TOO_LARGE = "file_too_large"
    FILE_UNEXPECTED = "file_unexpected"
    NOT_UTF8 = "not_utf8"
    NOT_YAML = "not_yaml"
    ALIAS = "alias"
    TOO_DEEP = "too_deep"
    DUPLICATE_KEY = "duplicate_key"
    UNKNOWN_FIELD = "unknown_field"
    FIELD_MISSING = "field_missing"
    WRONG_VALUE = "wrong_value"
    EMPTY_TEXT = "empty_text"
    NOT_NFC = "not_nfc"
    HIDDEN_CHARACTER = "hidden_character"
    DUPLICATE_ID = "duplicate_id"
    UNKNOWN_AREA = "unknown_area"
    SCALE_STEPS = "scale_steps"
    SCALE_NAMES = "scale_names"
    ABOVE_SCALE = "above_scale"
    WEIGHT_SUM = "weight_sum"
    NOTHING_TO_ASSESS = "nothing_to_assess"
    NO_THEORY_TIME = "no_theory_time"
    LEVEL_TEXTS = "level_texts"
    STOP_IN_THEORY = "stop_in_theory"
    THEORY_WITHOUT_ITEMS = "theory_without_items"
    VALUE_WITHOUT_MEASURE = "value_without_measure"
    LIMITS = "limits"
    BRIEFING_POINTS = "briefing_points"
    ITEMS_OR_TEMPLATE = "items_or_template"
    PLACE_UNFILLED = "place_unfilled"
    PLACE_UNUSED = "place_unused"
    TOO_FEW_FAMILIES = "too_few_families"
    ITEMS_WITHOUT_BLUEPRINT = "items_without_blueprint"
    TOO_FEW_OPTIONS = "too_few_options"
    FIELD_NOT_FOR_KIND = "field_not_for_kind"
    KEY_UNKNOWN = "key_unknown"
    KEY_COUNT = "key_count"
    ORDER_SHOWN = "order_shown"
    SLIP_ON_KEY = "slip_on_key"
    NOT_A_NUMBER = "not_a_number"
    SAME_OPTION = "same_option"
    SAME_ITEM = "same_item"
    PICTURE_MISSING = "picture_missing"
    PICTURE_UNUSED = "picture_unused"
    PICTURE_TEXT = "picture_text"
    PICTURE_NOT_PLAIN = "picture_not_plain"
    GUIDE_SIZE = "guide_size"
    NO_NEXT_STEP = "no_next_step"
    HARD_TO_READ = "hard_to_read"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: file within the package, JSON path in it (`$` = the whole), what, with what."""

    file: str
    path: str
    problem: Problem
    detail: str = ""

    @property
    def place(self) -> str:
        """Where it is, as authors read it: `items/matteknik.yaml: $.families[2].items[0]`."""
        return f"{self.file}: {self.path}"


class ProtocolErrors(UserError):
    """The package is not a protocol; all that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__()
        self.faults = faults


class ProtocolDamaged(UserError):
    """Stored bytes that are not a protocol in canonical form."""


class NewerPackage(UserError):
    """The package is written in a form that a newer Intyga brought: update the program."""
