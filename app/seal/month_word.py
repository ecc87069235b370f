"""The node's word on a project's month: when it was sent to the funder, whether to go again."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from app.domain.participation import Month, MonthStanding
from app.seal import cbor, cose
from app.seal.cose import Purpose
from app.seal.keys import SigningKey, algorithm_of
from app.seal.shape import Fields, bad_shape, checked_text, day_number

_SECOND_MOST = 80_000 * 86_400


@dataclass(frozen=True, slots=True)
class MonthWord:
    """Of two words on one month the later `said` counts; times are aware, in whole seconds."""

    project: UUID
    month: Month
    standing: MonthStanding
    sent: datetime
    said: datetime

    def to_bytes(self) -> bytes:
        """The payload to sign."""
        return cbor.encode(
            {
                1: self.project.bytes,
                2: day_number(self.month.first),
                3: self.standing.value,
                4: int(self.sent.timestamp()),
                5: int(self.said.timestamp()),
            }
        )

    @classmethod
    def from_bytes(cls, raw: bytes) -> "MonthWord":
        """The word behind a payload. Raises BadSeal: E_CBOR, E_NONCANONICAL, E_SHAPE."""
        fields = Fields(cbor.decode(raw), set(range(1, 6)))
        return cls(
            project=UUID(bytes=fields.octets(1, 16)),
            month=_month(fields.day(2)),
            standing=_standing(fields.raw(3)),
            sent=_moment(fields.integer(4, 0, _SECOND_MOST)),
            said=_moment(fields.integer(5, 0, _SECOND_MOST)),
        )


def sign_month(node_key: SigningKey, word: MonthWord) -> bytes:
    """The word as the node tells it."""
    return cose.sign1(node_key, word.to_bytes(), Purpose.MONTH)


def open_month(raw: bytes, node_public: bytes) -> MonthWord:
    """The word in bytes signed by `node_public`. Raises BadSeal."""
    signed = cose.open1(raw, Purpose.MONTH)
    cose.kid_of(signed)
    cose.check1(signed, node_public, algorithm_of(node_public) or 0)
    return MonthWord.from_bytes(signed.payload)


def _month(first: date) -> Month:
    if first.day != 1:
        raise bad_shape()
    return Month.of(first)


def _standing(value: object) -> MonthStanding:
    try:
        return MonthStanding(checked_text(value, 20))
    except ValueError as error:
        raise bad_shape() from error


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
