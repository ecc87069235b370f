"""Why a file is no badge of ours; said by code, so that a person gets words for it."""

from enum import StrEnum

from app.domain.errors import UserError


class BadgeCode(StrEnum):
    """What a credential failed at; E_BADGE_PROOF only where one is taken in to be kept."""

    E_BADGE_SIZE = "E_BADGE_SIZE"
    E_BADGE_JSON = "E_BADGE_JSON"
    E_BADGE_SHAPE = "E_BADGE_SHAPE"
    E_BADGE_PROOF_KIND = "E_BADGE_PROOF_KIND"
    E_BADGE_PROOF = "E_BADGE_PROOF"
    E_CONTEXT_NOT_PINNED = "E_CONTEXT_NOT_PINNED"


class BadBadge(UserError):
    """The bytes are no badge as Intyga makes them; `code` says which check they failed."""

    def __init__(self, code: BadgeCode) -> None:
        super().__init__()
        self.code = code
