"""What goes against itself once records of several laptops meet, and how it may end (R57, R58)."""

from collections.abc import Iterable
from enum import StrEnum

from app.domain.errors import UserError


class ConflictKind(StrEnum):
    """What there are two versions of.

    `CERTIFICATES`: two for the same person and profile, assessed apart. `PERSON`: two corrections
    of one person that differ. `FORK`: one seal's log went on at two laptops at once.
    """

    CERTIFICATES = "certificates"
    PERSON = "person"
    FORK = "fork"


class Keep(StrEnum):
    """Which version counts. `OVER`: nothing was left to choose, one had ended by itself."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"
    NEITHER = "neither"
    OVER = "over"


class PersonField(StrEnum):
    """A fact of a person that two laptops may have corrected differently."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    EMPLOYER = "employer"
    PROTECTED = "is_protected"


class KeepNotPossible(UserError):
    """The conflict cannot end so; `keep` is not among its choices."""

    def __init__(self, keep: Keep) -> None:
        super().__init__()
        self.keep = keep


class FieldsMissing(UserError):
    """Not every fact that differs was chosen, or one that does not; `fields` are those that do."""

    def __init__(self, fields: tuple[PersonField, ...]) -> None:
        super().__init__()
        self.fields = fields


_CHOICES = {
    ConflictKind.CERTIFICATES: (Keep.FIRST, Keep.SECOND, Keep.BOTH, Keep.NEITHER),
    ConflictKind.PERSON: (Keep.FIRST, Keep.SECOND),
    ConflictKind.FORK: (Keep.BOTH,),
}


def choices(kind: ConflictKind) -> tuple[Keep, ...]:
    """How a conflict of this kind may be settled; for a person once for each field."""
    return _CHOICES[kind]


def check_keep(kind: ConflictKind, keep: Keep) -> None:
    """Let a choice through that the kind has. Raises KeepNotPossible."""
    if keep not in _CHOICES[kind]:
        raise KeepNotPossible(keep)


def check_fields(
    differing: tuple[PersonField, ...], kept: Iterable[tuple[PersonField, Keep]]
) -> None:
    """Let a choice through for each fact that differs. Raises FieldsMissing, KeepNotPossible."""
    chosen = dict(kept)
    if chosen.keys() != set(differing):
        raise FieldsMissing(differing)
    for keep in chosen.values():
        check_keep(ConflictKind.PERSON, keep)
