"""What a version may not do beside the others of its code: the same for a desk and for a region."""

from collections.abc import Iterable

from app.domain.comparing import compare
from app.domain.errors import UserError
from app.domain.protocol import Protocol


class SameVersionOtherContent(UserError):
    """A version of this number is here already and says something else."""

    def __init__(self, code: str, version: str) -> None:
        super().__init__()
        self.code = code
        self.version = version


class AreasMoved(UserError):
    """Areas or scale differ within one major version: certificates of it would be read wrongly."""

    def __init__(self, code: str, version: str, other: str) -> None:
        super().__init__()
        self.code = code
        self.version = version
        self.other = other


def refuse_beside(protocol: Protocol, others: Iterable[Protocol]) -> None:
    """Let a version in beside `others`, itself among them or not, of any code.

    Raises SameVersionOtherContent, AreasMoved.
    """
    for other in others:
        if other.code != protocol.code or other.hash == protocol.hash:
            continue
        if other.version == protocol.version:
            raise SameVersionOtherContent(protocol.code, protocol.version)
        if other.profile == protocol.profile and compare(other, protocol).moves_areas:
            raise AreasMoved(protocol.code, protocol.version, other.version)
