"""Adjustments of the test: what may be granted, to whom, and what they mean for the time (R11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import UserError


class AdjustmentKind(StrEnum):
    """What is made easier; never what is asked, and never on the certificate (R44)."""

    EXTRA_TIME = "extra_time"
    READ_ALOUD = "read_aloud"
    READER = "reader"
    ORAL = "oral"
    DICTIONARY = "dictionary"
    INTERPRETER = "interpreter"

    @property
    def names_somebody(self) -> bool:
        """Whether a helper sits beside the candidate and is written down by name."""
        return self in (AdjustmentKind.READER, AdjustmentKind.INTERPRETER)

    @property
    def names_language(self) -> bool:
        """Whether a language belongs to it."""
        return self in (AdjustmentKind.DICTIONARY, AdjustmentKind.INTERPRETER)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One adjustment as proposed; `name` of the helper, `language` of interpreting or book."""

    kind: AdjustmentKind
    name: str = ""
    language: str = ""
    note: str = ""


class AdjustmentIncomplete(UserError):
    """A helper without a name, or an interpreter without a language; each missing is True."""

    def __init__(self, *, name: bool, language: bool) -> None:
        super().__init__()
        self.name = name
        self.language = language


class ReaderKnowsSubject(UserError):
    """The reader is an assessor of the very profile: somebody else has to read aloud (R23)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class ReaderNotDeclared(UserError):
    """Nobody has declared that the reader has no part in the subject (R23)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class AdjustmentsFixed(UserError):
    """The assessment has begun: adjustments stand as they were approved (R11)."""


class AdjustmentsUndecided(UserError):
    """Adjustments are proposed and neither approved nor taken back; nothing was started (R11)."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count


def check_complete(adjustment: Adjustment) -> None:
    """Raises AdjustmentIncomplete when the kind asks for more than was said."""
    kind = adjustment.kind
    lacks_name = kind.names_somebody and not adjustment.name
    lacks_language = kind is AdjustmentKind.INTERPRETER and not adjustment.language
    if lacks_name or lacks_language:
        raise AdjustmentIncomplete(name=lacks_name, language=lacks_language)


def granted_minutes(minutes: int, factor_permille: int, kinds: Iterable[AdjustmentKind]) -> int:
    """The test's minutes: base × factor when extra time is among `kinds`, never less (R21).

    A part of a minute counts as a whole one: 45 at 1 500 gives 68.
    """
    if AdjustmentKind.EXTRA_TIME not in kinds:
        return minutes
    return max(minutes, -(-minutes * factor_permille // 1000))


def assisting_line(adjustment: Adjustment) -> str:
    """How a helper stands in the sitting's record, e.g. `interpreter: Amira Saleh, arabiska`."""
    who = ", ".join(filter(None, (adjustment.name, adjustment.language)))
    return f"{adjustment.kind}: {who}"
