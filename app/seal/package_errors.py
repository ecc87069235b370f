"""Why a protocol package, or a recall of one, is not believed."""

from datetime import date

from app.domain.errors import UserError


class OwnerUnknown(UserError):
    """Nobody this desk trusts stands behind the owner's statement."""


class OwnerOutOfTime(UserError):
    """The owner's statement does not hold on the day; both its days are included."""

    def __init__(self, owner: str, first_day: date, last_day: date, day: date) -> None:
        super().__init__()
        self.owner = owner
        self.first_day = first_day
        self.last_day = last_day
        self.day = day


class OwnerNotCovering(UserError):
    """The owner may not sign for this profile of this scheme."""

    def __init__(self, owner: str, code: str, scheme: str) -> None:
        super().__init__()
        self.owner = owner
        self.code = code
        self.scheme = scheme


class PackageSignatureWrong(UserError):
    """The signature is not the owner's, or what it signed has been changed."""


class PackageContentChanged(UserError):
    """The content is not the one that was signed."""


class PackageFromFuture(UserError):
    """Signed on a day that is not here yet: this computer's clock or the owner's is wrong."""

    def __init__(self, signed: date, day: date) -> None:
        super().__init__()
        self.signed = signed
        self.day = day


class WrongOwnerKey(UserError):
    """The key is not the one the owner's statement names."""

    def __init__(self, owner: str) -> None:
        super().__init__()
        self.owner = owner
